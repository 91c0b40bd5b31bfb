"""All answers once more before the orientation, each with a way to change it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.guide.model import Question
from desktop.interview import Interview
from desktop.text import phrase
from desktop.ui.theme import Look
from desktop.ui.widgets.rows import AnswerRow, Panel
from desktop.ui.widgets.words import Heading, Words

Said = Callable[[Question, tuple[str, ...]], str]


class ReviewPage(QWidget):
    """The answers that count, then apart those that a change has set aside."""

    edit_wanted = Signal(str)

    def __init__(self, interview: Interview, said: Said, look: Look) -> None:
        super().__init__()
        self._look = look
        down = QVBoxLayout(self)
        down.setContentsMargins(0, 0, 0, 0)
        down.setSpacing(look.px(20))
        panel = Panel(look, pad=20)
        panel.column.setSpacing(0)
        missing = look.say(phrase("ui.review.missing"))
        last = interview.path[-1]
        for question in interview.path:
            values = interview.answers.get(question.id, ())
            answer = said(question, values) if values else missing
            row = AnswerRow(
                question.id, question.short, answer, look, True, is_last=question is last
            )
            row.edit_wanted.connect(lambda id_=question.id: self.edit_wanted.emit(id_))
            panel.column.addWidget(row)
        down.addWidget(panel)
        if interview.set_aside:
            down.addWidget(self._aside(interview, said))

    def _aside(self, interview: Interview, said: Said) -> Panel:
        look = self._look
        panel = Panel(look, fill="page", edge="edge", pad=20)
        panel.setObjectName("set-aside")
        panel.column.addWidget(Heading(phrase("ui.review.aside"), look, "h3", 2))
        panel.column.addWidget(Words(phrase("ui.review.aside-hint"), look, "body", "ink2"))
        last = interview.set_aside[-1][0]
        for question, values in interview.set_aside:
            answer = said(question, values)
            row = AnswerRow(
                question.id, question.short, answer, look, False, is_last=question is last
            )
            panel.column.addWidget(row)
        return panel
