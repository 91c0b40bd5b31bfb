"""The staff's door: the PIN first, then the day and the way out. Over everything, left in time."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.errors import AiguillageError
from desktop.kiosk import paper, pin, test_page
from desktop.kiosk.faults import note_fault
from desktop.text import LANGUAGES, Phrase, phrase
from desktop.ui.background import Background
from desktop.ui.gone import is_gone
from desktop.ui.kiosk.bar import Usual
from desktop.ui.kiosk.look import KioskLook
from desktop.ui.kiosk.overlay import Overlay
from desktop.ui.kiosk.pin_pad import PinPad
from desktop.ui.kiosk.place import Place
from desktop.ui.kiosk.staff_page import Day, StaffPage, load_day
from desktop.ui.kiosk.start_language import save_language
from desktop.ui.widgets.buttons import Button
from desktop.ui.widgets.words import Heading, Words


class Staff(Overlay):
    """Opens on the held corner. `language_chosen`: visits begin in another language from now on.

    What is shown otherwise here is so for staff alone: the visit under it keeps its own look.
    """

    left = Signal()
    quit_wanted = Signal()
    language_chosen = Signal(str)

    def __init__(
        self,
        place: Place,
        background: Background,
        start_language: str,
        window: QWidget,
        usual: Usual,
        look: KioskLook,
    ) -> None:
        super().__init__("staff", window, usual, look)
        self._place, self._background, self._start_language = place, background, start_language
        self.look_wanted.connect(self.show_look)
        self._has_pin = pin.is_set(place.data, place.now())
        self._pad = self._make_pad(look)
        self._page: StaffPage | None = None
        self._day: Day | None = None
        self._said: tuple[Phrase, bool] | None = None
        self._wait = QTimer(self)
        self._wait.setInterval(1000)
        self._wait.timeout.connect(self._count_down)
        self._seconds = 0

    def fill(self, down: QVBoxLayout) -> None:
        """The PIN first; once it was right, the day."""
        if self._day is not None:
            self._lay_day(down, self._day)
            return
        down.addStretch(1)
        down.addWidget(self._pad if self._has_pin else self._no_pin())
        down.addStretch(1)

    def show_look(self, look: KioskLook) -> None:
        """The same in another look; what was typed so far stays typed."""
        if self._day is None:
            before, self._pad = self._pad, self._make_pad(look)
            self._pad.take_over(before)
        super().show_look(look)

    def take_focus(self) -> None:
        """On what is asked: the digits of a keyboard go there."""
        inside: QWidget = self._page or (self._pad if self._has_pin else self)
        inside.setFocus(Qt.FocusReason.OtherFocusReason)

    def _make_pad(self, look: KioskLook) -> PinPad:
        pad = PinPad(look)
        pad.given.connect(self._check)
        pad.left.connect(self.left)
        return pad

    def _lay_day(self, down: QVBoxLayout, day: Day) -> None:
        """The way back stays in sight, however long the page is."""
        look, row = self.look, QHBoxLayout()
        # The page has margins of its own, and a scroll bar at the edge.
        down.setContentsMargins(0, 0, 0, look.px(12))
        down.setSpacing(look.px(4))
        down.addWidget(self._make_page(day), 1)
        row.addStretch(1)
        row.addWidget(self._make_back())
        row.addStretch(1)
        down.addLayout(row)

    def _make_back(self) -> Button:
        back = Button("staff-back", phrase("kiosk.staff.back"), self.look, "primary", "back")
        back.clicked.connect(self.left)
        return back

    def _make_page(self, day: Day) -> StaffPage:
        page = self._page = StaffPage(day, self._start_language, self.look)
        page.paper_wanted.connect(self._print)
        page.language_wanted.connect(self._switch_language)
        page.quit_wanted.connect(self.quit_wanted)
        if self._said is not None:
            page.show_status(*self._said)
        return page

    def _no_pin(self) -> QWidget:
        """Without a PIN, the way out is the command line alone."""
        look, inside = self.look, QWidget()
        down = QVBoxLayout(inside)
        down.setSpacing(look.px(16))
        down.addWidget(Heading(phrase("kiosk.pin.title"), look, "h2"))
        down.addWidget(Words(phrase("kiosk-core.status.pin-none"), look))
        down.addWidget(self._make_back())
        return inside

    def _check(self, typed: str) -> None:
        self._pad.hold(True)
        data, now = self._place.data, self._place.now()
        self._background.run(lambda: pin.check_pin(data, typed, now), self._take)

    def _take(self, checked: pin.Checked | None, error: BaseException | None) -> None:
        """Open, or say how long to wait."""
        if self._is_gone():
            return
        self._pad.forget()
        if error is not None:
            self._pad.hold(False)
            if not isinstance(error, AiguillageError):
                raise error
            self._pad.show_status(error.phrase, is_error=True)
        elif checked is not None and checked.ok:
            self._background.run(lambda: load_day(self._place), self._show_day)
        elif checked is not None:
            self._seconds = checked.wait_seconds
            self._wait.start()
            self._say_wait(checked.was_tried)

    def _is_gone(self) -> bool:
        return is_gone(self) or self.parent() is None

    def _say_wait(self, was_tried: bool) -> None:
        key = "kiosk.pin.wrong" if was_tried else "kiosk.pin.wait"
        self._pad.show_status(phrase(key, n=self._seconds), is_error=True)
        if self._seconds <= 0:
            self._end_wait()

    def _count_down(self) -> None:
        self._seconds -= 1
        if self._seconds <= 0:
            self._end_wait()
        else:
            self._pad.show_status(phrase("kiosk.pin.wait", n=self._seconds), is_error=True)

    def _end_wait(self) -> None:
        self._wait.stop()
        self._pad.hold(False)
        self._pad.show_status(phrase("kiosk.pin.hint"), is_error=False)

    def _show_day(self, day: Day | None, error: BaseException | None) -> None:
        if error is not None and not isinstance(error, AiguillageError):
            raise error
        if self._is_gone():
            return
        # What cannot be read must not shut staff in: they can still leave.
        faults = (error.phrase,) if isinstance(error, AiguillageError) else ()
        self._day = day or Day((), faults)
        self.rebuild()
        self.take_focus()

    def _switch_language(self) -> None:
        language = next(one for one in LANGUAGES if one != self._start_language)
        try:
            save_language(self._place.data, language)
        except AiguillageError as refused:
            self._say(refused.phrase, is_error=True)
            return
        self._start_language = language
        if self._page is not None:
            self._page.show_language(language)
        self._say(phrase("kiosk.staff.language-kept"), is_error=False)
        self.language_chosen.emit(language)

    def _print(self) -> None:
        """Print the test page; what comes of it is said here."""
        place, language = self._place, self.look.language
        queue = place.configuration.kiosk.printer

        def print_() -> paper.PrintFault | None:
            came = paper.print_pdf(test_page.to_pdf(queue, place.now(), language), queue)
            if not isinstance(came, paper.PrintFault):
                return None
            note_fault(place.data, came.code, place.now())
            return came

        self._say(phrase("kiosk.staff.printing"), is_error=False)
        self._background.run(print_, self._say_printed)

    def _say_printed(self, fault: paper.PrintFault | None, error: BaseException | None) -> None:
        if error is not None:
            raise error
        if self._is_gone():
            return
        queue = self._place.configuration.kiosk.printer
        said = phrase("kiosk-core.paper-printed", queue=queue)
        if fault is not None:
            said = phrase(f"kiosk-core.fault.{fault.code}")
        self._say(said, is_error=fault is not None)

    def _say(self, sentence: Phrase, is_error: bool) -> None:
        """Say on the page what came of what was asked."""
        self._said = (sentence, is_error)
        if self._page is not None:
            self._page.show_status(sentence, is_error)
