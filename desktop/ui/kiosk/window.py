"""The kiosk's window: the visit of any window, full screen, and forgotten after each visitor."""

from __future__ import annotations

import sys
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QClipboard, QCloseEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QApplication

from desktop.interview import Interview
from desktop.kiosk import hours
from desktop.kiosk.faults import note_fault
from desktop.ui.desk import Desk
from desktop.ui.kiosk.attract_screen import AttractScreen
from desktop.ui.kiosk.chrome import KioskChrome
from desktop.ui.kiosk.closed_screen import ClosedScreen
from desktop.ui.kiosk.counting import Counting
from desktop.ui.kiosk.gliding import Gliding
from desktop.ui.kiosk.guard import Guard
from desktop.ui.kiosk.idle import Idle
from desktop.ui.kiosk.keyboard import Keyboard
from desktop.ui.kiosk.look import SECOND_MM, KioskLook, kiosk_look
from desktop.ui.kiosk.low_line import LowLine
from desktop.ui.kiosk.place import Place
from desktop.ui.kiosk.reading import spoken
from desktop.ui.kiosk.typing import Typing
from desktop.ui.kiosk.veil import Veil
from desktop.ui.kiosk.voice import Voice
from desktop.ui.screens.screen import Screen
from desktop.ui.theme import Look, palette
from desktop.ui.widgets.chrome import Around
from desktop.ui.widgets.footer import Actions
from desktop.ui.window import Window

if TYPE_CHECKING:  # read when the first visitor, or staff, come that far
    from desktop.ui.kiosk.staff import Staff
    from desktop.ui.screens.results_screen import ResultsScreen

_TICK = 1000
_ROOMY_MM, _LOW_MM = 210, 150
"""From this height on, the footer stays while somebody types; below the other, the bar goes too.

What they offer then stands on one line with the buttons that move the page."""

_STAFF_SECONDS = 30
"""After so long without a touch, the staff's door closes by itself."""

_MOST_CRASHES, _CRASH_SECONDS = 3, 20.0
_FRAMELESS = Qt.WindowType.Window | Qt.WindowType.FramelessWindowHint


