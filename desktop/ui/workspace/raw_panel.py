"""An item's own text, as it stands in its file, to be edited by hand."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout

from desktop.text import phrase
from desktop.ui.theme import Look
from desktop.ui.widgets.buttons import Button
from desktop.ui.widgets.field import Box
from desktop.ui.widgets.prose import Prose
from desktop.ui.widgets.rows import Panel
from desktop.ui.widgets.words import Words
from desktop.workspace.schema import MOST_LETTERS


class RawPanel(Panel):
    """The text, and the button that puts what was written in its place."""

    applied = Signal(str)

    def __init__(self, source: str, look: Look) -> None:
        super().__init__(look, pad=14)
        self.column.addWidget(Words(phrase("workspace.raw.what"), look, "body", "ink2"))
        spoken = look.say(phrase("workspace.item.raw"))
        prose = Prose("raw-text", look, spoken, MOST_LETTERS, "caption")
        prose.let_lines()
        prose.setPlainText(source)
        self.column.addWidget(Box(prose, look))
        apply_ = Button("raw-apply", phrase("workspace.raw.apply"), look, "primary", height=36)
        apply_.clicked.connect(lambda: self.applied.emit(prose.words()))
        row = QHBoxLayout()
        row.addWidget(apply_)
        row.addStretch(1)
        self.column.addLayout(row)
