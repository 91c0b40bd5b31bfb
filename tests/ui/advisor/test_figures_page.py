"""The page of figures, on a register with cases in it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtGui import QAccessible, QImage
from PySide6.QtWidgets import QLabel, QTableWidget, QWidget

from desktop.ui.figures.page import FiguresPage
from desktop.ui.figures.picture import FigurePicture
from tests.ui.advisor.conftest import Bench
from tests.ui.advisor.test_cases import go, keep


@pytest.fixture
def page(desk: Bench) -> FiguresPage:
    for name in ("Un", "Deux", "Trois"):
        keep(desk, name)
    found = go(desk, "figures")
    assert isinstance(found, FiguresPage)
    return found


def test_every_figure_has_its_picture_and_its_words(desk: Bench, page: FiguresPage) -> None:
    pictures = page.findChildren(FigurePicture)
    assert len(pictures) == 7
    for picture in pictures:
        told = QAccessible.queryAccessibleInterface(picture)
        assert told.text(QAccessible.Text.Name)
        assert told.text(QAccessible.Text.Description)


def test_a_picture_is_turned_into_its_table_and_back(desk: Bench, page: FiguresPage) -> None:
    desk.click("turn-needs")
    table = page.findChild(QTableWidget, "table-needs")
    assert table is not None
    item = table.item(5, table.columnCount() - 1)
    assert item is not None
    assert item.text() == "3"
    assert page.focusWidget().objectName() == "turn-needs"
    desk.click("turn-needs")
    assert desk.has("picture-needs")


def test_another_period_counts_anew(desk: Bench, page: FiguresPage) -> None:
    desk.click("period-last-year")
    keys = page.findChild(QWidget, "figures-keys")
    assert keys is not None
    assert "0" in [label.text() for label in keys.findChildren(QLabel)]


@pytest.mark.parametrize(
    ("button", "beginning"),
    [
        ("png-departments", b"\x89PNG"),
        ("csv-members", b"\xef\xbb\xbf"),
        ("xlsx-members", b"PK"),
        ("figures-all", b"PK"),
        ("figures-report", b"%PDF"),
    ],
)
def test_figures_are_taken_along_as_files(
    desk: Bench,
    page: FiguresPage,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    button: str,
    beginning: bytes,
) -> None:
    path = tmp_path / "taken"
    monkeypatch.setattr(page, "tools", replace(page.tools, ask_path=lambda *_: path))
    desk.click(button)
    assert path.read_bytes().startswith(beginning)
    assert "taken" in desk.said
    if beginning.endswith(b"PNG"):
        assert QImage(str(path)).width() == 1920


def test_a_folder_that_cannot_be_written_is_said(
    desk: Bench, page: FiguresPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "none" / "taken.csv"
    monkeypatch.setattr(page, "tools", replace(page.tools, ask_path=lambda *_: path))
    desk.click("csv-members")
    assert "taken.csv" in desk.said
