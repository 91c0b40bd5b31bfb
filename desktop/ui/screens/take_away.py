"""The panel of the results page: the code, its mark, and the ways to leave with the sheet."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from desktop.text import Phrase, phrase
from desktop.ui.theme import Look
from desktop.ui.widgets.buttons import Button
from desktop.ui.widgets.code import Code, Square
from desktop.ui.widgets.grid import Grid
from desktop.ui.widgets.page import outset
from desktop.ui.widgets.rows import Panel
from desktop.ui.widgets.words import Heading, Words


class TakeAway(Panel):
    """What the visitor leaves with."""

    print_wanted = Signal()
    copy_wanted = Signal()

    def __init__(self, code: str, look: Look, is_narrow: bool) -> None:
        super().__init__(look, pad=18, edge="edge")
        self._look = look
        self.setObjectName("take-away")
        column = self.column
        column.addWidget(Heading(phrase("ui.take.title"), look, "h2", 2))
        # At the top: what came of a request is seen without scrolling.
        self.status = Words("", look, "strong")
        self.status.setObjectName("status")
        self.status.hide()
        column.addWidget(self.status)
        self.square = Square(look.say(phrase("sheet.square-alt", code=code)), look, 260)
        direction = (
            QBoxLayout.Direction.TopToBottom if is_narrow else QBoxLayout.Direction.LeftToRight
        )
        across = QBoxLayout(direction)
        across.setSpacing(look.px(12))
        across.addLayout(self._code(code), 1)
        across.addWidget(self.square, 0, Qt.AlignmentFlag.AlignTop)
        column.addLayout(across)
        column.addWidget(Words(phrase("sheet.mark-use"), look, "caption", "ink2"))
        if not look.is_public:
            buttons = QWidget()
            buttons.setLayout(self._buttons())
            column.addLayout(outset(buttons, look))

    def show_status(self, sentence: Phrase, is_error: bool) -> None:
        """Say calmly what came of the last request."""
        self.status.show_in("error" if is_error else "ok", self._look.say(sentence))
        self.status.show()

    def _buttons(self) -> Grid:
        look = self._look
        wishes = {"print": self.print_wanted, "copy": self.copy_wanted}
        buttons = [
            Button(name, phrase(f"ui.take.{name}"), look, "secondary", name, height=44)
            for name in wishes
        ]
        grid = Grid(max(b.sizeHint().width() for b in buttons), 2, 0, even=False)
        for button, wish in zip(buttons, wishes.values(), strict=True):
            button.widen()
            button.clicked.connect(wish)
            grid.addWidget(button)
        return grid

    def _code(self, code: str) -> QVBoxLayout:
        look, down = self._look, QVBoxLayout()
        down.setSpacing(look.px(4))
        down.addWidget(Heading(phrase("sheet.code"), look, "label", 3, "primary"))
        down.addWidget(Code(code, look))
        down.addWidget(Words(phrase("sheet.code-use"), look, "caption", "ink2"))
        down.addStretch(1)
        return down


class Fold(QWidget):
    """A part that opens on demand, under a button that says so."""

    opened = Signal(bool)

    def __init__(self, name: str, label: Phrase, look: Look, is_open: bool) -> None:
        super().__init__()
        down = QVBoxLayout(self)
        down.setContentsMargins(0, 0, 0, 0)
        down.setSpacing(look.px(10))
        self.button = Button(
            name, label, look, "secondary", "close" if is_open else "open", icon_after=True
        )
        self.button.setAccessibleDescription(
            look.say(phrase("ui.fold.open" if is_open else "ui.fold.closed"))
        )
        self.button.clicked.connect(lambda: self.opened.emit(not is_open))
        row = QHBoxLayout()
        row.addWidget(self.button)
        row.addStretch(1)
        down.addLayout(row)
        self.inside = down
