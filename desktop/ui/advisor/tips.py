"""Hints for a pointer at rest: Qt guesses HTML in them, so a guide's words are escaped."""

from __future__ import annotations

from html import escape

from PySide6.QtWidgets import QWidget


def set_tip(widget: QWidget, words: str) -> None:
    """Show these very words, whatever signs they hold."""
    widget.setToolTip(tip(words))


def tip(words: str) -> str:
    """These very words as a hint; no hint for none."""
    return f"<qt>{escape(words)}</qt>" if words else ""
