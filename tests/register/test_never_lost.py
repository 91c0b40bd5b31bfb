"""A writer killed, cut from power or out of room at any moment loses nothing it acknowledged."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

PROJECT = Path(__file__).resolve().parents[2]
SHIM = Path(__file__).with_name("power.c")
SOAK = os.environ.get("AIGUILLAGE_SOAK") == "1"
LINUX = pytest.mark.skipif(sys.platform != "linux", reason="holds writes back as Linux does")


@pytest.fixture(scope="module")
def shim(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What holds writes back until they are asked to be on the disk, compiled."""
    made = tmp_path_factory.mktemp("power") / "power.so"
    options = ["-O1", "-Wall", "-Werror", "-shared", "-fPIC", "-ldl"]
    command = ["gcc", *options, "-o", str(made), str(SHIM)]
    subprocess.run(command, check=True, timeout=60)
    return made


def rounds_of(folder: Path, what: str, short: int, full: int, **more: str) -> dict[str, int]:
    """What the killer saw in its rounds."""
    rounds = full if SOAK else short
    command = [sys.executable, "-m", "tests.register.killer", str(folder), str(rounds), what]
    environment = {**os.environ, "PYTHONPATH": str(PROJECT), **more}
    done = subprocess.run(
        command, cwd=PROJECT, env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    seen: dict[str, int] = json.loads(done.stdout)
    print(what, seen)  # noqa: T201
    assert seen["rounds"] == rounds
    return seen


@pytest.mark.soak
@pytest.mark.skipif(os.name == "nt", reason="that system has no fork")
def test_a_writer_killed_at_any_moment_loses_nothing_it_acknowledged(tmp_path: Path) -> None:
    seen = rounds_of(tmp_path, "kill", 20, 500)

    assert seen["case"] > 3 * seen["rounds"]
    assert seen["unclean"] > seen["rounds"] // 2


@pytest.mark.soak
@LINUX
def test_a_writer_cut_from_power_loses_nothing_it_acknowledged(tmp_path: Path, shim: Path) -> None:
    seen = rounds_of(tmp_path, "power", 20, 200, LD_PRELOAD=str(shim))

    assert seen["case"] > 2 * seen["rounds"]
    assert seen["held"] > seen["rounds"] // 2


@pytest.mark.soak
@LINUX
def test_a_writer_on_a_full_disk_loses_nothing_and_goes_on_once_there_is_room(
    tmp_path: Path, shim: Path
) -> None:
    seen = rounds_of(tmp_path, "full", 20, 200, LD_PRELOAD=str(shim))

    assert seen["full"] == seen["done"] == seen["rounds"]
    assert seen["case"] > 10 * seen["rounds"]
