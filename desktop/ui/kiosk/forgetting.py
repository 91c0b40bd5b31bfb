"""What a visit leaves beside its pages: the clipboard and the selection of the whole machine."""

from __future__ import annotations

from PySide6.QtGui import QClipboard
from PySide6.QtWidgets import QApplication


def empty_clipboard() -> None:
    """Nothing can be pasted any more, by whatever way."""
    clipboard = QApplication.clipboard()
    clipboard.clear(QClipboard.Mode.Clipboard)
    if clipboard.supportsSelection():
        clipboard.clear(QClipboard.Mode.Selection)
