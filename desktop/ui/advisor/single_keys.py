"""Where no single key may choose anything: a sign acts with Alt held, as it would alone elsewhere.

A sign that is typed into a field is never touched, nor one in a list that has the focus.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QTextEdit,
    QWidget,
)

_TYPED_IN = (
    QAbstractItemView, QAbstractSpinBox, QComboBox, QLineEdit, QPlainTextEdit, QTextEdit,
)  # fmt: skip
_ASIDE = (
    Qt.KeyboardModifier.ShiftModifier
    | Qt.KeyboardModifier.KeypadModifier
    | Qt.KeyboardModifier.GroupSwitchModifier
)
_NONE, _ALT = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.AltModifier
_ALT_GR = _ALT | Qt.KeyboardModifier.ControlModifier
"""What Windows says of the key that writes the third sign of others."""


class SingleKeys(QObject):
    """Holds single signs back from `window`, and hands over those pressed with Alt."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        QApplication.instance().installEventFilter(self)  # type: ignore[union-attr]

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Look at each key where it arrives."""
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return False
        target: QWidget | None = QApplication.focusWidget()
        if target is None or watched is not target or target.window() is not self._window:
            return False
        sign, held = event.text(), event.modifiers() & ~_ASIDE
        if isinstance(target, _TYPED_IN) or len(sign) != 1 or not sign.isprintable() or sign == " ":
            return False
        if held == _ALT:
            self._hand_over(target, event)
        return held in (_NONE, _ALT, _ALT_GR)

    def _hand_over(self, target: QWidget, event: QKeyEvent) -> None:
        """The sign alone, to what has the focus and upwards, as Qt does.

        Not through the application: what watches its keys has seen this one already.
        """
        plain = event.modifiers() & _ASIDE
        above: QWidget | None = target
        while above is not None:
            alone = QKeyEvent(QEvent.Type.KeyPress, event.key(), plain, event.text())
            above.event(alone)
            if alone.isAccepted() or above is self._window:
                return
            above = above.parentWidget()
