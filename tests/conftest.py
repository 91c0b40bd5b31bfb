"""What every test stands on: no screen, and never the user's own folder."""

from __future__ import annotations

import gc
import os
import tempfile
from collections.abc import Generator, Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from tests.shares import Shares, in_order

# Before anything imports Qt; a test of a real window starts a screen and says so itself.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
if os.environ.get("LC_ALL") in ("C", "POSIX"):
    # Qt warns of signs that are not UTF-8, and its warnings are failures here.
    os.environ["LC_ALL"] = "C.UTF-8"

# No deadline: two cores are shared by many tests. The same cases each run, so that a red is a red.
settings.register_profile("project", deadline=None, database=None, derandomize=True)
settings.load_profile("project")


@pytest.hookimpl(optionalhook=True)  # a run without workers has no such hook
def pytest_xdist_make_scheduler(config: pytest.Config, log: object) -> Shares:
    """Who does what, where there are several workers."""
    return Shares(config, log)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What takes long begins first, so that nothing is waited for at the end."""
    items[:] = [items[at] for at in in_order([item.nodeid for item in items])]


@pytest.hookimpl(wrapper=True)
def pytest_collection() -> Generator[None, object, object]:
    """What is read by now stays to the end: no look for garbage needs to go through it."""
    gc.disable()
    try:
        return (yield)
    finally:
        gc.collect()
        gc.freeze()
        gc.enable()


@pytest.fixture(autouse=True)
def own_data_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder for the settings and logs of one test."""
    folder = tmp_path / "data"
    monkeypatch.setenv("AIGUILLAGE_DATA", str(folder))
    return folder


@pytest.fixture
def data(own_data_folder: Path) -> Path:
    """That folder, there already."""
    own_data_folder.mkdir()
    return own_data_folder


@pytest.fixture
def open_to_all() -> Iterator[Path]:
    """A folder that any account of this machine may go through, unlike `tmp_path`."""
    with tempfile.TemporaryDirectory(prefix="open-") as name:
        folder = Path(name)
        folder.chmod(0o755)
        yield folder


@pytest.fixture
def machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder for the machine's settings, in place of the real one."""
    folder = tmp_path / "machine"
    folder.mkdir()
    monkeypatch.setenv("AIGUILLAGE_MACHINE_SETTINGS", str(folder))
    return folder
