"""Who gives way to the keyboard: on a low screen the bars do; the page keeps what they offer."""

from __future__ import annotations

from desktop.ui.kiosk.chrome import KioskChrome
from desktop.ui.kiosk.look import LOW_MM, KioskLook
from desktop.ui.kiosk.low_line import LowLine
from desktop.ui.widgets.page import Page

_ROOMY_MM = 210
"""From this height on, the footer stays while somebody types; on a low screen, the bar goes too.

What they offer then stands on one line with the buttons that move the page."""


class Room:
    """Gives the keyboard its room, and the bars theirs once it is gone."""

    def __init__(self) -> None:
        self._low_line = LowLine()

    def make(
        self, chrome: KioskChrome, look: KioskLook, page: Page | None, has_actions: bool
    ) -> None:
        """`page`: the one that is typed into; `has_actions`: whether the footer has any."""
        is_typing, high = page is not None, look.height
        chrome.footer.setVisible(has_actions and not (is_typing and high < look.mm(_ROOMY_MM)))
        chrome.top.setVisible(not (is_typing and high < look.mm(LOW_MM)))
        if page is None:
            self._low_line.take_away()
        else:
            hides_restart = has_actions and chrome.footer.isHidden()
            self._low_line.lay(page.more, chrome, look, hides_restart)

    def show_speech(self, is_on: bool) -> None:
        """Show whether pages are read aloud, where the bar's own button is hidden."""
        self._low_line.show_speech(is_on)
