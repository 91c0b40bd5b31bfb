"""Asks for the short name of something new, in the page itself: no dialog."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.text import Phrase, Text, phrase
from desktop.ui.theme import Look
from desktop.ui.widgets.buttons import Button
from desktop.ui.widgets.field import Field as TextField
from desktop.ui.widgets.rows import Panel


class Ask(QWidget):
    """Asks for the id of something new, in the page itself: no dialog."""

    answered = Signal(str)
    closed = Signal()

    def __init__(self, sentence: Phrase | Text, look: Look) -> None:
        super().__init__()

        self._look = look
        down = QVBoxLayout(self)
        down.setContentsMargins(0, 0, 0, 0)
        panel = Panel(look, "accent_soft", "accent", pad=12)
        self._field = TextField(
            "new-id", phrase("workspace.new.ask", what=sentence), look,
            hint=phrase("workspace.new.ask-hint"),
        )  # fmt: skip
        self._field.entered.connect(self._answer)
        panel.column.addWidget(self._field)
        across = QHBoxLayout()
        add = Button("new-add", phrase("workspace.new.add"), look, "primary", height=36)
        add.clicked.connect(self._answer)
        leave = Button("new-leave", phrase("workspace.new.leave"), look, "quiet", height=36)
        leave.clicked.connect(self.closed)
        across.addWidget(add)
        across.addWidget(leave)
        across.addStretch(1)
        panel.column.addLayout(across)
        down.addWidget(panel)
        self.setFocusProxy(self._field)

    def show_error(self, sentence: Phrase) -> None:
        """Why this id will not do."""
        self._field.show_error(sentence)

    def _answer(self) -> None:
        self.answered.emit(self._field.line.text())
