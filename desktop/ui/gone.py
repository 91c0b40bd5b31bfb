"""Takes widgets off a page at once: what is searched there is found on what stays only."""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QLayout, QWidget
from shiboken6 import isValid


def gone(widget: QWidget) -> None:
    """Hide the widget, take it out of its window, and delete it."""
    widget.hide()
    widget.setParent(None)
    widget.deleteLater()


def is_gone(asker: QObject) -> bool:
    """Whether it was deleted meanwhile: what it asked for beside the screen comes too late."""
    return not isValid(asker)


def clear(layout: QLayout) -> None:
    """Take everything out of a layout, and off the page."""
    while (item := layout.takeAt(0)) is not None:
        inner, widget = item.layout(), item.widget()
        if widget is not None:
            gone(widget)
        elif inner is not None:
            clear(inner)
