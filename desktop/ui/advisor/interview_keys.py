"""The keys of the interview that lead somewhere, wherever the focus is on its page."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

_KEYS = {
    Qt.Key.Key_F2: "needs", Qt.Key.Key_F3: "company", Qt.Key.Key_F4: "sheet",
    Qt.Key.Key_F6: "verdicts", Qt.Key.Key_F7: "words", Qt.Key.Key_F8: "code",
    Qt.Key.Key_F9: "project",
}  # fmt: skip
_CONTROL_KEYS = {
    Qt.Key.Key_S: "save", Qt.Key.Key_N: "new", Qt.Key.Key_P: "print", Qt.Key.Key_V: "paste",
}  # fmt: skip


def act_of(event: QKeyEvent) -> str | None:
    """The act that this key asks for, if any."""
    key = Qt.Key(event.key())
    return _CONTROL_KEYS.get(key) if has_control(event) else _KEYS.get(key)


def has_control(event: QKeyEvent) -> bool:
    """Whether Ctrl alone is held."""
    return event.modifiers() == Qt.KeyboardModifier.ControlModifier
