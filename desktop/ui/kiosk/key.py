"""One key of the keyboard on the screen; it never takes the focus from the field."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QWidget

from desktop.text import phrase
from desktop.ui.icons import paint_icon
from desktop.ui.kiosk.layouts import BACK, DONE, SHIFT, SPECIAL, accents_of
from desktop.ui.kiosk.look import KioskLook
from desktop.ui.widgets.paint import CORNER_CONTROL, paint_frame

HOLD_MS = 450
"""How long a key is held until it offers its accents."""

_ICONS = {SHIFT: "shift", BACK: "backspace"}


class Key(QAbstractButton):
    """Says `struck` when let go, `held` when it is kept down and has accents."""

    struck = Signal(str)
    held = Signal(str)

    def __init__(
        self, key: str, look: KioskLook, parent: QWidget | None = None, is_offered: bool = False
    ) -> None:
        super().__init__(parent)
        self.key, self._look, self._is_offered = key, look, is_offered
        self._is_held = False
        self.setObjectName(f"key-{key}")
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        spoken = look.say(phrase(f"kiosk.key.{key}")) if key in SPECIAL else key
        self.setText(key if key not in SPECIAL or key in _ICONS else spoken)
        self.setAccessibleName(spoken)
        self._hold = QTimer(self)
        self._hold.setSingleShot(True)
        self._hold.setInterval(HOLD_MS)
        self._hold.timeout.connect(self._offer)
        self.clicked.connect(self._strike)

    def show_case(self, is_upper: bool) -> None:
        """Write the letter large or small."""
        if self.key not in SPECIAL:
            self.key = self.key.upper() if is_upper else self.key.lower()
            self.setText(self.key)
            self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A key with accents waits to see whether it is held."""
        super().mousePressEvent(event)
        self._is_held = False
        if accents_of(self.key):
            self._hold.start()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let go in time, it is struck."""
        self._hold.stop()
        super().mouseReleaseEvent(event)

    def _offer(self) -> None:
        self._is_held = True
        self.held.emit(self.key)

    def _strike(self) -> None:
        if not self._is_held:
            self.struck.emit(self.key)
        self._is_held = False

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the plate, what it writes, and a sign of its accents."""
        look, painter, rect = self._look, QPainter(self), QRectF(self.rect())
        is_done, is_on = self.key == DONE, self.isDown() or self.isChecked()
        fill = look.color("primary_down" if is_on else "primary") if is_done else None
        fill = fill or look.color("soft" if is_on else "card")
        edge = look.color("primary" if is_on or is_done or self._is_offered else "edge")
        width = look.thin(3 if is_on or self._is_offered else 1.5)
        paint_frame(painter, rect, look.px(CORNER_CONTROL), fill, edge, width)
        ink = look.color("on_primary" if is_done else "ink")
        if self.key in _ICONS:
            side = min(rect.width(), rect.height()) * 0.5
            at = QRectF(0, 0, side, side)
            at.moveCenter(rect.center())
            paint_icon(painter, _ICONS[self.key], at, look, look.color("primary"))
            return
        painter.setPen(ink)
        painter.setFont(self._font(rect))
        painter.drawText(rect, int(Qt.AlignmentFlag.AlignCenter), self.text())
        self._paint_accent(painter, rect, look.color("ink2"))

    def _paint_accent(self, painter: QPainter, rect: QRectF, ink: QColor) -> None:
        accents = accents_of(self.key)
        if not accents:
            return
        # A copy: the fonts of a look are shared.
        font = QFont(self._look.font("caption"))
        font.setPixelSize(round(rect.height() * 0.24))
        painter.setFont(font)
        painter.setPen(ink)
        corner = Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignRight
        inside = rect.adjusted(0, rect.height() * 0.03, -rect.width() * 0.1, 0)
        painter.drawText(inside, int(corner), accents[0])

    def _font(self, rect: QRectF) -> QFont:
        font = QFont(self._look.font("strong"))
        font.setPixelSize(round(min(rect.height() * 0.46, font.pixelSize() * 1.5)))
        words = QFontMetricsF(font).horizontalAdvance(self.text())
        room = rect.width() * 0.86
        if words > room:
            font.setPixelSize(max(8, int(font.pixelSize() * room / words)))
        return font
