"""What covers the page for a while: the idle question, and the staff's door."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from desktop.ui.background import Background
from desktop.ui.kiosk.bar import Usual
from desktop.ui.kiosk.idle import Idle
from desktop.ui.kiosk.look import KioskLook
from desktop.ui.kiosk.place import Place
from desktop.ui.kiosk.veil import Veil
from desktop.ui.kiosk.voice import Voice

if TYPE_CHECKING:  # read when staff come that far
    from desktop.ui.kiosk.overlay import Overlay
    from desktop.ui.kiosk.staff import Staff


class Covering(QObject):
    """Lays one of the two over the window, and takes it away again.

    `shut`: from now on nothing under it can be typed into, or everything again.
    """

    shut = Signal(bool)
    restart_wanted = Signal()
    look_wanted = Signal(object)
    language_chosen = Signal(str)

    def __init__(
        self, window: QWidget, place: Place, background: Background, idle: Idle, voice: Voice
    ) -> None:
        super().__init__(window)
        self._window, self._place, self._background = window, place, background
        self._idle, self._voice = idle, voice
        self.veil: Veil | None = None
        self.staff: Staff | None = None
        self._was_speaking = False

    @property
    def shown(self) -> Overlay | None:
        """What covers the page at this moment."""
        return self.staff or self.veil

    def lay_veil(self, seconds: int, usual: Usual, look: KioskLook) -> None:
        """Ask whether anybody is there, with so many seconds left; the voice reads it too."""
        if self.veil is None:
            veil = self.veil = Veil(self._window, self._idle.countdown_seconds, usual, look)
            veil.extended.connect(self._extend)
            veil.restart_wanted.connect(self.restart_wanted)
            veil.look_wanted.connect(self._show_veil_in)
            veil.speech_wanted.connect(self._read_veil)
            veil.show_speech(self._voice.is_on)
            veil.lay()
            veil.show_seconds(seconds)
            self._voice.hush()
            self._voice.page_changed()
            self.shut.emit(True)
        self.veil.show_seconds(seconds)

    def lift_veil(self) -> None:
        """Somebody is there."""
        if self.veil is not None:
            self.veil.take_away()
            self.veil = None
            self._open()

    def open_staff(self, language: str, usual: Usual, look: KioskLook) -> None:
        """The staff's door; `language`: the one visits begin in."""
        from desktop.ui.kiosk.staff import Staff  # late: once a day

        if self.staff is not None:
            return
        self.lift_veil()
        self._voice.hush()
        self._idle.touch()
        self._was_speaking = self._voice.is_on
        staff = self.staff = Staff(
            self._place, self._background, language, self._window, usual, look
        )
        staff.left.connect(self.close_staff)
        staff.quit_wanted.connect(self._place.quit)
        staff.language_chosen.connect(self.language_chosen)
        staff.speech_wanted.connect(self._voice.switch)
        staff.show_speech(self._was_speaking)
        staff.lay()
        self.shut.emit(True)

    def close_staff(self) -> None:
        """Back to what was there, as it was there."""
        if self.staff is not None:
            self.staff.take_away()
            self.staff = None
            if self._voice.is_on != self._was_speaking:
                self._voice.switch()
            self._open()

    def end(self) -> None:
        """The visit is over: nothing covers the next one, and no voice comes back to it."""
        self._was_speaking = False
        self.close_staff()
        self.lift_veil()

    def fit(self, width: int, height: int) -> None:
        """The window has another size: the staff's own look follows it."""
        if self.staff is not None:
            self.staff.show_look(self.staff.look.fitted(width, height))

    def _open(self) -> None:
        self.shut.emit(False)
        self._voice.page_changed()

    def _extend(self) -> None:
        self._idle.touch()
        self.lift_veil()

    def _show_veil_in(self, look: KioskLook) -> None:
        """Somebody wants to read it: it stays, with all its time again."""
        self._count_again()
        self.look_wanted.emit(look)

    def _read_veil(self) -> None:
        self._count_again()
        self._voice.switch()

    def _count_again(self) -> None:
        self._idle.count_again()
        left = self._idle.left()
        if self.veil is not None and left is not None:
            self.veil.show_seconds(left)
