"""How the tests are shared among workers: each is done once, also where a worker dies of one."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from tests.shares import FIRST, SOAK, in_order, share_of

ROOT = Path(__file__).resolve().parent.parent
CONFTEST = """
from tests.shares import Shares

def pytest_xdist_make_scheduler(config, log):
    return Shares(config, log)
"""
DEADLY = """
import os, pytest

def test_before(): pass
def test_that_kills(): os._exit(3)
def test_after(): pass
"""
MANY = """
import pytest

@pytest.mark.parametrize("number", range(5))
def test_each(number): pass
"""


def test_a_file_is_one_share_and_so_are_folders_that_share_what_is_dear() -> None:
    journeys = ["tests/journeys/test_a.py::test_x", "tests/journeys/test_b.py::test_y[1]"]

    assert share_of("tests/test_files.py::test_x[a::b]") == "tests/test_files.py"
    assert {share_of(name) for name in journeys} == {"tests/journeys/"}
    assert share_of(f"{SOAK}::test_x") == SOAK


def test_what_takes_long_begins_first_and_all_else_keeps_its_order() -> None:
    names = ["tests/test_b.py::test_1", "tests/test_a.py::test_2", f"{SOAK}::test_3"]

    assert [names[at] for at in in_order(names)] == [names[2], names[0], names[1]]


def test_every_share_that_begins_first_is_there() -> None:
    assert [share for share in FIRST if not (ROOT / share).exists()] == []


def test_a_test_that_kills_its_worker_is_told_once_and_the_others_are_done(tmp_path: Path) -> None:
    (tmp_path / "conftest.py").write_text(CONFTEST)
    (tmp_path / "test_deadly.py").write_text(DEADLY)
    for name in "abc":
        (tmp_path / f"test_{name}.py").write_text(MANY)
    command = [sys.executable, "-m", "pytest", "-n", "2", "-c", "pytest.ini", "--basetemp", "temp"]
    (tmp_path / "pytest.ini").write_text(f"[pytest]\npythonpath = {ROOT}\n")
    done = subprocess.run(
        command, cwd=tmp_path, timeout=100, check=False, capture_output=True, text=True
    )

    assert done.returncode == 1, done.stdout
    lines = done.stdout.splitlines()
    assert sum(line.startswith("FAILED test_deadly.py::test_that_kills") for line in lines) == 1
    assert " 1 failed, 17 passed" in lines[-1]
