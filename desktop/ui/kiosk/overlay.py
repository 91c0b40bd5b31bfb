"""A sheet over the whole window: what is under it can neither be seen nor touched."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.ui.focus import inside
from desktop.ui.gone import gone
from desktop.ui.kiosk.bar import KioskBar, Usual
from desktop.ui.kiosk.look import KioskLook
from desktop.ui.kiosk.reading import spoken


class Overlay(QWidget):
    """Covers its window and grows with it, under a bar of its own."""

    look_wanted = Signal(object)
    speech_wanted = Signal()

    def __init__(self, name: str, window: QWidget, usual: Usual, look: KioskLook) -> None:
        super().__init__(window)
        self.setObjectName(name)
        self.look, self._usual = look, usual
        self._is_speaking = False
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._whole = QVBoxLayout(self)
        self._whole.setContentsMargins(0, 0, 0, 0)
        self._whole.setSpacing(0)
        self._parts: tuple[QWidget, ...] = ()
        self.setGeometry(window.rect())
        window.installEventFilter(self)

    def fill(self, down: QVBoxLayout) -> None:
        """Lay under the bar what there is to say, in the look of this moment."""
        raise NotImplementedError

    def spoken(self) -> str:
        """What the voice reads of it."""
        return spoken(self, self.look)

    def show_look(self, look: KioskLook) -> None:
        """The same in another look; the focus stays on the button it was on."""
        self.look = look
        self.rebuild()

    def show_speech(self, is_on: bool) -> None:
        """Show whether pages are read aloud."""
        self._is_speaking = is_on
        if self._parts:
            self._bar.show_speech(is_on)

    def rebuild(self) -> None:
        """Make everything anew; what was there goes once the focus has found its place."""
        name, before = self._focus_name(), self._parts
        self._bar = self._make_bar()
        body = QWidget()
        down = QVBoxLayout(body)
        side = self.look.px(18 if self.look.is_folded else 40)
        down.setContentsMargins(side, side, side, side)
        down.setSpacing(self.look.px(16))
        self._parts = (self._bar, body)
        for part in before:
            self._whole.removeWidget(part)
        self._whole.addWidget(self._bar)
        self._whole.addWidget(body, 1)
        self.fill(down)
        for part in self._parts:
            part.show()
        # Bars made anew in another look came before everything.
        self.raise_()
        self._focus_on(name)
        for part in before:
            gone(part)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the window's size."""
        if event.type() == QEvent.Type.Resize and watched is self.parent():
            self.setGeometry(self.window().rect())
        return False

    def lay(self) -> None:
        """Come before everything, with the focus."""
        self.rebuild()
        self.show()
        self.take_focus()

    def take_focus(self) -> None:
        """Have the focus: nothing under it can be typed into."""
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def take_away(self) -> None:
        """Be gone at once, with all that is on it."""
        gone(self)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the page's ground."""
        QPainter(self).fillRect(self.rect(), self.look.color("page"))

    def _make_bar(self) -> KioskBar:
        bar = KioskBar(self.look, self._usual, f"{self.objectName()}-show", has_help=False)
        bar.show_width(self.width())
        bar.show_speech(self._is_speaking)
        bar.look_wanted.connect(self.look_wanted)
        bar.speech_wanted.connect(self.speech_wanted)
        return bar

    def _focus_name(self) -> str:
        focus: QWidget | None = self.window().focusWidget()
        is_here = focus is not None and self.isAncestorOf(focus)
        return focus.objectName() if focus is not None and is_here else ""

    def _focus_on(self, name: str) -> None:
        found = [part for part in inside(self._parts[0]) if part.objectName() == name]
        found += [part for part in inside(self._parts[1]) if part.objectName() == name]
        if found and name:
            found[0].setFocus(Qt.FocusReason.OtherFocusReason)
        elif self.isVisible():
            self.take_focus()
