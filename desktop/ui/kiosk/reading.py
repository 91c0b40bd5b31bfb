"""What a page says, in the order it is read, for the voice."""

from __future__ import annotations

import re

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QLabel, QWidget

from desktop.text import phrase
from desktop.ui.focus import inside
from desktop.ui.theme import Look
from desktop.ui.widgets.buttons import Button
from desktop.ui.widgets.code import Code
from desktop.ui.widgets.department import DepartmentButton
from desktop.ui.widgets.tile import Tile

_ENDS = re.compile(r"[.!?…:]\W*$")


def spoken(page: QWidget, look: Look) -> str:
    """Everything readable on this page, from top to bottom and left to right."""
    found: list[tuple[int, int, str]] = []
    for widget in inside(page):
        words = _words(widget, look)
        if words and widget.isVisibleTo(page) and not _inside_tile(widget):
            at = widget.mapTo(page, QPoint(0, 0))
            found.append((at.y(), at.x(), words))
    # Widgets a few pixels apart stand on one line.
    line = max(1, look.px(12))
    found.sort(key=lambda item: (item[0] // line, item[1]))
    return " ".join(_sentence(words) for _, _, words in found)


def _words(widget: QWidget, look: Look) -> str:
    if isinstance(widget, Tile):
        return ". ".join(part for part in (widget.label, widget.hint) if part)
    if isinstance(widget, Code):
        # Letter by letter: a code is no word.
        return " ".join(letter if letter != "-" else "," for letter in widget.code)
    if isinstance(widget, DepartmentButton):
        return ""
    if isinstance(widget, QLabel):
        return widget.text()
    if isinstance(widget, Button) and widget.objectName().startswith("start-"):
        return look.say(phrase("kiosk.speech.button", words=widget.words))
    return ""


def _inside_tile(widget: QWidget) -> bool:
    return isinstance(widget.parentWidget(), Tile)


def _sentence(words: str) -> str:
    said = " ".join(words.split())
    return said if _ENDS.search(said) else f"{said}."