class KioskWindow(Window):
    """One visitor after the other, with nobody beside them."""

    def __init__(self, place: Place) -> None:
        self.place = place
        kiosk, start = place.configuration.kiosk, place.configuration.start
        self.first_look = kiosk_look(kiosk, start.language, start.theme)
        self.idle = Idle(kiosk.idle_seconds, kiosk.countdown_seconds, place.elapsed)
        self.voice = Voice(self._spoken, self._show_voice)
        self._can_speak = kiosk.speech and Voice.is_there()
        self.veil: Veil | None = None
        self.staff: Staff | None = None
        self._closed: ClosedScreen | None = None
        self._typing: Typing | None = None
        self._crashes: list[float] = []
        self._is_falling = False
        self._low_line = LowLine()
        QApplication.setPalette(palette(self.first_look))
        super().__init__(_desk(place), self.first_look)
        self._counting = Counting(place, self._background)
        self.setWindowFlags(_FRAMELESS)
        self.setMinimumSize(1, 1)
        self.typing = self._typing = Typing(self)
        self.typing.changed.connect(self._make_room)
        self.typing.done.connect(lambda: self.screen_shown.take_focus())
        self.typing.use(self._keyboard)
        self.gliding = Gliding(self)
        self.guard = Guard(self)
        self.guard.touched.connect(self.idle.touch)
        self.guard.corner_held.connect(self.open_staff)
        self._clock = QTimer(self)
        self._clock.timeout.connect(self.tick)
        self._clock.start(_TICK)

    @property
    def kiosk_look(self) -> KioskLook:
        """The look, in millimetres."""
        if not isinstance(self.look, KioskLook):
            raise RuntimeError("a kiosk is looked at in millimetres")
        return self.look

    @property
    def is_resting(self) -> bool:
        """Whether no visit is under way."""
        return self.screen_shown in (self._welcome, self._closed)

    def open(self) -> None:
        """Fill the screen, with somebody to manage windows or without; and follow its turns."""
        screen = self.screen()
        self.setGeometry(screen.geometry())
        screen.geometryChanged.connect(self.setGeometry)
        self.showFullScreen()

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
        self.close_staff()
        self._lift_veil()
        for screen in list(self._stack.screens()):
            if screen not in (self._welcome, self._interview, self._results):
                self._stack.drop(screen)
        self._closed = None
        self.look = self._first_fitted()
        QApplication.setPalette(palette(self.look))
        self._replace_chrome()
        self._welcome.look = self.look
        super().restart()
        _empty_clipboard()
        self.idle.begin()

    def show_crash(self) -> None:
        """Our own fault: the visit is lost, the next one begins; again and again, we give up."""
        if self._is_falling:
            return
        now = self.place.elapsed()
        self._crashes = [at for at in self._crashes if now - at < _CRASH_SECONDS] + [now]
        note_fault(self.place.data, "crash", self.place.now())
        if len(self._crashes) > _MOST_CRASHES:
            # The first page fails too: whoever watches over the program starts it anew.
            sys.exit(1)
        self._is_falling = True
        # Once what failed is over: a page that fell while it was drawn is still in use until then.
        QTimer.singleShot(0, self, self._get_up)

    def _get_up(self) -> None:
        self._is_falling = False
        self.restart()

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
                self._lift_veil()
        elif left == 0:
            self.restart()
        else:
            self._lay_veil(left)

    def open_staff(self) -> None:
        """The staff's door, over whatever is there."""
        from desktop.ui.kiosk.staff import Staff  # late: once a day

        if self.staff is not None:
            return
        self._lift_veil()
        self.voice.hush()
        self.idle.touch()
        language = self.first_look.language
        staff = self.staff = Staff(self.place, self._background, language, self, self.kiosk_look)
        staff.left.connect(self.close_staff)
        staff.quit_wanted.connect(self.place.quit)
        staff.language_chosen.connect(self._begin_in)
        staff.lay()
        self._shut(is_shut=True)

    def close_staff(self) -> None:
        """Back to what was there."""
        if self.staff is not None:
            self.staff.take_away()
            self.staff = None
            self._shut(is_shut=False)

    def leave(self) -> None:
        """The program ends: nothing goes on, and what is being counted is kept."""
        self._clock.stop()
        self._counting.leave(self._visit())
        self.voice.switch_off()
        self._background.wait()

    def closeEvent(self, event: QCloseEvent) -> None:
        """There is no way out but the staff's."""
        event.ignore()

    def showEvent(self, event: QShowEvent) -> None:
        """Stand guard from the first moment on."""
        super().showEvent(event)
        handle = self.windowHandle()
        if handle is not None:
            handle.installEventFilter(self.guard)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The millimetres follow the screen."""
        super().resizeEvent(event)
        self.guard.corner = self.kiosk_look.mm(SECOND_MM)

    def _begin(self) -> None:
        self.idle.begin()
        self._counting.begin()

    def _begin_in(self, language: str) -> None:
        self.first_look = replace(self.first_look, language=language)

    def _first_fitted(self) -> KioskLook:
        return self.first_look.fitted(self.width(), self.height())

    def _visit(self) -> Interview | None:
        return self._interview.interview if self._interview is not None else None

    def _rest(self) -> None:
        """Between two visits: nobody's look stays, the hours and the message are kept."""
        if self.idle.left() is not None and self._is_touched():
            self.restart()
        self._show_message()
        is_closed = not self._is_open()
        if is_closed and self._closed is not None:
            self._closed.show_opening(self._opening())
        if is_closed != (self.screen_shown is self._closed):
            self._show(self._welcome)

    def _is_touched(self) -> bool:
        """Whether a visitor changed anything of the first page."""
        is_plain = self.look == self._first_fitted() and not self.voice.is_on
        return not is_plain or self._attract.is_touched

    @property
    def _attract(self) -> AttractScreen:
        if not isinstance(self._welcome, AttractScreen):
            raise RuntimeError("a kiosk begins with its own first page")
        return self._welcome

    def _is_open(self) -> bool:
        return hours.is_open(self.place.configuration.kiosk, self.place.now())

    def _opening(self) -> datetime | None:
        return hours.next_opening(self.place.configuration.kiosk, self.place.now())

    def _show_message(self) -> None:
        kiosk = self.place.configuration.kiosk
        until = kiosk.message_until
        is_over = until is not None and self.place.now().date() > until
        self._attract.show_message({} if is_over else dict(kiosk.message))

    def _lay_veil(self, seconds: int) -> None:
        if self.veil is None:
            self.voice.hush()
            self.veil = Veil(self, self.idle.countdown_seconds, self.kiosk_look)
            self.veil.extended.connect(self._extend)
            self.veil.restart_wanted.connect(self.restart)
            self.veil.lay()
            self._shut(is_shut=True)
        self.veil.show_seconds(seconds)

    def _extend(self) -> None:
        self.idle.touch()
        self._lift_veil()

    def _lift_veil(self) -> None:
        if self.veil is not None:
            self.veil.take_away()
            self.veil = None
            self._shut(is_shut=False)

    def _shut(self, is_shut: bool) -> None:
        """While something covers the page, nothing of it can be typed into."""
        if self._typing is not None:
            self._typing.is_shut = is_shut
            self._typing.look_soon()
        if not is_shut:
            self.screen_shown.take_focus()

    def _make_room(self, is_typing: bool) -> None:
        """Where the screen is low, the bars make room for the keyboard."""
        look, high = self.kiosk_look, self.height()
        has_actions = not self._offers(self.screen_shown).is_empty
        self._chrome.footer.setVisible(
            has_actions and not (is_typing and high < look.mm(_ROOMY_MM))
        )
        self._chrome.top.setVisible(not (is_typing and high < look.mm(_LOW_MM)))
        page = self.typing.page if is_typing else None
        if page is None or not isinstance(self._chrome, KioskChrome):
            self._low_line.take_away()
            return
        hides_restart = has_actions and self._chrome.footer.isHidden()
        self._low_line.lay(page.more, self._chrome, look, hides_restart)

    def _show(self, screen: Screen) -> None:
        if screen is self._welcome:
            self._show_message()
            if not self._is_open():
                screen = self._closed_screen()
        super()._show(screen)

    def _show_actions(self) -> None:
        super()._show_actions()
        self.voice.page_changed()

    def _spoken(self) -> tuple[str, str]:
        """What the page in front says, and in which language."""
        return spoken(self.screen_shown, self.look), self.look.language

    def _show_voice(self, is_on: bool) -> None:
        if isinstance(self._chrome, KioskChrome):
            self._chrome.bar.show_speech(is_on)

    def _closed_screen(self) -> ClosedScreen:
        if self._closed is None:
            self._closed = self._stack.adopt(ClosedScreen(self.look))
        self._closed.show_opening(self._opening())
        return self._closed

    def _offers(self, screen: Screen) -> Actions:
        """Start again, from everywhere."""
        offers = super()._offers(screen)
        return offers if self.is_resting else replace(offers, restart=True)

    def _show_look_on(self, screen: Screen, look: Look) -> None:
        """Pages behind the one in front wait: a touch on a large screen must not make three."""
        if screen is self.screen_shown:
            screen.show_look(look)
        else:
            screen.show_look_unseen(look)

    def _fitted(self) -> KioskLook:
        return self.kiosk_look.fitted(self.width(), self.height())

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

    def _make_welcome(self) -> AttractScreen:
        return AttractScreen(self._desk, self.first_look)

    def _make_chrome(self) -> Around:
        chrome = KioskChrome(self.kiosk_look, self.first_look, self._can_speak)
        chrome.speech_wanted.connect(lambda: self.voice.switch())
        self._put(chrome)
        has_guard = self.place.configuration.kiosk.repeat_guard
        self._keyboard = Keyboard(self.kiosk_look, has_guard, self.place.elapsed)
        self._down.insertWidget(self._down.indexOf(chrome.footer), self._keyboard)
        return chrome

    def _replace_chrome(self) -> None:
        before = self._keyboard
        self._down.removeWidget(before)
        before.hide()
        before.setParent(None)
        before.deleteLater()
        super()._replace_chrome()
        self._show_voice(self.voice.is_on)
        if self._typing is not None:
            self._typing.use(self._keyboard)


def _desk(place: Place) -> Desk:
    """What a visit may do here: nothing is saved, kept or edited."""
    return Desk(
        place.casework,
        ask_path=lambda *_: None,
        keep_look=lambda _: None,
        asks_before_erasing=False,
    )


def _empty_clipboard() -> None:
    clipboard = QApplication.clipboard()
    clipboard.clear(QClipboard.Mode.Clipboard)
    if clipboard.supportsSelection():
        clipboard.clear(QClipboard.Mode.Selection)
