"""The bar above every page of a kiosk: how it is shown, read aloud, and in which language."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from desktop.text import phrase
from desktop.ui.kiosk.bar_button import BarButton
from desktop.ui.kiosk.look import LARGE, NORMAL, KioskLook
from desktop.ui.widgets.header import Mark
from desktop.ui.widgets.words import Words

_BRAND = 190
_BRAND_FROM = 760
"""From this width on (units), the product's name stands in the bar."""

_INLINE_FROM = 1000
"""From this width on, words stand beside their icon, in one line."""


@dataclass(frozen=True, slots=True)
class Usual:
    """What the bars of a kiosk have in common, whatever the page."""

    theme: str
    """The one that high contrast gives way to again."""
    can_speak: bool


class KioskBar(QWidget):
    """Brand, then every way to see and hear the page otherwise; the same on every page."""

    look_wanted = Signal(object)
    speech_wanted = Signal()
    help_wanted = Signal()

    def __init__(
        self, look: KioskLook, usual: Usual, whose: str = "kiosk", has_help: bool = True
    ) -> None:
        """`whose`: what the names of its buttons begin with; two bars may be there at once."""
        super().__init__()
        self.setObjectName(f"{whose}-bar")
        name = "kiosk.bar.name" if has_help else "kiosk.bar.name-short"
        self.setAccessibleName(look.say(phrase(name)))
        self._look, self._whose = look, whose
        self._theme = usual.theme
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
        self.shown = [
            button
            for button in self.buttons
            if (button is not self.speech or usual.can_speak)
            and (button is not self.help or has_help)
        ]
        for button in self.buttons:
            across.addWidget(button, 1)
            button.setVisible(button in self.shown)
        self.large.clicked.connect(lambda: self._switch_size())
        self.contrast.clicked.connect(lambda: self._switch_theme())
        self.language.clicked.connect(lambda: self._switch_language())
        self.speech.clicked.connect(self.speech_wanted)
        self.help.clicked.connect(self.help_wanted)
        self._across = across
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    @property
    def buttons(self) -> Sequence[BarButton]:
        """From left to right."""
        return self.large, self.contrast, self.speech, self.language, self.help

    def show_width(self, width: int) -> None:
        """Words beside the icons where all fit; the product's name where there is room for it."""
        look = self._look
        needs = sum(button.natural_width() + self._across.spacing() for button in self.shown)
        has_brand = width >= look.px(_BRAND_FROM) and not look.is_large
        is_inline = width >= look.px(_INLINE_FROM) and needs + look.px(260) < width
        self._brand.setVisible(has_brand)
        self._stretch.setVisible(is_inline)
        margins = self._across.contentsMargins()
        room = width - margins.left() - margins.right() - look.px(_BRAND) * has_brand
        each = room // len(self.shown) - self._across.spacing()
        # All in one size: the one in which the longest fits.
        share = min(button.fits(each) for button in self.shown)
        for button in self.buttons:
            button.share = share
            button.show_inline(is_inline)

    def show_speech(self, is_on: bool) -> None:
        """Show whether pages are read aloud."""
        self.speech.setChecked(is_on)
        self.speech.update()

    def _switch_size(self) -> None:
        size = NORMAL if self._look.is_large else LARGE
        self.look_wanted.emit(replace(self._look, text_size=size))

    def _switch_theme(self) -> None:
        theme = self._theme if self._look.is_contrast else "contrast"
        self.look_wanted.emit(replace(self._look, theme=theme))

    def _switch_language(self) -> None:
        language = "en" if self._look.language == "fr" else "fr"
        self.look_wanted.emit(replace(self._look, language=language))

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
        button = BarButton(f"{self._whose}-{name}", words, icon, self._look, is_kept, is_on)
        button.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        button.setAccessibleName(self._look.say(phrase(f"kiosk.bar.{name}-spoken")))
        return button

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the card and its lower edge."""
        look, painter = self._look, QPainter(self)
        painter.fillRect(self.rect(), look.color("card"))
        line = look.thin(1)
        painter.fillRect(0, self.height() - line, self.width(), line, look.color("line"))
