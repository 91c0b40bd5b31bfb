"""Files that a file manager hands over: guides in one file, codes of a visit."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from desktop import opened, paths
from desktop.guide.loader import load_guide
from desktop.library.package import make_package

DAY = date(2026, 11, 24)


@pytest.fixture
def place(tmp_path: Path) -> Path:
    folder = tmp_path / "place"
    folder.mkdir()
    return folder


@pytest.fixture
def packed(tmp_path: Path) -> Path:
    """The shipped guide in one file."""
    folder = paths.shipped_guide()
    path = tmp_path / "guide.aiguillage"
    path.write_bytes(make_package(folder, load_guide(folder), DAY).to_bytes())
    return path


def test_a_guide_in_one_file_is_unpacked_to_be_tried(packed: Path, place: Path) -> None:
    given = opened.open_file(packed, place)
    assert given.guide == place
    assert load_guide(place).version == load_guide(paths.shipped_guide()).version


def test_a_damaged_guide_is_refused_in_a_sentence(packed: Path, place: Path) -> None:
    packed.write_bytes(packed.read_bytes()[:-1])
    given = opened.open_file(packed, place)
    assert given.guide is None
    assert [notice.key for notice in given.notices] == ["library.damaged"]


def test_an_altered_guide_is_refused(packed: Path, place: Path) -> None:
    packed.write_bytes(packed.read_bytes().replace(b"format: 1", b"format: 9"))
    given = opened.open_file(packed, place)
    assert (given.guide, len(given.notices)) == (None, 1)


def test_a_code_is_read_without_its_spaces_around(tmp_path: Path, place: Path) -> None:
    path = tmp_path / "visite.orientation"
    path.write_text("  7KQ2-M4TX \n", encoding="utf-8")
    assert opened.open_file(path, place).code == "7KQ2-M4TX"


def test_a_huge_file_of_codes_is_not_read_whole(tmp_path: Path, place: Path) -> None:
    path = tmp_path / "visite.orientation"
    path.write_bytes(b"A" * 1_000_000)
    assert len(opened.open_file(path, place).code) < 10_000


def test_a_file_that_is_not_there_is_said(tmp_path: Path, place: Path) -> None:
    given = opened.open_file(tmp_path / "absent.orientation", place)
    assert [notice.key.split(".")[0] for notice in given.notices] == ["error"]
