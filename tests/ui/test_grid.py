"""Layouts of our own: what they are made of is given back with them."""

from __future__ import annotations

from collections.abc import Callable

import pytest
import shiboken6
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from desktop.ui.widgets.flow import Flow
from desktop.ui.widgets.grid import Grid, Ordered, Outset

KINDS = {"grid": lambda: Grid(10, 2, 1), "flow": lambda: Flow(1), "outset": lambda: Outset(1, 1)}


@pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS)
def test_the_items_of_a_layout_go_with_it(qtbot: QtBot, kind: Callable[[], Ordered]) -> None:
    """Put into another layout, as PySide then no longer frees them."""
    holder, layout = QWidget(), kind()
    layout.addWidget(QLabel())
    QVBoxLayout(holder).addLayout(layout)
    item = layout.itemAt(0)

    shiboken6.delete(holder)

    assert not shiboken6.isValid(layout)
    assert not shiboken6.isValid(item)


def test_a_widget_that_goes_leaves_its_layout(qtbot: QtBot) -> None:
    holder = QWidget()
    qtbot.addWidget(holder)
    grid = Grid(10, 2, 1, holder)
    words = [QLabel() for _ in range(3)]
    for each in words:
        grid.addWidget(each)

    words[1].setParent(None)
    grid.removeWidget(words[2])

    assert grid.count() == 1
    assert words[0].parentWidget() is holder
