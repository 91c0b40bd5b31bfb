"""Where the program keeps what it knows."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from desktop import paths


@pytest.fixture
def frozen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of a frozen program, which this process seems to be."""
    program = tmp_path / "aiguillage"
    program.touch()
    monkeypatch.delenv("AIGUILLAGE_DATA", raising=False)
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setattr(sys, "executable", str(program))
    return tmp_path


def test_a_portable_program_keeps_its_data_beside_it(frozen: Path) -> None:
    beside = frozen / paths.PORTABLE
    beside.mkdir()
    assert paths.data_folder() == beside


def test_an_installed_program_keeps_its_data_with_the_person(frozen: Path) -> None:
    assert frozen not in paths.data_folder().parents


def test_what_is_asked_for_wins_over_the_folder_beside(frozen: Path) -> None:
    (frozen / paths.PORTABLE).mkdir()
    assert paths.data_folder(Path("chosen")) == Path("chosen")


def test_a_program_that_is_not_frozen_looks_at_nothing_beside_python(
    frozen: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (frozen / paths.PORTABLE).mkdir()
    monkeypatch.delattr(sys, "frozen")
    assert frozen not in paths.data_folder().parents
