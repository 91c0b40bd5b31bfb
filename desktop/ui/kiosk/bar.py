"""The bar above every page of a kiosk: how it is shown, read aloud, and in which language."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from desktop.text import phrase
from desktop.ui.kiosk.bar_button import BarButton
from desktop.ui.kiosk.look import KioskLook
from desktop.ui.widgets.header import Mark
from desktop.ui.widgets.words import Words

_BRAND = 190
_BRAND_FROM = 760
"""From this width on (units), the product's name stands in the bar."""

_INLINE_FROM = 1000
"""From this width on, words stand beside their icon, in one line."""


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
