"""The window of a kiosk: full screen, its bars and its keyboard, everything in millimetres."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QCloseEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QApplication

from desktop.ui.desk import Desk
from desktop.ui.gone import gone
from desktop.ui.kiosk.attract_screen import AttractScreen
from desktop.ui.kiosk.bar import Usual
from desktop.ui.kiosk.chrome import KioskChrome
from desktop.ui.kiosk.gliding import Gliding
from desktop.ui.kiosk.guard import Guard
from desktop.ui.kiosk.keyboard import Keyboard
from desktop.ui.kiosk.look import SECOND_MM, KioskLook, kiosk_look
from desktop.ui.kiosk.place import Place
from desktop.ui.kiosk.reading import spoken
from desktop.ui.kiosk.room import Room
from desktop.ui.kiosk.typing import Typing
from desktop.ui.kiosk.voice import Voice
from desktop.ui.theme import palette
from desktop.ui.widgets.chrome import Around
from desktop.ui.window import Window

_FRAMELESS = Qt.WindowType.Window | Qt.WindowType.FramelessWindowHint


class Shell(Window):
    """What stands around the visits of a day, and the one way in: touches and a few keys."""

    def __init__(self, place: Place) -> None:
        self.place = place
        kiosk, start = place.configuration.kiosk, place.configuration.start
        self.first_look = kiosk_look(kiosk, start.language, start.theme)
        self.usual = _usual(self.first_look, kiosk.speech and Voice.is_there())
        self.voice = Voice(lambda: self._spoken(), lambda is_on: self._show_voice(is_on))
        self._room = Room()
        self._typing: Typing | None = None
        QApplication.setPalette(palette(self.first_look))
        super().__init__(_desk(place), self.first_look)
        self.setWindowFlags(_FRAMELESS)
        self.setMinimumSize(1, 1)
        self.typing = self._typing = Typing(self)
        self.typing.changed.connect(self._make_room)
        self.typing.done.connect(lambda: self.screen_shown.take_focus())
        self.typing.use(self._keyboard)
        self.gliding = Gliding(self)
        self.guard = Guard(self)

    @property
    def kiosk_look(self) -> KioskLook:
        """The look, in millimetres."""
        if not isinstance(self.look, KioskLook):
            raise RuntimeError("a kiosk is looked at in millimetres")
        return self.look

    @property
    def attract(self) -> AttractScreen:
        """The first page of every visit."""
        if not isinstance(self._welcome, AttractScreen):
            raise RuntimeError("a kiosk begins with its own first page")
        return self._welcome

    @property
    def bars(self) -> KioskChrome:
        """What stands around every page."""
        if not isinstance(self._chrome, KioskChrome):
            raise RuntimeError("a kiosk has its own bars")
        return self._chrome

    def first_fitted(self) -> KioskLook:
        """The look each visit begins with, on this screen."""
        return self.first_look.fitted(self.width(), self.height())

    def open(self) -> None:
        """Fill the screen, with somebody to manage windows or without; and follow its turns."""
        screen = self.screen()
        self.setGeometry(screen.geometry())
        screen.geometryChanged.connect(self.setGeometry)
        self.showFullScreen()

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

    def _make_room(self, is_typing: bool) -> None:
        """Where the screen is low, the bars make room for the keyboard."""
        page = self.typing.page if is_typing else None
        has_actions = not self._offers(self.screen_shown).is_empty
        self._room.make(self.bars, self.kiosk_look, page, has_actions)

    def _show_actions(self) -> None:
        super()._show_actions()
        self.voice.page_changed()

    def _spoken(self) -> tuple[str, str]:
        """What there is to read at this moment, and in which language."""
        return spoken(self.screen_shown, self.look), self.look.language

    def _show_voice(self, is_on: bool) -> None:
        """Show on every bar whether pages are read aloud."""
        self.bars.bar.show_speech(is_on)
        self._room.show_speech(is_on)

    def _fitted(self) -> KioskLook:
        return self.kiosk_look.fitted(self.width(), self.height())

    def _make_welcome(self) -> AttractScreen:
        moves = self.place.configuration.start.motion
        screen = AttractScreen(self._desk, self.first_look, moves)
        screen.look_wanted.connect(self.show_look)
        return screen

    def _make_chrome(self) -> Around:
        chrome = KioskChrome(self.kiosk_look, self.usual)
        chrome.speech_wanted.connect(self.voice.switch)
        self._put(chrome)
        has_guard = self.place.configuration.kiosk.repeat_guard
        self._keyboard = Keyboard(self.kiosk_look, has_guard, self.place.elapsed)
        self._down.insertWidget(self._down.indexOf(chrome.footer), self._keyboard)
        return chrome

    def _replace_chrome(self) -> None:
        before = self._keyboard
        self._down.removeWidget(before)
        gone(before)
        has_footer = self._chrome.footer.isVisible()
        super()._replace_chrome()
        # In their places now: a page made next is then laid out once, at its size.
        self._chrome.top.show()
        self._chrome.footer.setVisible(has_footer)
        self._stack.show()
        self._down.activate()
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


def _usual(first: KioskLook, can_speak: bool) -> Usual:
    return Usual("light" if first.is_contrast else first.theme, can_speak)
