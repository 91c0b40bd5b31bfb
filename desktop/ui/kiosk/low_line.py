"""On a low screen the keyboard takes the bars' room: what they offer then stands on one line."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget
from shiboken6 import isValid

from desktop.text import phrase
from desktop.ui.kiosk.bar_button import BarButton
from desktop.ui.kiosk.chrome import KioskChrome
from desktop.ui.kiosk.look import KioskLook
from desktop.ui.widgets.buttons import Button
from desktop.ui.widgets.more import MoreButtons


class LowLine:
    """Start again, and every way to see and hear the page, beside the buttons that move it."""

    def __init__(self) -> None:
        self._more: MoreButtons | None = None
        self._speech: QPushButton | None = None

    def lay(self, more: MoreButtons, chrome: KioskChrome, look: KioskLook, restart: bool) -> None:
        """Stand on this page's line; what a bar still shows is not shown twice."""
        self.take_away()
        before = [_restart(chrome, look, is_bare=False)] if restart else []
        after = [] if chrome.top.isVisibleTo(chrome.top.window()) else self._twins(chrome, look)
        if not before and not after:
            return
        self._more = more
        if _width(before, after) > more.spare:
            before = [_restart(chrome, look, is_bare=True)] if restart else []
        if _width(before, after) > more.spare:
            more.be_narrow(True)
        if _width(before, after) > more.spare:
            # Narrower than the screens of a hall: what starts again comes first.
            after = []
        more.take_in(_row(before), _row(after))

    def take_away(self) -> None:
        """Leave the line to the page's own buttons."""
        if self._more is not None and isValid(self._more):
            self._more.let_go()
        self._more = self._speech = None

    def show_speech(self, is_on: bool) -> None:
        """Show whether pages are read aloud."""
        if self._speech is not None and isValid(self._speech):
            self._speech.setChecked(is_on)

    def _twins(self, chrome: KioskChrome, look: KioskLook) -> list[QPushButton]:
        """The buttons of the bar without their words."""
        made: list[QPushButton] = []
        for button in chrome.bar.shown:
            if button is chrome.bar.help:
                continue
            twin = BarButton.twin(button, look)
            twin.clicked.connect(lambda _=False, button=button: button.click())
            if button is chrome.bar.speech:
                self._speech = twin
            made.append(twin)
        return made


def _restart(chrome: KioskChrome, look: KioskLook, is_bare: bool) -> QPushButton:
    words = phrase("kiosk.restart")
    button = Button("restart-low", words, look, "quiet", "restart", icon_only=is_bare, height=36)
    button.setAccessibleName(button.words)
    # The field keeps the focus: nothing moves before the touch has had its effect.
    button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    button.clicked.connect(chrome.footer.restart_touched)
    return button


def _row(buttons: list[QPushButton]) -> QWidget:
    row = QWidget()
    across = QHBoxLayout(row)
    across.setContentsMargins(0, 0, 0, 0)
    across.setSpacing(0)
    for button in buttons:
        across.addWidget(button)
    return row


def _width(*groups: list[QPushButton]) -> int:
    return sum(button.sizeHint().width() for group in groups for button in group)
