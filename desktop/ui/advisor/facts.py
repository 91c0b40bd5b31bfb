"""A panel of what holds: names at the left, what they are at the right."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout

from desktop.text import Phrase
from desktop.ui.theme import Look
from desktop.ui.widgets.rows import Panel
from desktop.ui.widgets.words import Heading, Value, Words

Row = tuple[Phrase, Phrase | str]


class Facts(Panel):
    """Rows under a heading; the right side can be selected and copied."""

    def __init__(self, heading: Phrase, rows: Sequence[Row], look: Look) -> None:
        super().__init__(look, pad=16)
        self.column.addWidget(Heading(heading, look, "h3", 2))
        grid = QGridLayout()
        grid.setHorizontalSpacing(look.px(14))
        grid.setVerticalSpacing(look.px(7))
        grid.setColumnStretch(0, 3)
        grid.setColumnStretch(1, 7)
        for index, (name, value) in enumerate(rows):
            grid.addWidget(Words(name, look, "label", "ink2"), index, 0, Qt.AlignmentFlag.AlignTop)
            shown = value if isinstance(value, str) else look.say(value)
            grid.addWidget(Value(shown, look, "caption"), index, 1)
        self.column.addLayout(grid)
        self.column.addStretch(1)
