"""What is inside a part of a page, and the order in which the Tab key reaches it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget


def stops(part: QWidget) -> list[QWidget]:
    """What the Tab key stops at inside `part`, in the order in which it is made.

    Not by asking each widget for the next one: PySide then takes the next for its child, and calls
    it deleted once the first is.
    """
    return [widget for widget in inside(part) if widget.focusPolicy() & Qt.FocusPolicy.TabFocus]


def inside(part: QWidget) -> Iterator[QWidget]:
    """Every widget in `part`, in the order in which it is made.

    Not by `findChildren`: PySide would keep what it finds of pages long gone for as long as `part`
    is there, and the first screen of a kiosk is there all day.
    """
    for child in part.children():
        if isinstance(child, QWidget):
            yield child
            yield from inside(child)


def named(part: QWidget, name: str) -> QWidget | None:
    """What is called `name` in `part`, if it is there."""
    return next((widget for widget in inside(part) if widget.objectName() == name), None)


def put_after(before: QWidget, widgets: Iterable[QWidget]) -> None:
    """Have the Tab key reach `widgets` right after `before`, in their own order."""
    for widget in widgets:
        QWidget.setTabOrder(before, widget)
        before = widget
