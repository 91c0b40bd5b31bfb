"""What stays around every page of a kiosk: the bar above, the actions below."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout

from desktop.ui.kiosk.bar import KioskBar
from desktop.ui.kiosk.footer import KioskFooter
from desktop.ui.kiosk.look import LARGE, NORMAL, KioskLook
from desktop.ui.widgets.chrome import Around


class KioskChrome(Around):
    """The bars of one look."""

    speech_wanted = Signal()

    def __init__(self, look: KioskLook, first: KioskLook, can_speak: bool) -> None:
        """`first`: the look each visit begins with, which high contrast gives way to again."""
        super().__init__(look, KioskFooter(look))
        self._kiosk_look = look
        self._theme = "light" if first.is_contrast else first.theme
        down = QVBoxLayout(self.top)
        down.setContentsMargins(0, 0, 0, 0)
        self.bar = KioskBar(look, can_speak)
        down.addWidget(self.bar)
        self.bar.large_wanted.connect(self._switch_size)
        self.bar.contrast_wanted.connect(self._switch_theme)
        self.bar.language_wanted.connect(self._switch_language)
        self.bar.speech_wanted.connect(self.speech_wanted)
        self.bar.help_wanted.connect(self.help_wanted)

    def show_width(self, width: int) -> None:
        """Leave out what does not fit."""
        self.bar.show_width(width)
        self.footer.show_width(width)

    def _switch_size(self) -> None:
        size = NORMAL if self._kiosk_look.is_large else LARGE
        self.look_wanted.emit(replace(self._kiosk_look, text_size=size))

    def _switch_theme(self) -> None:
        theme = self._theme if self._kiosk_look.is_contrast else "contrast"
        self.look_wanted.emit(replace(self._kiosk_look, theme=theme))

    def _switch_language(self) -> None:
        language = "en" if self._kiosk_look.language == "fr" else "fr"
        self.look_wanted.emit(replace(self._kiosk_look, language=language))
