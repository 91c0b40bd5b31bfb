"""How large a window comes up: as work likes it, or the whole of a small screen."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

_USUAL = (1440, 900)
_ROOMY = (1600, 1000)
"""A screen smaller than this is filled."""


def open_fitting(window: QWidget) -> None:
    """Show the window at a size that fits its screen; the whole of a small one."""
    free = window.screen().availableGeometry()
    if free.width() < _ROOMY[0] or free.height() < _ROOMY[1]:
        window.showMaximized()
        return
    window.resize(*_USUAL)
    window.move(free.center() - window.rect().center())
    window.show()
