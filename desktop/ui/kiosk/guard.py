"""What reaches the kiosk from outside: touches and a few keys. Everything else stops here."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPointF, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QTouchEvent

HOLD_MS = 3000
"""How long staff hold the corner."""

_Type = QEvent.Type
_KEYS = frozenset({_Type.KeyPress, _Type.KeyRelease, _Type.ShortcutOverride, _Type.Shortcut})
_PRESSES = frozenset({_Type.MouseButtonPress, _Type.MouseButtonDblClick})
_BUTTONS = _PRESSES | {_Type.MouseButtonRelease}
_TOUCHES = frozenset({_Type.TouchBegin, _Type.TouchUpdate, _Type.TouchEnd})
_SHUT_OUT = frozenset(
    {
        _Type.ContextMenu,
        _Type.ToolTip,
        _Type.WhatsThis,
        _Type.DragEnter,
        _Type.DragMove,
        _Type.DragLeave,
        _Type.Drop,
        _Type.Close,
        _Type.InputMethod,
        _Type.TabletPress,
        _Type.NativeGesture,
    }
)
_Key = Qt.Key
_ALLOWED = frozenset(
    {
        _Key.Key_Tab, _Key.Key_Backtab, _Key.Key_Left, _Key.Key_Right, _Key.Key_Up, _Key.Key_Down,
        _Key.Key_Home, _Key.Key_End, _Key.Key_PageUp, _Key.Key_PageDown, _Key.Key_Return,
        _Key.Key_Enter, _Key.Key_Backspace, _Key.Key_Escape, _Key.Key_Shift, _Key.Key_CapsLock,
    }
)  # fmt: skip
_Modifier = Qt.KeyboardModifier
_COMMANDS = _Modifier.ControlModifier | _Modifier.AltModifier | _Modifier.MetaModifier
_ALT_GR = _Modifier.ControlModifier | _Modifier.AltModifier


def is_allowed(event: QKeyEvent) -> bool:
    """Whether this key may do anything: letters, digits and signs, and the keys that lead around.

    Nothing with Ctrl, Alt or the system's own key; no function key, no menu, no printing, no
    pasting of what another program holds.
    """
    commands = event.modifiers() & _COMMANDS
    # Some systems say AltGr, which writes @ or €, as Ctrl and Alt together.
    writes = len(event.text()) == 1 and event.text().isprintable()
    if commands and not (commands == _ALT_GR and writes):
        return False
    return writes or event.key() in _ALLOWED


class Guard(QObject):
    """Stands before the window's own input, as the system hands it over."""

    touched = Signal()
    """Somebody touched the screen or a key that is allowed."""
    corner_held = Signal()
    """Staff held the upper left corner."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.corner = 0.0
        """How far the corner reaches, in pixels."""
        self._holding = QTimer(self)
        self._holding.setSingleShot(True)
        self._holding.setInterval(HOLD_MS)
        self._holding.timeout.connect(self.corner_held)

    @property
    def is_holding(self) -> bool:
        """Whether somebody holds the corner at this moment."""
        return self._holding.isActive()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stop what is not for visitors; whether it was stopped."""
        kind = event.type()
        if kind in _SHUT_OUT:
            event.ignore()
            return True
        if kind in _KEYS:
            return self._stops_key(event)
        if kind in _BUTTONS and isinstance(event, QMouseEvent):
            return self._stops_button(event)
        if kind in _TOUCHES and isinstance(event, QTouchEvent):
            self._follow(event.points()[0].position() if event.points() else None, kind)
            self.touched.emit()
        elif kind == _Type.MouseMove and isinstance(event, QMouseEvent):
            if event.buttons():
                self._follow(event.position(), kind)
                self.touched.emit()
        elif kind == _Type.Wheel:
            self.touched.emit()
        return False

    def _stops_key(self, event: QEvent) -> bool:
        if not isinstance(event, QKeyEvent) or not is_allowed(event):
            return True
        if event.type() == _Type.KeyPress:
            self.touched.emit()
        return False

    def _stops_button(self, event: QMouseEvent) -> bool:
        if event.button() != Qt.MouseButton.LeftButton:
            return True
        self._follow(event.position(), event.type())
        self.touched.emit()
        return False

    def _follow(self, at: QPointF | None, kind: QEvent.Type) -> None:
        """The corner counts as held while the finger stays in it."""
        inside = at is not None and 0 <= at.x() <= self.corner and 0 <= at.y() <= self.corner
        begins = kind in _PRESSES or kind == _Type.TouchBegin
        ends = kind in (_Type.MouseButtonRelease, _Type.TouchEnd)
        if begins and inside:
            self._holding.start()
        elif ends or not inside:
            self._holding.stop()
