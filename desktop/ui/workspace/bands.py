"""What comes between bar and panes, one at a time: samples of sizes and themes, or a notice."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.text import Phrase
from desktop.ui.gone import clear
from desktop.ui.theme import Look
from desktop.ui.widgets.band import Band
from desktop.ui.widgets.strip import Strip
from desktop.ui.workspace.notice import Act, Notice


class Bands(QWidget):
    """Shows one band, or none."""

    picked = Signal(object)
    """A text size or a theme."""
    samples_opened = Signal(str)
    """Of what samples are shown; "" for none."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._samples = ""
        self.said: tuple[Phrase, tuple[Act, ...]] | None = None
        """The notice shown, and what can be done about it."""
        self._down = QVBoxLayout(self)
        self._down.setContentsMargins(0, 0, 0, 0)

    def toggle(self, kind: str) -> None:
        """Show the samples of sizes or themes, or take them away."""
        before = self._samples
        self.leave()
        if before == kind:
            return
        strip = Strip(kind, self._look)
        strip.picked.connect(self.picked)
        self._show(strip)
        self._samples = kind
        self.samples_opened.emit(kind)
        strip.focus_current()

    def notify(self, sentence: Phrase, *acts: Act) -> None:
        """Say something, with what can be done about it."""
        self.leave()
        self.said = sentence, acts
        notice = Notice(sentence, acts, self._look)
        self._show(notice)
        notice.take_focus(bool(acts))

    def leave(self) -> None:
        """Show none."""
        clear(self._down)
        self._samples, self.said = "", None
        self.samples_opened.emit("")

    def _show(self, band: Band) -> None:
        band.closed.connect(self.leave)
        self._down.addWidget(band)
