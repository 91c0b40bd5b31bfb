"""What stays around every screen: banner, header with its strip, footer."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.text import Phrase, Text, phrase
from desktop.ui.appearance import themed
from desktop.ui.focus import put_after
from desktop.ui.gone import gone
from desktop.ui.theme import Look
from desktop.ui.widgets.footer import Footer
from desktop.ui.widgets.header import Banner, Header

if TYPE_CHECKING:  # read from the disk when it is opened
    from desktop.ui.widgets.strip import Strip

_WIDE = 1000


class Around(QObject):
    """What a window asks of the bars above and below its screens."""

    look_wanted = Signal(object)
    help_wanted = Signal()

    def __init__(self, look: Look, footer: Footer | None = None) -> None:
        super().__init__()
        self._look = look
        self.opened: str | None = None
        self.strip: Strip | None = None
        self.top = QWidget()
        self.footer = footer or Footer(look)

    def show_width(self, width: int) -> None:
        """Leave out what does not fit."""

    def open_strip(self, kind: str) -> None:
        """Show the samples of sizes or themes, where there are any."""


class Chrome(Around):
    """Header and footer of one look."""

    def __init__(
        self, look: Look, network: Text, is_trial: bool, notices: tuple[Phrase, ...] = ()
    ) -> None:
        super().__init__(look)
        self._text = network
        self._down = QVBoxLayout(self.top)
        self._down.setContentsMargins(0, 0, 0, 0)
        self._down.setSpacing(0)
        if is_trial:
            self._down.addWidget(Banner((phrase("ui.trial"), *notices), look))
        self.header = self._make_header(look.is_folded)
        self._needs = self.header.minimumSizeHint().width()
        self._down.addWidget(self.header)

    def show_width(self, width: int) -> None:
        """Leave out what does not fit: the network's name, then the words of the buttons."""
        is_folded = self._look.is_folded or width < self._needs
        if is_folded != self.header.is_folded:
            before, self.header = self.header, self._make_header(is_folded)
            self._down.replaceWidget(before, self.header)
            before.setParent(None)
            before.deleteLater()
            self.header.show_opened(self.opened)
        self.header.show_wide(width >= self._look.px(_WIDE))
        self.footer.show_width(width)

    def _make_header(self, is_folded: bool) -> Header:
        header = Header(self._look, self._text, is_folded)
        header.size_wanted.connect(lambda: self._toggle("size"))
        header.theme_wanted.connect(lambda: self._toggle("theme"))
        header.help_wanted.connect(self.help_wanted)
        header.language_wanted.connect(self._switch_language)
        return header

    def open_strip(self, kind: str) -> None:
        """Show the samples of sizes or themes."""
        from desktop.ui.widgets.strip import Strip  # late: not before it is asked for

        self.close_strip()
        self.opened, self.strip = kind, Strip(kind, self._look)
        self.strip.picked.connect(self._pick)
        self.strip.closed.connect(self._close_by_hand)
        self._down.addWidget(self.strip)
        put_after(self.header.button_of(kind), self.strip.samples)
        self.header.show_opened(kind)

    def close_strip(self) -> None:
        """Take the samples away."""
        if self.strip is not None:
            self._down.removeWidget(self.strip)
            gone(self.strip)
        self.opened = self.strip = None
        self.header.show_opened(None)

    def _toggle(self, kind: str) -> None:
        if self.opened == kind:
            self.close_strip()
            return
        self.open_strip(kind)
        if self.strip is not None:
            self.strip.focus_current()

    def _close_by_hand(self) -> None:
        button = self.header.button_of(self.opened)
        self.close_strip()
        button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _pick(self, value: object) -> None:
        if isinstance(value, int):
            self.look_wanted.emit(replace(self._look, text_size=value))
        elif isinstance(value, str):
            self.look_wanted.emit(themed(self._look, value))

    def _switch_language(self) -> None:
        other = "en" if self._look.language == "fr" else "fr"
        self.look_wanted.emit(replace(self._look, language=other))
