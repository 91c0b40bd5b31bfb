"""The kiosk's window: the visit of any window, full screen, and forgotten after each visitor."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication

from desktop.interview import Interview
from desktop.kiosk.spare import give_back
from desktop.ui.kiosk.closed_screen import ClosedScreen
from desktop.ui.kiosk.counting import Counting
from desktop.ui.kiosk.covering import Covering
from desktop.ui.kiosk.falls import Falls
from desktop.ui.kiosk.forgetting import empty_clipboard
from desktop.ui.kiosk.idle import Idle
from desktop.ui.kiosk.place import Place
from desktop.ui.kiosk.shell import Shell
from desktop.ui.kiosk.today import Today
from desktop.ui.screens.screen import Screen
from desktop.ui.theme import Look, palette
from desktop.ui.widgets.footer import Actions

if TYPE_CHECKING:  # read when the first visitor, or staff, come that far
    from desktop.ui.kiosk.staff import Staff
    from desktop.ui.kiosk.veil import Veil
    from desktop.ui.screens.results_screen import ResultsScreen

_TICK = 1000
_STAFF_SECONDS = 30
"""After so long without a touch, the staff's door closes by itself."""


class KioskWindow(Shell):
    """One visitor after the other, with nobody beside them."""

    def __init__(self, place: Place) -> None:
        kiosk = place.configuration.kiosk
        self.idle = Idle(kiosk.idle_seconds, kiosk.countdown_seconds, place.elapsed)
        self._closed: ClosedScreen | None = None
        self._today = Today(place)
        super().__init__(place)
        self._counting = Counting(place, self._background)
        self._covering = self._cover()
        self._falls = Falls(place, self)
        self._falls.got_up.connect(self.restart)
        self.guard.touched.connect(self.idle.touch)
        self.guard.corner_held.connect(self.open_staff)
        self._clock = QTimer(self)
        self._clock.timeout.connect(self.tick)
        self._clock.start(_TICK)

    @property
    def veil(self) -> Veil | None:
        """The idle question, while it covers the visit."""
        return self._covering.veil

    @property
    def staff(self) -> Staff | None:
        """The staff's door, while it is open."""
        return self._covering.staff

    @property
    def is_resting(self) -> bool:
        """Whether no visit is under way."""
        return self.screen_shown in (self._welcome, self._closed)

    def start(self, language: str) -> None:
        """Begin a visit in this language."""
        self._begin()
        super().start(language)

    def open_code(self, typed: str) -> None:
        """Take up the visit that a code holds."""
        self._begin()
        super().open_code(typed)

    def conclude(self, interview: Interview) -> None:
        """Show where the answers lead; a visit counts once, when it first comes here."""
        super().conclude(interview)
        if self._results is not None and self._results.outcome is not None:
            self._counting.finish(interview, self._results.outcome)

    def restart(self) -> None:
        """Forget the visitor: every page and bar is made anew, as the settings say."""
        self._counting.leave(self._visit())
        self.voice.switch_off()
        self.gliding.stop()
        for screen in list(self._stack.screens()):
            if screen not in (self._welcome, self._interview, self._results):
                self._stack.drop(screen)
        self._closed = None
        self.look = self.first_fitted()
        QApplication.setPalette(palette(self.look))
        self._replace_chrome()
        self._welcome.look = self.look
        super().restart()
        # Last: under the veil, no page of the visit is made again.
        self._covering.end()
        empty_clipboard()
        self.idle.begin()
        # Once the last pages are gone.
        self._background.later(give_back, 0)

    def show_crash(self) -> None:
        """Our own fault: the visit is lost, the next one begins."""
        self._falls.fall()

    def show_look(self, look: Look) -> None:
        """Show everything so; under the veil, the page waits until it is seen again."""
        super().show_look(look)
        if self.veil is not None:
            self.veil.show_look(self.kiosk_look)

    def tick(self) -> None:
        """Once a second: hours, the message of the day, and whether anybody is still there."""
        if self.staff is not None:
            if self.idle.since_touch() >= _STAFF_SECONDS:
                self.close_staff()
            return
        if self.is_resting:
            self._rest()
            return
        left = self.idle.left()
        if left is None:
            if QApplication.mouseButtons() == Qt.MouseButton.NoButton:
                self._covering.lift_veil()
        elif left == 0:
            self.restart()
        else:
            self._covering.lay_veil(left, self.usual, self.kiosk_look)

    def open_staff(self) -> None:
        """The staff's door, over whatever is there."""
        self._covering.open_staff(self.first_look.language, self.usual, self.kiosk_look)

    def close_staff(self) -> None:
        """Back to what was there."""
        self._covering.close_staff()

    def leave(self) -> None:
        """The program ends: nothing goes on, and what is being counted is kept."""
        self._clock.stop()
        self._counting.leave(self._visit())
        self.voice.switch_off()
        self._background.wait()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """What covers the page follows it."""
        super().resizeEvent(event)
        self._covering.fit(self.width(), self.height())

    def _begin(self) -> None:
        self.idle.begin()
        self._counting.begin()

    def _begin_in(self, language: str) -> None:
        self.first_look = replace(self.first_look, language=language)

    def _visit(self) -> Interview | None:
        return self._interview.interview if self._interview is not None else None

    def _rest(self) -> None:
        """Between two visits: nobody's look stays, the hours and the message are kept."""
        if self.idle.left() is not None and self._is_touched():
            self.restart()
        self._show_message()
        is_closed = not self._today.is_open
        if is_closed and self._closed is not None:
            self._closed.show_opening(self._today.opening)
        if is_closed != (self.screen_shown is self._closed):
            self._show(self._welcome)

    def _is_touched(self) -> bool:
        """Whether a visitor changed anything of the first page."""
        is_plain = self.look == self.first_fitted() and not self.voice.is_on
        return not is_plain or self.attract.is_touched

    def _show_message(self) -> None:
        self.attract.show_message(self._today.message)

    def _cover(self) -> Covering:
        covering = Covering(self, self.place, self._background, self.idle, self.voice)
        covering.restart_wanted.connect(self.restart)
        covering.look_wanted.connect(self.show_look)
        covering.language_chosen.connect(self._begin_in)
        covering.shut.connect(self._shut)
        return covering

    def _shut(self, is_shut: bool) -> None:
        """While something covers the page, nothing of it can be typed into."""
        self.typing.is_shut = is_shut
        self.typing.look_soon()
        if is_shut:
            return
        if self.screen_shown.look != self.look:
            self.screen_shown.show_look(self.look)
            self._show_actions()
        self.screen_shown.take_focus()

    def _show(self, screen: Screen) -> None:
        if screen is self._welcome:
            self._show_message()
            if not self._today.is_open:
                screen = self._closed_screen()
        super()._show(screen)

    def _spoken(self) -> tuple[str, str]:
        covering = self._covering.shown
        if covering is not None:
            return covering.spoken(), covering.look.language
        return super()._spoken()

    def _show_voice(self, is_on: bool) -> None:
        super()._show_voice(is_on)
        if self._covering.shown is not None:
            self._covering.shown.show_speech(is_on)

    def _closed_screen(self) -> ClosedScreen:
        if self._closed is None:
            self._closed = self._stack.adopt(ClosedScreen(self.look))
        self._closed.show_opening(self._today.opening)
        return self._closed

    def _offers(self, screen: Screen) -> Actions:
        """Start again, from everywhere."""
        offers = super()._offers(screen)
        return offers if self.is_resting else replace(offers, restart=True)

    def _show_look_on(self, screen: Screen, look: Look) -> None:
        """Pages nobody sees wait: a touch on a large screen must not make three."""
        if screen is not self.screen_shown:
            screen.show_look_unseen(look)
        elif self.veil is None:
            screen.show_look(look)

    def _make_results(self) -> ResultsScreen:
        from desktop.ui.kiosk.printing import printing  # late, as every screen but one
        from desktop.ui.kiosk.results_screen import KioskResults
        from desktop.ui.papers import Papers

        screen = KioskResults(Papers(False), self._background, printing(self.place), self.look)
        screen.edit_wanted.connect(self._edit)
        screen.left.connect(self._show_review)
        screen.ended.connect(self.restart)
        screen.printed.connect(self._end_soon)
        screen.told.connect(lambda said: self.voice.say(said, self.look.language))
        return screen

    def _end_soon(self) -> None:
        """The sheet is out: whoever has it seldom stays."""
        self.idle.shorten(self.place.configuration.kiosk.after_sheet_seconds)
