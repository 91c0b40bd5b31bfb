"""The head of an interview's page: the line of the visit, what is left, the question, its hint."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout

from desktop.guide.model import Question
from desktop.text import phrase
from desktop.ui.theme import Look
from desktop.ui.widgets.rail import Track
from desktop.ui.widgets.words import Heading, Words


class QuestionHead(QVBoxLayout):
    """The head of a question, or of the review. `line`: drawn above where nothing stands beside."""

    def __init__(self, question: Question | None, look: Look, has_line: bool) -> None:
        super().__init__()
        self._look = look
        self.setSpacing(look.px(6))
        self.line: Track | None = None
        # Large words need the room more than the line does.
        has_line = has_line and look.has_icons
        if has_line and question is not None:
            self.line = Track(look.say(phrase("ui.rail.title")), look)
            self.addWidget(self.line)
        self._left = Words("", look, "label", "accent")
        self._left.setObjectName("left")
        if question is not None:
            self._keep_room()
        self.addWidget(self._left)
        ask = question.ask if question else phrase("ui.review.title")
        self.addWidget(Heading(ask, look, "h1"))
        hint = question.hint if question else phrase("ui.review.hint")
        if hint is not None:
            self.addWidget(Words(hint, look, "lead" if not look.is_folded else "body", "ink2"))

    def show_left(self, left: int | None) -> None:
        """Say how many questions are left; None or nothing left: say nothing."""
        is_said = left is not None and left > 0
        self._left.setText(self._look.say(phrase("ui.left", n=left)) if is_said else "")
        self._left.setVisible(is_said)

    def _keep_room(self) -> None:
        """Keep the line's room: the tiles do not move under a finger once it is said."""
        policy = self._left.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        self._left.setSizePolicy(policy)
        self._left.setMinimumHeight(round(self._look.line_height("label")))
