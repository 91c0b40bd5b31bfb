"""One figure on a card: its gist in words, its picture or its table, and its files."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLayout, QWidget

from desktop.figures.model import Figure
from desktop.text import phrase
from desktop.ui.figures.picture import FigurePicture
from desktop.ui.figures.table import FigureTable
from desktop.ui.theme import Look
from desktop.ui.widgets.buttons import Button
from desktop.ui.widgets.flow import Flow
from desktop.ui.widgets.rows import Panel
from desktop.ui.widgets.words import Heading, Words

KINDS = ("png", "csv", "xlsx")


class FigureCard(Panel):
    """`turned`: picture or table was asked for; `file_wanted`: a file of this kind."""

    turned = Signal(str, bool)
    file_wanted = Signal(str, str)

    def __init__(self, figure: Figure, is_table: bool, look: Look) -> None:
        super().__init__(look, pad=18, edge="line")
        self.setObjectName(f"figure-{figure.id}")
        self.setAccessibleName(figure.title)
        self.column.setSpacing(look.px(8))
        self.column.addWidget(Heading(figure.title, look, "h3", 2))
        self.column.addWidget(Words(figure.gist, look, "body"))
        shown: QWidget = FigureTable(figure, look) if is_table else FigurePicture(figure, look)
        self.column.addSpacing(look.px(6))
        self.column.addWidget(shown)
        self.column.addStretch(1)
        self.column.addWidget(Words(figure.note, look, "caption", "ink2"))
        self.column.addLayout(self._actions(figure, is_table, look))

    def _actions(self, figure: Figure, is_table: bool, look: Look) -> QLayout:
        across = Flow(look.px(4)) if look.is_folded else QHBoxLayout()
        across.setSpacing(look.px(4))
        said = phrase("figures.as-picture" if is_table else "figures.as-table")
        icon = "source" if is_table else "table"
        turn = Button(f"turn-{figure.id}", said, look, "quiet", icon, height=32, role="label")
        turn.clicked.connect(lambda: self.turned.emit(figure.id, not is_table))
        across.addWidget(turn)
        if isinstance(across, QHBoxLayout):
            across.addStretch(1)
        for kind in KINDS:
            save = Button(
                f"{kind}-{figure.id}", phrase(f"figures.{kind}"), look, "quiet", height=32,
                role="label",
            )  # fmt: skip
            save.setAccessibleName(
                look.say(phrase("figures.save", kind=kind.upper(), title=figure.title))
            )
            save.clicked.connect(lambda _=False, kind=kind: self.file_wanted.emit(figure.id, kind))
            across.addWidget(save)
        return across
