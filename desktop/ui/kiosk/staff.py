"""The staff's door: the PIN first, then the day and the way out. Over everything, left in time."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.errors import AiguillageError
from desktop.kiosk import paper, pin, test_page
from desktop.kiosk.faults import note_fault
from desktop.text import LANGUAGES, phrase
from desktop.ui.background import Background
from desktop.ui.kiosk.look import KioskLook
from desktop.ui.kiosk.overlay import Overlay
from desktop.ui.kiosk.pin_pad import PinPad
from desktop.ui.kiosk.place import Place
from desktop.ui.kiosk.staff_page import Day, StaffPage, load_day
from desktop.ui.kiosk.start_language import save_language
from desktop.ui.widgets.buttons import Button
from desktop.ui.widgets.words import Heading, Words


class Staff(Overlay):
    """Opens on the held corner. `language_chosen`: visits begin in another language from now on."""

    left = Signal()
    quit_wanted = Signal()
    language_chosen = Signal(str)

    def __init__(
        self,
        place: Place,
        background: Background,
        start_language: str,
        window: QWidget,
        look: KioskLook,
    ) -> None:
        super().__init__("staff", window, look)
        self._place, self._background, self._start_language = place, background, start_language
        self._page: StaffPage | None = None
        self._wait = QTimer(self)
        self._wait.setInterval(1000)
        self._wait.timeout.connect(self._count_down)
        self._seconds = 0
        self._inside: QWidget
        if pin.is_set(place.data, place.now()):
            self._pad = PinPad(look)
            self._pad.given.connect(self._check)
            self._pad.left.connect(self.left)
            self._put(self._pad)
        else:
            self._put(self._no_pin())

    def _put(self, widget: QWidget) -> None:
        while (item := self.down.takeAt(0)) is not None:
            before = item.widget()
            if before is not None:
                before.hide()
                before.setParent(None)
                before.deleteLater()
        is_page = isinstance(widget, StaffPage)
        if not is_page:
            self.down.addStretch(1)
        self.down.addWidget(widget)
        if not is_page:
            self.down.addStretch(1)
        widget.setFocus(Qt.FocusReason.OtherFocusReason)

    def _no_pin(self) -> QWidget:
        """Without a PIN, the way out is the command line alone."""
        look, inside = self.look, QWidget()
        down = QVBoxLayout(inside)
        down.setSpacing(look.px(16))
        down.addWidget(Heading(phrase("kiosk.pin.title"), look, "h2"))
        down.addWidget(Words(phrase("kiosk-core.status.pin-none"), look))
        back = Button("staff-back", phrase("kiosk.staff.back"), look, "primary", "back")
        back.clicked.connect(self.left)
        down.addWidget(back)
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
        return self.parent() is None

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
        page = self._page = StaffPage(day or Day((), faults), self._start_language, self.look)
        page.paper_wanted.connect(self._print)
        page.language_wanted.connect(self._switch_language)
        page.quit_wanted.connect(self.quit_wanted)
        page.left.connect(self.left)
        self._put(page)

    def _switch_language(self) -> None:
        language = next(one for one in LANGUAGES if one != self._start_language)
        try:
            save_language(self._place.data, language)
        except AiguillageError as refused:
            if self._page is not None:
                self._page.show_status(refused.phrase, is_error=True)
            return
        self._start_language = language
        if self._page is not None:
            self._page.show_language(language)
            self._page.show_status(phrase("kiosk.staff.language-kept"), is_error=False)
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

        if self._page is not None:
            self._page.show_status(phrase("kiosk.staff.printing"), is_error=False)
        self._background.run(print_, self._say_printed)

    def _say_printed(self, fault: paper.PrintFault | None, error: BaseException | None) -> None:
        if error is not None:
            raise error
        if self._page is None or self._is_gone():
            return
        queue = self._place.configuration.kiosk.printer
        said = phrase("kiosk-core.paper-printed", queue=queue)
        if fault is not None:
            said = phrase(f"kiosk-core.fault.{fault.code}")
        self._page.show_status(said, is_error=fault is not None)
