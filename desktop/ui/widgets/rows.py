"""Rows of answers, each with its question and a way to change it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from desktop.text import Text, phrase
from desktop.ui.theme import Look
from desktop.ui.widgets.buttons import Button
from desktop.ui.widgets.paint import CORNER_CARD, paint_frame
from desktop.ui.widgets.words import Words


class Panel(QWidget):
    """A card: a frame around what is laid out in `column`."""

    def __init__(
        self, look: Look, fill: str = "card", edge: str = "line", pad: int = 24, thick: float = 1.5
    ) -> None:
        super().__init__()
        self._look, self._fill, self._edge, self._thick = look, fill, edge, thick
        self.column = QVBoxLayout(self)
        side = look.px(pad)
        self.column.setContentsMargins(side, side, side, side)
        self.column.setSpacing(look.px(10))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the card."""
        look = self._look
        paint_frame(
            QPainter(self),
            self.rect().toRectF(),
            look.px(CORNER_CARD),
            look.color(self._fill),
            look.color(self._edge),
            look.thin(self._thick),
        )


class AnswerRow(QWidget):
    """Question, answer, Modifier."""

    edit_wanted = Signal()

    def __init__(
        self, question_id: str, label: Text, answer: str, look: Look, can_edit: bool, is_last: bool
    ) -> None:
        super().__init__()
        self._look, self._is_last = look, is_last
        across = QGridLayout(self)
        across.setContentsMargins(0, look.px(6), 0, look.px(6))
        across.setHorizontalSpacing(look.px(20))
        across.setVerticalSpacing(look.px(2))
        across.setColumnStretch(0, 2)
        across.setColumnStretch(1, 3)
        question = Words(label, look, "body", "ink2")
        said = Words(answer, look, "strong")
        if look.is_folded:
            across.addWidget(question, 0, 0, 1, 2)
            across.addWidget(said, 1, 0, 1, 2)
        else:
            across.addWidget(question, 0, 0, Qt.AlignmentFlag.AlignVCenter)
            across.addWidget(said, 0, 1, Qt.AlignmentFlag.AlignVCenter)
            across.setColumnMinimumWidth(2, look.px(124))
        if can_edit:
            self.edit = Button(
                f"edit-{question_id}",
                phrase("ui.review.edit"),
                look,
                "quiet",
                "edit",
                icon_only=look.is_folded,
                height=32,
            )
            name = phrase("ui.review.edit-spoken", question=label)
            self.edit.setAccessibleName(look.say(name))
            self.edit.clicked.connect(self.edit_wanted)
            across.addWidget(self.edit, 0, 2, 2 if look.is_folded else 1, 1)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the line under the row."""
        if self._is_last:
            return
        look = self._look
        painter = QPainter(self)
        painter.fillRect(
            0, self.height() - look.thin(1), self.width(), look.thin(1), look.color("line")
        )
