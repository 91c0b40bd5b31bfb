"""A tile: the whole of it answers, to the pointer and to the keys."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QAccessible, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from desktop.ui.theme import Look
from desktop.ui.widgets.tile import Tile, nearest

_GREY = QImage.Format.Format_Grayscale8


@pytest.fixture
def tile(qtbot: QtBot) -> Tile:
    made = Tile("choice-a", "Une réponse & demie", "Sa précision", "funding", Look(), is_one=False)
    qtbot.addWidget(made)
    made.resize(400, made.heightForWidth(400))
    made.show()
    return made


@pytest.mark.parametrize("place", [(12, 12), (200, 40), (390, 60)])
def test_a_touch_anywhere_on_it_asks(qtbot: QtBot, tile: Tile, place: tuple[int, int]) -> None:
    with qtbot.waitSignal(tile.wanted):
        QTest.mouseClick(tile, Qt.MouseButton.LeftButton, pos=QPoint(*place))


def test_the_tile_leaves_the_choice_to_its_page(qtbot: QtBot, tile: Tile) -> None:
    QTest.keyClick(tile, Qt.Key.Key_Space)

    assert not tile.isChecked()


def test_enter_chooses_first_and_goes_on_next(qtbot: QtBot, tile: Tile) -> None:
    with qtbot.waitSignal(tile.wanted):
        QTest.keyClick(tile, Qt.Key.Key_Return)
    tile.setChecked(True)
    with qtbot.waitSignal(tile.confirmed):
        QTest.keyClick(tile, Qt.Key.Key_Return)


def test_an_arrow_asks_to_move(qtbot: QtBot, tile: Tile) -> None:
    with qtbot.waitSignal(tile.move_wanted) as moved:
        QTest.keyClick(tile, Qt.Key.Key_Down)

    assert moved.args == [0, 1]


@pytest.mark.parametrize(
    ("is_one", "role"),
    [(True, QAccessible.Role.RadioButton), (False, QAccessible.Role.CheckBox)],
)
def test_it_is_heard_with_role_name_and_precision(
    qtbot: QtBot, is_one: bool, role: QAccessible.Role
) -> None:
    tile = Tile("choice-a", "Une réponse & demie", "Sa précision", None, Look(), is_one)
    qtbot.addWidget(tile)

    heard = QAccessible.queryAccessibleInterface(tile)

    assert heard.role() == role
    assert heard.text(QAccessible.Text.Name) == "Une réponse & demie"
    assert heard.text(QAccessible.Text.Description) == "Sa précision"


def test_its_rectangle_is_the_whole_tile(tile: Tile) -> None:
    heard = QAccessible.queryAccessibleInterface(tile)

    assert heard.rect() == QRect(tile.mapToGlobal(QPoint(0, 0)), tile.size())


@pytest.mark.parametrize("theme", ["light", "dark", "contrast"])
def test_chosen_is_more_than_a_colour(qtbot: QtBot, theme: str) -> None:
    tile = Tile("choice-a", "Réponse", "", None, Look(theme), is_one=True)
    qtbot.addWidget(tile)
    tile.resize(400, 80)
    before = tile.grab().toImage().convertToFormat(_GREY)
    tile.setChecked(True)
    after = tile.grab().toImage().convertToFormat(_GREY)

    assert before != after


def test_the_focus_shows(qtbot: QtBot, tile: Tile) -> None:
    tile.clearFocus()
    before = tile.grab().toImage()
    tile.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.waitUntil(tile.hasFocus)

    assert tile.grab().toImage() != before


def test_the_nearest_is_the_one_on_that_side(qtbot: QtBot) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    here, right, below = (QWidget(parent) for _ in range(3))
    here.setGeometry(0, 0, 10, 10)
    right.setGeometry(20, 0, 10, 10)
    below.setGeometry(0, 20, 10, 10)

    assert nearest([here, right, below], here, 1, 0) is right
    assert nearest([here, right, below], here, 0, 1) is below
    assert nearest([here, right, below], here, -1, 0) is None
