"""The kiosk's window: the visit of any window, full screen, and forgotten after each visitor."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtGui import QClipboard, QCloseEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from desktop.kiosk import hours
from desktop.ui.desk import Desk
from desktop.ui.kiosk.attract_screen import AttractScreen
from desktop.ui.kiosk.chrome import KioskChrome
from desktop.ui.kiosk.closed_screen import ClosedScreen
from desktop.ui.kiosk.guard import Guard
from desktop.ui.kiosk.idle import Idle
from desktop.ui.kiosk.keyboard import Keyboard
from desktop.ui.kiosk.look import SECOND_MM, KioskLook, kiosk_look
from desktop.ui.kiosk.place import Place
from desktop.ui.kiosk.veil import Veil
from desktop.ui.screens.screen import Screen
from desktop.ui.theme import palette
from desktop.ui.widgets.chrome import Around
from desktop.ui.widgets.field import Field
from desktop.ui.widgets.footer import Actions
from desktop.ui.widgets.page import Page
from desktop.ui.window import Window

if TYPE_CHECKING:  # read with the first results
    from desktop.kiosk.paper import Printed, PrintFault
    from desktop.ui.kiosk.results_screen import Print
    from desktop.ui.screens.results_screen import ResultsScreen

_Widget = TypeVar("_Widget", bound=QWidget)
_TICK, _SOON = 1000, 30
_ROOMY_MM, _LOW_MM = 210, 150
"""From this height on, the footer stays while somebody types; below the other, the bar goes too."""

_LEAST_PAGE_MM = 110
"""What is left to bars and page beside the keyboard, where there is a choice."""

_FRAMELESS = Qt.WindowType.Window | Qt.WindowType.FramelessWindowHint


class KioskWindow(Window):
    """One visitor after the other, with nobody beside them."""

    def __init__(self, place: Place) -> None:
        self.place = place
        kiosk, start = place.configuration.kiosk, place.configuration.start
        self.first_look = kiosk_look(kiosk, start.language, start.theme)
        self.idle = Idle(kiosk.idle_seconds, kiosk.countdown_seconds, place.elapsed)
        self.veil: Veil | None = None
        self._closed: ClosedScreen | None = None
        QApplication.setPalette(palette(self.first_look))
        super().__init__(_desk(place), self.first_look)
        self.setWindowFlags(_FRAMELESS)
        self.setMinimumSize(1, 1)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(_SOON)
        self._soon.timeout.connect(self.follow_focus)
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._move_focus)
        self.guard = Guard(self)
        self.guard.touched.connect(self.idle.touch)
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
        """Fill the screen."""
        self.showFullScreen()

    def start(self, language: str) -> None:
        """Begin a visit in this language."""
        self.idle.begin()
        super().start(language)

    def restart(self) -> None:
        """Forget the visitor: every page and bar is made anew, as the settings say."""
        self._lift_veil()
        for screen in list(self._stack.screens()):
            if screen not in (self._welcome, self._interview, self._results):
                self._stack.drop(screen)
        self._closed = None
        self.look = self.first_look.fitted(self.width(), self.height())
        QApplication.setPalette(palette(self.look))
        self._replace_chrome()
        self._welcome.look = self.look
        super().restart()
        _empty_clipboard()
        self.idle.begin()

    def show_crash(self) -> None:
        """Our own fault: the visit is lost, the next one begins."""
        self.restart()

    def tick(self) -> None:
        """Once a second: hours, the message of the day, and whether anybody is still there."""
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

    def _move_focus(self, before: object, now: object) -> None:
        self._soon.start()

    def follow_focus(self) -> None:
        """The keyboard comes with the focus in a field, and goes with it."""
        if QApplication.mouseButtons() != Qt.MouseButton.NoButton:
            # Under a finger nothing may move: what it is on would be another thing when it lifts.
            self._soon.start()
            return
        focus: QWidget | None = self.focusWidget()
        line = focus if isinstance(focus, QLineEdit) and self.veil is None else None
        if line is self._keyboard.line:
            return
        self._keyboard.write_into(line, self.height() - self.kiosk_look.mm(_LEAST_PAGE_MM))
        is_typing, look = line is not None, self.kiosk_look
        is_narrow = is_typing and self.height() < look.mm(_ROOMY_MM)
        self._chrome.footer.setVisible(self._has_actions() and not is_narrow)
        self._chrome.top.setVisible(not (is_typing and self.height() < look.mm(_LOW_MM)))
        if line is not None:
            self._bring_up(line)

    def _keep_in_sight(self) -> None:
        """What is written moves what is on the page; the field stays where it can be seen."""
        line = self._keyboard.line
        page = _around(line, Page) if line is not None else None
        if line is not None and page is not None:
            page.settle()
            at = line.mapTo(page.viewport(), QPoint(0, 0)).y()
            if not 0 <= at <= page.viewport().height() - line.height():
                self._bring_up(line)

    def _has_actions(self) -> bool:
        return not self._offers(self.screen_shown).is_empty

    def _bring_up(self, line: QLineEdit) -> None:
        """Scroll the field to the top: what comes of the words stands below it."""
        layout = self.layout()
        if layout is not None:
            layout.activate()
        page, field = _around(line, Page), _around(line, Field)
        body = page.widget() if page is not None else None
        if page is not None and field is not None and body is not None:
            page.settle()
            top = field.mapTo(body, QPoint(0, 0)).y()
            page.verticalScrollBar().setValue(top - self.kiosk_look.px(8))

    def _leave_field(self) -> None:
        """The visitor is done with the keyboard."""
        if self.focusWidget() is self._keyboard.line:
            self.screen_shown.take_focus()

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
        look = self.first_look.fitted(self.width(), self.height())
        return self.look != look or self._attract.is_touched

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
        texts = {} if is_over else dict(kiosk.message)
        self._attract.show_message(texts.get(self.look.language, ""))

    def _lay_veil(self, seconds: int) -> None:
        if self.veil is None:
            whole = self.idle.countdown_seconds
            self.veil = Veil(self, whole, self.kiosk_look)
            self.veil.extended.connect(self._extend)
            self.veil.restart_wanted.connect(self.restart)
            self.veil.lay()
        self.veil.show_seconds(seconds)

    def _extend(self) -> None:
        self.idle.touch()
        self._lift_veil()

    def _lift_veil(self) -> None:
        if self.veil is not None:
            self.veil.take_away()
            self.veil = None
            self.screen_shown.take_focus()

    def _show(self, screen: Screen) -> None:
        if screen is self._welcome and not self._is_open():
            screen = self._closed_screen()
        super()._show(screen)

    def _closed_screen(self) -> ClosedScreen:
        if self._closed is None:
            self._closed = self._stack.adopt(ClosedScreen(self.look))
        self._closed.show_opening(self._opening())
        return self._closed

    def _offers(self, screen: Screen) -> Actions:
        """Start again, from everywhere."""
        offers = super()._offers(screen)
        return offers if self.is_resting else replace(offers, restart=True)

    def _fitted(self) -> KioskLook:
        return self.kiosk_look.fitted(self.width(), self.height())

    def _make_results(self) -> ResultsScreen:
        from desktop.ui.kiosk.results_screen import KioskResults  # late, as every screen but one
        from desktop.ui.papers import Papers

        screen = KioskResults(Papers(False), self._background, _printing(self.place), self.look)
        screen.edit_wanted.connect(self._edit)
        screen.left.connect(self._show_review)
        screen.ended.connect(self.restart)
        screen.printed.connect(self._end_soon)
        return screen

    def _end_soon(self) -> None:
        """The sheet is out: whoever has it seldom stays."""
        self.idle.shorten(self.place.configuration.kiosk.after_sheet_seconds)

    def _make_welcome(self) -> AttractScreen:
        return AttractScreen(self._desk, self.first_look)

    def _make_chrome(self) -> Around:
        chrome = KioskChrome(self.kiosk_look, can_speak=False)
        self._put(chrome)
        self._keyboard = self._make_keyboard()
        self._down.insertWidget(self._down.indexOf(chrome.footer), self._keyboard)
        return chrome

    def _make_keyboard(self) -> Keyboard:
        has_guard = self.place.configuration.kiosk.repeat_guard
        keyboard = Keyboard(self.kiosk_look, has_guard, self.place.elapsed)
        keyboard.done.connect(self._leave_field)
        keyboard.written.connect(self._keep_in_sight)
        return keyboard

    def _replace_chrome(self) -> None:
        before = self._keyboard
        self._down.removeWidget(before)
        before.hide()
        before.setParent(None)
        before.deleteLater()
        super()._replace_chrome()
        self._soon.start()


def _around(widget: QWidget, kind: type[_Widget]) -> _Widget | None:
    """The closest part of this kind that the widget stands in."""
    part: QWidget | None = widget
    while part is not None and not isinstance(part, kind):
        part = part.parentWidget()
    return part


def _printing(place: Place) -> Print | None:
    """What prints a sheet here; None where the settings name no printer."""
    from desktop.kiosk.faults import note_fault  # late: with the first results
    from desktop.kiosk.paper import PrintFault, print_pdf

    queue = place.configuration.kiosk.printer
    if not queue:
        return None

    def print_(pdf: bytes) -> Printed | PrintFault:
        came = print_pdf(pdf, queue)
        if isinstance(came, PrintFault):
            note_fault(place.data, came.code, place.now())
        return came

    return print_


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
