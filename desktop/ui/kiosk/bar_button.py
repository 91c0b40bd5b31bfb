"""A button of the bar: an icon and a word, beside or under it."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy

from desktop.text import Phrase
from desktop.ui.icons import paint_icon
from desktop.ui.kiosk.look import KioskLook
from desktop.ui.widgets.paint import (
    CORNER_CONTROL,
    frame_rect,
    paint_focus,
    paint_frame,
    ring_room,
)

_ROLE = "label"
_GAP = 8
"""Between an icon and the word beside it (units)."""

_MOST_WIDE = 0.23
"""How much of the screen's width a button's word may take."""

_SMALLEST = 0.3
"""Words are written smaller, down to this share, rather than left out."""


class BarButton(QPushButton):
    """An icon and a word, one above the other where room is short; on or off where it is kept."""

    def __init__(
        self,
        name: str,
        words: Phrase | str,
        icon: str,
        look: KioskLook,
        is_kept: bool = False,
        is_on: bool = False,
        is_framed: bool = False,
    ) -> None:
        super().__init__(look.say(words))
        self.setObjectName(name)
        self._look, self._icon, self._is_framed = look, icon, is_framed
        self.is_inline = self._is_bare = False
        self.share = 1.0
        """How large its word is written, of the size it should have."""
        self.setFont(look.font(_ROLE))
        self.setCheckable(is_kept)
        self.setChecked(is_on)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)

    @classmethod
    def twin(cls, other: BarButton, look: KioskLook) -> BarButton:
        """The same button without its word, for where there is no room for it."""
        made = cls(f"{other.objectName()}-low", other.text(), other._icon, look)
        made.setCheckable(other.isCheckable())
        made.setChecked(other.isChecked())
        made.setAccessibleName(other.accessibleName())
        made.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        made.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        made._is_bare = True
        return made

    def nextCheckState(self) -> None:
        """Whoever holds the look decides whether it is on."""

    def natural_width(self) -> int:
        """How wide it is with its words beside the icon."""
        words = QFontMetricsF(self.font()).horizontalAdvance(self.text())
        return round(words) + self._side() + self._look.px(30) + 2 * ring_room(self._look)

    def show_inline(self, is_inline: bool) -> None:
        """Words beside the icon, or under it."""
        self.is_inline = is_inline
        policy = QSizePolicy.Policy.Fixed if is_inline else QSizePolicy.Policy.Ignored
        self.setSizePolicy(policy, QSizePolicy.Policy.Fixed)
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        """As high as a finger needs."""
        look, room = self._look, 2 * ring_room(self._look)
        least = look.control(36)
        if self._is_bare:
            return QSize(least + room, least + room)
        if self.is_inline:
            return QSize(max(self.natural_width(), least + room), least + room)
        high = self._side() + look.px(12) + round(QFontMetricsF(self._words_font()).height())
        words = round(QFontMetricsF(self.font()).horizontalAdvance(self.text())) + look.px(12)
        wide = max(least, min(words, round(look.width * _MOST_WIDE)))
        return QSize(wide + room, max(least, high) + room)

    def minimumSizeHint(self) -> QSize:
        """A finger wide."""
        least = self._look.control(36) + 2 * ring_room(self._look)
        return QSize(least, self.sizeHint().height())

    def resizeEvent(self, event: object) -> None:
        """The words are as large as they fit."""
        super().resizeEvent(event)  # type: ignore[arg-type]
        self.updateGeometry()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the plate, the icon, the word, and a mark where it is on."""
        look, painter = self._look, QPainter(self)
        rect, radius = frame_rect(self, look), look.px(CORNER_CONTROL)
        is_on = self.isCheckable() and self.isChecked()
        fill = look.color("soft") if self.isDown() or is_on else None
        edge = look.color("primary") if is_on or (self.isDown() and look.is_contrast) else None
        if self._is_framed:
            fill, edge = fill or look.color("card"), edge or look.color("edge")
        paint_frame(painter, rect, radius, fill, edge, look.thin(2.5 if is_on else 1.5))
        if self.hasFocus():
            paint_focus(painter, rect, radius, look)
        painter.setPen(look.color("primary"))
        at = self._paint_word(painter, rect)
        paint_icon(painter, self._icon, at, look, look.color("primary"))
        if is_on:
            self._paint_mark(painter, at)

    def _paint_word(self, painter: QPainter, rect: QRectF) -> QRectF:
        """Draw the word, where there is one; where the icon goes."""
        look, side, font = self._look, self._side(), self._words_font()
        high = 0.0 if self._is_bare else QFontMetricsF(font).height()
        painter.setFont(font)
        if self.is_inline:
            at = QRectF(rect.left() + look.px(11), rect.center().y() - side / 2, side, side)
            words = QRectF(at.right() + look.px(_GAP), rect.top(), rect.width(), rect.height())
            painter.drawText(words, int(Qt.AlignmentFlag.AlignVCenter), self.text())
            return at
        top = rect.center().y() - (side + high) / 2
        at = QRectF(rect.center().x() - side / 2, top, side, side)
        if not self._is_bare:
            words = QRectF(rect.left(), at.bottom(), rect.width(), high)
            painter.drawText(words, int(Qt.AlignmentFlag.AlignCenter), self.text())
        return at

    def _paint_mark(self, painter: QPainter, icon: QRectF) -> None:
        """On is never said by colour alone; the mark never touches the word beside the icon."""
        look, side = self._look, icon.width() * 0.56
        left = icon.right() + look.px(_GAP) * 0.75 - side
        mark = QRectF(left, icon.top() - side * 0.3, side, side)
        paint_frame(painter, mark, side / 2, look.color("primary"))
        inside = side * 0.18
        tick = mark.adjusted(inside, inside, -inside, -inside)
        paint_icon(painter, "check", tick, look, look.color("on_primary"))

    def _side(self) -> int:
        return self._look.px(30 if self._look.is_large else 22)

    def _words_font(self) -> QFont:
        # A copy: the fonts of a look are shared.
        font = QFont(self.font())
        if self.is_inline:
            return font
        share = min(self.share, self.fits(self.width()))
        font.setPixelSize(max(8, int(font.pixelSize() * share)))
        return font

    def fits(self, width: int) -> float:
        """How large its word can be written in a button this wide; 1.0: as it should be."""
        room = width - 2 * ring_room(self._look) - self._look.px(6)
        words = QFontMetricsF(self.font()).horizontalAdvance(self.text())
        return min(1.0, max(_SMALLEST, room / max(1.0, words)))
