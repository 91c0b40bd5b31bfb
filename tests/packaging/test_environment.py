"""The environment: made once, trusted only when finished, left alone afterwards."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from environment import Environment
from tests.packaging.small_project import make_project

LOCK = "packaging/requirements.txt"
STAMP = ".venv/aiguillage-run.stamp"


@pytest.fixture
def finished(made: Environment) -> Iterator[Environment]:
    """A finished environment; what a test spoils is put back after it."""
    kept = {name: (made.root / name).read_text(encoding="utf-8") for name in (LOCK, STAMP)}
    interpreter = made.python.readlink()
    yield made
    for name, text in kept.items():
        (made.root / name).write_text(text, encoding="utf-8")
    made.python.unlink(missing_ok=True)
    made.python.symlink_to(interpreter)


def last_changed(environment: Environment) -> list[int]:
    return [path.stat().st_mtime_ns for path in sorted(environment.folder.rglob("*"))]


def test_the_launcher_starts_the_program_with_its_arguments(finished: Environment) -> None:
    command = [str(finished.launcher), "route", "--answers", "a b"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (3, "route --answers a b\n", "")


def test_a_second_set_up_touches_nothing(finished: Environment) -> None:
    before = last_changed(finished)
    finished.make_ready("run")
    assert last_changed(finished) == before


def test_a_changed_lock_asks_for_a_new_environment(finished: Environment) -> None:
    (finished.root / LOCK).write_text("# another\n", encoding="utf-8")
    assert not finished.is_ready("run")


def test_an_environment_without_its_stamp_was_interrupted(finished: Environment) -> None:
    (finished.root / STAMP).unlink()
    assert not finished.is_ready("run")


def test_an_environment_whose_python_is_gone_is_not_trusted(finished: Environment) -> None:
    finished.python.unlink()
    finished.python.symlink_to("python-of-last-year")
    assert not finished.is_ready("run")


def test_an_environment_that_was_moved_is_not_trusted(
    finished: Environment, tmp_path: Path
) -> None:
    moved = shutil.copytree(finished.root, tmp_path / "moved", symlinks=True)
    assert finished.is_ready("run")
    assert not Environment(moved).is_ready("run")


def test_the_tools_of_tests_come_on_top_of_what_runs(tmp_path: Path) -> None:
    environment = make_project(tmp_path)
    environment.make_ready("run")
    mark = environment.folder / "mark"
    mark.touch()
    assert not environment.is_ready("dev")
    environment.make_ready("dev")
    assert environment.is_ready("dev")
    assert environment.is_ready("run")
    assert mark.exists()


def test_a_set_up_that_fails_leaves_nothing_trusted_and_is_done_again(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    environment = make_project(tmp_path)
    environment.make_ready("run")
    lock = tmp_path / "packaging" / "requirements-dev.txt"
    lock.write_text("without-hash==1.0\n", encoding="utf-8")
    with pytest.raises(SystemExit, match="1"):
        environment.make_ready("dev")
    assert "relancez la même commande" in capfd.readouterr().err
    assert not environment.is_ready("run")
    lock.write_text("", encoding="utf-8")
    environment.make_ready("dev")
    assert environment.is_ready("dev")


def test_two_set_ups_at_once_are_one(tmp_path: Path) -> None:
    make_project(tmp_path)
    command = [sys.executable, str(tmp_path / "packaging" / "dev.py"), "setup"]
    both = [subprocess.Popen(command, stderr=subprocess.PIPE, text=True) for _ in range(2)]
    said = [each.communicate()[1] for each in both]
    assert [each.returncode for each in both] == [0, 0]
    assert sum("130\u00a0Mo" in words or "130 MB" in words for words in said) == 1


def test_the_tools_of_packages_come_on_top_of_what_runs(tmp_path: Path) -> None:
    environment = make_project(tmp_path)
    environment.make_ready("package")
    assert environment.is_ready("run")
    assert environment.is_ready("package")
    assert not environment.is_ready("dev")
