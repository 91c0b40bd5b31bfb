"""The footer of a kiosk: on a narrow screen, its lesser buttons write their word under a sign."""

from __future__ import annotations

from PySide6.QtWidgets import QPushButton

from desktop.text import phrase
from desktop.ui.kiosk.bar_button import BarButton
from desktop.ui.kiosk.look import KioskLook
from desktop.ui.widgets.footer import Footer

_FORWARD = 0.45
"""How much of the width the main button may take."""


class KioskFooter(Footer):
    """The same three buttons, in the same places."""

    def __init__(self, look: KioskLook) -> None:
        self._kiosk_look = look
        super().__init__(look)
        self.forward.most = round(look.width * _FORWARD)
        sides = [side for side in (self.back, self.restart) if isinstance(side, BarButton)]
        # Both in one size: the one in which the longer word fits.
        share = min((side.fits(side.sizeHint().width()) for side in sides), default=1.0)
        for side in sides:
            side.share = share

    def _make_back(self) -> QPushButton:
        if not self._kiosk_look.is_folded:
            return super()._make_back()
        return BarButton("back", phrase("kiosk.back"), "back", self._kiosk_look, is_framed=True)

    def _make_restart(self) -> QPushButton:
        if not self._kiosk_look.is_folded:
            return super()._make_restart()
        return BarButton("restart", phrase("kiosk.restart"), "restart", self._kiosk_look)
