"""Takes a widget off the page at once: what is searched there is found on what stays only."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget


def gone(widget: QWidget) -> None:
    """Hide the widget, take it out of its window, and delete it."""
    widget.hide()
    widget.setParent(None)
    widget.deleteLater()
