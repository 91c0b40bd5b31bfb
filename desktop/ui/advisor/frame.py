"""What stands around every page of the desk: notices, bar, strip, and the line at the foot."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.text import Phrase
from desktop.ui.advisor import pages
from desktop.ui.advisor.bar import DeskBar, StatusLine
from desktop.ui.appearance import themed
from desktop.ui.gone import gone
from desktop.ui.theme import Look
from desktop.ui.widgets.header import Banner
from desktop.ui.widgets.strip import Strip

_WIDE = 1150


class DeskFrame(QWidget):
    """Built anew for another look or width; what is in front stays."""

    page_wanted = Signal(str)
    who_wanted = Signal()
    help_wanted = Signal()
    look_wanted = Signal(object)

    def __init__(self, notices: Sequence[Phrase], look: Look, width: int) -> None:
        super().__init__()
        self._notices = tuple(notices)
        self.front: QWidget | None = None
        self._strip: Strip | None = None
        self._opened: str | None = None
        self.said: tuple[Phrase, bool] | None = None
        self._state: tuple[str | None, Phrase | str | None] = (None, None)
        self._down = QVBoxLayout(self)
        self._down.setContentsMargins(0, 0, 0, 0)
        self._down.setSpacing(0)
        self.build(look, width)

    def build(self, look: Look, width: int) -> None:
        """The bar above and the line below, around what is in front."""
        self._look, self._is_wide = look, width >= look.px(_WIDE)
        while (item := self._down.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None and widget is not self.front:
                gone(widget)
        self._strip = self._opened = None
        self._bar = DeskBar(look, pages.names(), self._is_wide)
        self._bar.page_wanted.connect(self.page_wanted)
        self._bar.who_wanted.connect(self.who_wanted)
        self._bar.act_wanted.connect(self.act)
        if self._notices:
            self._down.addWidget(Banner(self._notices, look))
        self._down.addWidget(self._bar)
        if self.front is not None:
            self._down.addWidget(self.front, 1)
        self.status = StatusLine(look)
        if self.said is not None:
            self.status.show_words(look.say(self.said[0]), self.said[1])
        self._down.addWidget(self.status)

    def show_width(self, width: int) -> bool:
        """Take this width; whether all had to be built anew for it."""
        if self._is_wide != (width >= self._look.px(_WIDE)):
            self.build(self._look, width)
            return True
        self._bar.show_width(width)
        return False

    def show_state(self, name: str | None, who: Phrase | str | None, width: int) -> None:
        """Mark the page in front, and name who sits here."""
        self._state = (name, who)
        self._bar.show_state(name, who, self._opened)
        self._bar.show_width(width)

    # What is in front

    def put(self, wanted: QWidget, kept: Sequence[QWidget | None]) -> QWidget | None:
        """Show this in front; what was there before, which is let go unless it is `kept`."""
        before, self.front = self.front, wanted
        if before is not None and before is not wanted:
            self._down.removeWidget(before)
            before.hide()
            if before.parent() is self and before not in kept:
                before.setParent(None)
        if self._down.indexOf(wanted) < 0:
            self._down.insertWidget(self._down.count() - 1, wanted, 1)
        wanted.show()
        return before

    def drop(self, widget: QWidget) -> None:
        """Take this away for good."""
        if widget is self.front:
            self.front = None
        self._down.removeWidget(widget)
        gone(widget)

    # The line at the foot

    def say(self, sentence: Phrase, is_error: bool) -> None:
        """Say it on the line at the foot, and to screen readers."""
        from desktop.ui.accessibility import announce  # late: no first paint says anything

        self.said = (sentence, is_error)
        self.status.show_words(self._look.say(sentence), is_error)
        announce(self.status, self._look.say(sentence))

    def unsay(self, sentence: Phrase) -> None:
        """Say this no more; anything said since stays."""
        if self.said is not None and self.said[0] == sentence:
            self.forget_said()

    def forget_said(self) -> None:
        """Say nothing any more."""
        self.said = None
        self.status.show_words("", False)

    # The bar's own acts

    def act(self, act: str) -> None:
        """Help, the other language, or a strip to choose a look from."""
        if act == "help":
            self.help_wanted.emit()
        elif act == "language":
            other = "en" if self._look.language == "fr" else "fr"
            self.look_wanted.emit(replace(self._look, language=other))
        else:
            self._toggle_strip(act)

    def _toggle_strip(self, kind: str) -> None:
        if self._strip is not None:
            self.drop(self._strip)
            self._strip = None
        self._opened = None if self._opened == kind else kind
        if self._opened:
            self._strip = Strip(kind, self._look)
            self._strip.picked.connect(self._pick)
            self._strip.closed.connect(lambda: self._toggle_strip(kind))
            self._down.insertWidget(self._down.indexOf(self._bar) + 1, self._strip)
            self._strip.focus_current()
        self.show_state(*self._state, self.width())

    def _pick(self, value: object) -> None:
        if isinstance(value, int):
            self.look_wanted.emit(replace(self._look, text_size=value))
        elif isinstance(value, str):
            self.look_wanted.emit(themed(self._look, value))
