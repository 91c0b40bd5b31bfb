"""One question on the dense page: its words, its choices as lines with their keys."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.desk.shortcuts import keys_for, place_of
from desktop.guide.model import Kind, Question
from desktop.text import phrase
from desktop.ui.advisor.choice import Choice
from desktop.ui.theme import Look
from desktop.ui.widgets.paint import CORNER_CONTROL, paint_frame
from desktop.ui.widgets.words import Heading, Words


class Block(QWidget):
    """What every question on the page has: a heading, a state, a frame when it is its turn."""

    touched = Signal(str)
    """A choice of it was pressed."""
    entered = Signal()
    """Somebody turned to this question."""

    def __init__(self, question: Question, look: Look) -> None:
        super().__init__()
        self.question, self._look = question, look
        self.setObjectName(f"question-{question.id}")
        self.is_live = self.is_aside = False
        self.column = QVBoxLayout(self)
        side = look.px(8)
        self.column.setContentsMargins(side, look.px(5), side, look.px(5))
        self.column.setSpacing(0)
        several = question.kind is Kind.SEVERAL
        said = phrase("advisor.question.several", ask=question.ask) if several else question.ask
        self.heading = Heading(said, look, "strong", 2)
        self.column.addWidget(self.heading)
        self.aside = Words(phrase("advisor.question.aside"), look, "caption", "warn")
        self.aside.hide()
        self.column.addWidget(self.aside)

    def show_state(self, values: tuple[str, ...], is_live: bool, is_aside: bool) -> None:
        """What is answered, whether the keys are its, and whether it is set aside."""
        if self.is_aside is not is_aside:
            self.aside.setVisible(is_aside)
        if (self.is_live, self.is_aside) != (is_live, is_aside):
            self.is_live, self.is_aside = is_live, is_aside
            self.update()

    def take_key(self, sign: str) -> str | None:
        """The choice that a typed sign means."""
        return None

    def take_focus(self) -> bool:
        """Take the focus itself, if it is a question that is typed in."""
        return False

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A press beside its choices turns to it."""
        self.entered.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw a card; a thick edge where it is this question's turn."""
        look = self._look
        edge = look.color("primary" if self.is_live else "line")
        width = look.thin(2.5 if self.is_live else 1)
        rect = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        painter = QPainter(self)
        paint_frame(
            painter, rect, look.px(CORNER_CONTROL), look.color("card"), edge, width, self.is_aside
        )


class ChoiceBlock(Block):
    """A question with choices."""

    def __init__(self, question: Question, look: Look) -> None:
        super().__init__(question, look)
        keys = keys_for(len(question.choices))
        self.choices: dict[str, Choice] = {}
        for choice, key in zip(question.choices, keys, strict=True):
            hint = look.say(choice.hint) if choice.hint else ""
            is_one = question.kind is not Kind.SEVERAL
            name = f"choice-{question.id}-{choice.id}"
            tile = Choice(name, look.say(choice.label), hint, key, look, is_one)
            tile.wanted.connect(lambda choice_id=choice.id: self.touched.emit(choice_id))
            tile.focused.connect(self.entered)
            self.column.addWidget(tile)
            self.choices[choice.id] = tile

    def show_state(self, values: tuple[str, ...], is_live: bool, is_aside: bool) -> None:
        """Mark what is chosen."""
        super().show_state(values, is_live, is_aside)
        for choice_id, tile in self.choices.items():
            tile.show_state(choice_id in values, is_live)

    def take_key(self, sign: str) -> str | None:
        """The choice beside this key."""
        ids = list(self.choices)
        at = place_of(sign, [self.choices[choice].key for choice in ids])
        return None if at is None else ids[at]
