"""What stays around every page of a kiosk: the bar above, the actions below."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout

from desktop.ui.kiosk.bar import KioskBar, Usual
from desktop.ui.kiosk.footer import KioskFooter
from desktop.ui.kiosk.look import KioskLook
from desktop.ui.widgets.chrome import Around


class KioskChrome(Around):
    """The bars of one look."""

    speech_wanted = Signal()

    def __init__(self, look: KioskLook, usual: Usual) -> None:
        super().__init__(look, KioskFooter(look))
        down = QVBoxLayout(self.top)
        down.setContentsMargins(0, 0, 0, 0)
        self.bar = KioskBar(look, usual)
        down.addWidget(self.bar)
        self.bar.look_wanted.connect(self.look_wanted)
        self.bar.speech_wanted.connect(self.speech_wanted)
        self.bar.help_wanted.connect(self.help_wanted)

    def show_width(self, width: int) -> None:
        """Leave out what does not fit."""
        self.bar.show_width(width)
        self.footer.show_width(width)
