"""The bar above every page of a kiosk: how it is shown, read aloud, and in which language."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QWidget

from desktop.text import Phrase, phrase
from desktop.ui.icons import paint_icon
from desktop.ui.kiosk.look import KioskLook
from desktop.ui.widgets.header import Mark
from desktop.ui.widgets.paint import (
    CORNER_CONTROL,
    frame_rect,
    paint_focus,
    paint_frame,
    ring_room,
)
from desktop.ui.widgets.words import Words

_ROLE = "label"
_BRAND = 190
_BRAND_FROM = 760
"""From this width on (units), the product's name stands in the bar."""

_INLINE_FROM = 1000
"""From this width on, words stand beside their icon, in one line."""

_MOST_WIDE = 0.23
"""How much of the screen's width a button's word may take."""

_SMALLEST = 0.3
"""Words are written smaller, down to this share, rather than left out."""


class BarButton(QPushButton):
    """An icon and a word, one above the other where room is short; on or off where it is kept."""

    def __init__(
        self,
        name: str,
        words: Phrase,
        icon: str,
        look: KioskLook,
        is_kept: bool = False,
        is_on: bool = False,
        is_framed: bool = False,
    ) -> None:
        super().__init__(look.say(words))
        self.setObjectName(name)
        self._look, self._icon, self._is_framed = look, icon, is_framed
        self.is_inline = False
        self.share = 1.0
        """How large its word is written, of the size it should have."""
        self.setFont(look.font(_ROLE))
        self.setCheckable(is_kept)
        self.setChecked(is_on)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)

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
        font = self._words_font()
        painter.setFont(font)
        side, high = self._side(), QFontMetricsF(font).height()
        if self.is_inline:
            at = QRectF(rect.left() + look.px(11), rect.center().y() - side / 2, side, side)
            words = QRectF(at.right() + look.px(8), rect.top(), rect.width(), rect.height())
            painter.drawText(words, int(Qt.AlignmentFlag.AlignVCenter), self.text())
        else:
            top = rect.center().y() - (side + high) / 2
            at = QRectF(rect.center().x() - side / 2, top, side, side)
            words = QRectF(rect.left(), at.bottom(), rect.width(), high)
            painter.drawText(words, int(Qt.AlignmentFlag.AlignCenter), self.text())
        paint_icon(painter, self._icon, at, look, look.color("primary"))
        if is_on:
            self._paint_mark(painter, at)

    def _paint_mark(self, painter: QPainter, icon: QRectF) -> None:
        """On is never said by colour alone."""
        look, side = self._look, icon.width() * 0.62
        mark = QRectF(icon.right() - side * 0.4, icon.top() - side * 0.3, side, side)
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


class KioskBar(QWidget):
    """Brand, then every way to see and hear the page otherwise; the same on every page."""

    large_wanted = Signal()
    contrast_wanted = Signal()
    speech_wanted = Signal()
    language_wanted = Signal()
    help_wanted = Signal()

    def __init__(self, look: KioskLook, can_speak: bool) -> None:
        super().__init__()
        self.setObjectName("kiosk-bar")
        self.setAccessibleName(look.say(phrase("kiosk.bar.name")))
        self._look = look
        across = QHBoxLayout(self)
        side = look.px(8 if look.is_folded else 20)
        across.setContentsMargins(side, look.px(3), side, look.px(3))
        across.setSpacing(max(8, look.px(4)))
        self._brand = self._make_brand()
        across.addWidget(self._brand)
        self._stretch = QWidget()
        across.addWidget(self._stretch, 1)
        self.large = self._make("large", "text-size", True, look.is_large)
        self.contrast = self._make("contrast", "contrast", True, look.is_contrast)
        self.speech = self._make("speech", "speak", True, False)
        self.language = self._make("language", "website", False, False)
        self.help = self._make("help", "help", False, False)
        self.speech.setVisible(can_speak)
        wishes = (
            self.large_wanted,
            self.contrast_wanted,
            self.speech_wanted,
            self.language_wanted,
            self.help_wanted,
        )
        for button, wish in zip(self.buttons, wishes, strict=True):
            across.addWidget(button, 1)
            button.clicked.connect(wish)
        self._across = across
        self._can_speak = can_speak
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    @property
    def buttons(self) -> Sequence[BarButton]:
        """From left to right."""
        return self.large, self.contrast, self.speech, self.language, self.help

    def show_width(self, width: int) -> None:
        """Words beside the icons where all fit; the product's name where there is room for it."""
        look = self._look
        shown = [b for b in self.buttons if b is not self.speech or self._can_speak]
        needs = sum(button.natural_width() + self._across.spacing() for button in shown)
        has_brand = width >= look.px(_BRAND_FROM) and not look.is_large
        is_inline = width >= look.px(_INLINE_FROM) and needs + look.px(260) < width
        self._brand.setVisible(has_brand)
        self._stretch.setVisible(is_inline)
        margins = self._across.contentsMargins()
        room = width - margins.left() - margins.right() - look.px(_BRAND) * has_brand
        each = room // len(shown) - self._across.spacing()
        # All in one size: the one in which the longest fits.
        share = min(button.fits(each) for button in shown)
        for button in self.buttons:
            button.share = share
            button.show_inline(is_inline)

    def show_speech(self, is_on: bool) -> None:
        """Show whether pages are read aloud."""
        self.speech.setChecked(is_on)
        self.speech.update()

    def _make_brand(self) -> QWidget:
        look, brand = self._look, QWidget()
        across = QHBoxLayout(brand)
        across.setContentsMargins(0, 0, look.px(8), 0)
        across.setSpacing(look.px(10))
        across.addWidget(Mark(look, 34))
        across.addWidget(Words("Aiguillage", look, "h3"), 0, Qt.AlignmentFlag.AlignVCenter)
        return brand

    def _make(self, name: str, icon: str, is_kept: bool, is_on: bool) -> BarButton:
        words = phrase(f"kiosk.bar.{name}")
        button = BarButton(f"kiosk-{name}", words, icon, self._look, is_kept, is_on)
        button.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        button.setAccessibleName(self._look.say(phrase(f"kiosk.bar.{name}-spoken")))
        return button

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the card and its lower edge."""
        look, painter = self._look, QPainter(self)
        painter.fillRect(self.rect(), look.color("card"))
        line = look.thin(1)
        painter.fillRect(0, self.height() - line, self.width(), line, look.color("line"))
