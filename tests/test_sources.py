"""Files from outside: what is wrong with a place is said as it is, and a line has an end."""

from __future__ import annotations

import io
import os
from pathlib import Path

import pytest

from desktop.errors import reason_of
from desktop.sources import check_file, check_folder, is_folder, is_there, lines_of
from desktop.text import phrase


def place(folder: Path, name: str) -> Path:
    """One of the places a person may name."""
    (folder / "sheet.pdf").write_bytes(b"x")
    return Path(name) if name.startswith("/") else folder / name


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        (".", "folder"),
        ("none", "missing"),
        ("nul\0byte", "missing"),
        ("sheet.pdf/x", "not-folder"),
        ("x" * 5000, "name"),
        (os.devnull, "not-file"),
    ],
)
def test_why_there_is_no_file_to_read_is_said(name: str, reason: str, tmp_path: Path) -> None:
    with pytest.raises(OSError, match=r"Errno") as failed:
        check_file(place(tmp_path, name))

    assert reason_of(failed.value) == phrase(f"error.reason.{reason}")


@pytest.mark.parametrize(
    ("name", "reason"), [("none", "missing"), ("sheet.pdf", "not-folder"), ("x" * 5000, "name")]
)
def test_why_there_is_no_folder_is_said(name: str, reason: str, tmp_path: Path) -> None:
    with pytest.raises(OSError, match=r"Errno") as failed:
        check_folder(place(tmp_path, name))

    assert reason_of(failed.value) == phrase(f"error.reason.{reason}")


def test_what_is_sound_passes(tmp_path: Path) -> None:
    check_file(place(tmp_path, "sheet.pdf"))
    check_folder(tmp_path)


def test_a_name_no_system_can_hold_is_not_there(tmp_path: Path) -> None:
    assert not is_there(tmp_path / ("x" * 5000))
    assert not is_folder(tmp_path / ("x" * 5000))
    assert is_there(tmp_path)
    assert is_folder(tmp_path)


def test_of_a_line_without_end_only_the_beginning_is_kept() -> None:
    lines = list(lines_of(io.BytesIO(b"a\n" + b"b" * 1000 + b"\nc"), 10))

    assert lines == [b"a\n", b"b" * 11, b"c"]
