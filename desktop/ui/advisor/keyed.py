"""A small button that says the key which presses it."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent

from desktop.text import Phrase
from desktop.ui.icons import paint_icon
from desktop.ui.theme import Look
from desktop.ui.widgets.buttons import Button
from desktop.ui.widgets.paint import frame_rect, paint_focus, paint_frame, ring_room

_HEIGHT = 32


class Keyed(Button):
    """Words, then the key on a small plate; checked, it stands in front of its page."""

    def __init__(
        self, name: str, sentence: Phrase, key: str, look: Look, icon: str | None = None
    ) -> None:
        super().__init__(name, sentence, look, "quiet", icon, height=_HEIGHT, role="label")
        self.key = key
        self._has_words = self._has_key = True
        self.setAccessibleName(self.words)
        self.setAccessibleDescription(key)
        self.setToolTip(f"{self.words} ({key})")

    def nextCheckState(self) -> None:
        """The page decides what is in front."""

    def wide(self) -> int:
        """How wide it is with its words."""
        look = self._look
        words = QFontMetricsF(self.font()).horizontalAdvance(self.words)
        icon = look.px(18 + 6) if self._icon else 0
        plate = self._plate() + look.px(8) if self._has_key else 0
        return round(words + icon + plate + look.px(8 + 8)) + 2 * ring_room(look)

    def show_words_or_icon(self, has_words: bool) -> None:
        """With its words, or the icon alone."""
        if has_words != self._has_words:
            self._has_words = has_words
            self.updateGeometry()
            self.update()

    def show_key(self, has_key: bool) -> None:
        """With the plate of its key; without, the key is still in its hint."""
        if has_key != self._has_key:
            self._has_key = has_key
            self.updateGeometry()
            self.update()

    def sizeHint(self) -> QSize:
        """Room for the words and the plate."""
        look = self._look
        height = look.px(_HEIGHT) + 2 * ring_room(look)
        if not self._has_words:
            plate = self._plate() + look.px(6) if self._has_key else 0
            return QSize(round(look.px(8 + 18 + 8) + plate) + 2 * ring_room(look), height)
        return QSize(self.wide(), height)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw words, plate and ring."""
        look, painter = self._look, QPainter(self)
        rect = frame_rect(self, look)
        chosen = self.isCheckable() and self.isChecked()
        over = self.underMouse() and self.isEnabled()
        fill: QColor | None = look.color("soft") if chosen or over else None
        edge = look.color("primary") if chosen else None
        paint_frame(painter, rect, look.px(6), fill, edge, look.thin(1.5) if edge else 0)
        if self.hasFocus() and self._has_ring:
            paint_focus(painter, rect, look.px(6), look)
        x = rect.left() + look.px(8)
        ink = look.color("primary")
        if self._icon:
            side = look.px(18)
            at = QRectF(x, rect.center().y() - side / 2, side, side)
            paint_icon(painter, self._icon, at, look, ink)
            x += side + look.px(6)
        if self._has_words:
            painter.setPen(ink)
            painter.setFont(self.font())
            words = QFontMetricsF(self.font()).horizontalAdvance(self.words)
            box = QRectF(x, rect.top(), words + 4, rect.height())
            painter.drawText(box, int(Qt.AlignmentFlag.AlignVCenter), self.words)
            x += words + look.px(8)
        if self._has_key:
            self._paint_plate(painter, x, rect)

    def _paint_plate(self, painter: QPainter, x: float, rect: QRectF) -> None:
        look = self._look
        height = look.px(18)
        plate = QRectF(x, rect.center().y() - height / 2, self._plate(), height)
        paint_frame(painter, plate, look.px(4), look.color("page"), look.color("line"), 1)
        painter.setPen(look.color("ink2"))
        painter.setFont(look.font("caption"))
        painter.drawText(plate, int(Qt.AlignmentFlag.AlignCenter), self.key)

    def _plate(self) -> float:
        look = self._look
        return QFontMetricsF(look.font("caption")).horizontalAdvance(self.key) + look.px(8)
