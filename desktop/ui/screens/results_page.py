"""The outcome as one column: notices, whom to see, whom to consider, the others and why not."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.routing import MemberVerdict, Outcome
from desktop.sheet.content import Content, Notice
from desktop.text import Phrase, phrase
from desktop.ui.screens.take_away import Fold
from desktop.ui.theme import Look
from desktop.ui.widgets.buttons import Button, flush
from desktop.ui.widgets.card import MemberCard
from desktop.ui.widgets.pieces import Item, Picture, SourceLine
from desktop.ui.widgets.rows import Panel
from desktop.ui.widgets.words import Heading, Words
from desktop.why_not import Change, why_not

_NUMBERS = 6
"""Up to this many are written as a word."""


class ResultsPage(QWidget):
    """Everything the orientation says, in the order a visitor needs it.

    `at_once`: how many cards are made at first; `finish` makes the others and all that follows.
    """

    edit_wanted = Signal(str)
    others_opened = Signal(bool)

    def __init__(
        self, outcome: Outcome, content: Content, look: Look, is_open: bool, at_once: int
    ) -> None:
        super().__init__()
        self._outcome, self._content, self._look = outcome, content, look
        self._down = QVBoxLayout(self)
        self._down.setContentsMargins(0, 0, 0, 0)
        self._down.setSpacing(look.px(18))
        self._add_head()
        for item, notice in zip(outcome.uncovered, content.notices, strict=True):
            self._down.addWidget(self._notice(notice, item.back_to))
        self._is_open, self._at_once = is_open, at_once
        self.is_whole = False
        for card in content.cards[:at_once]:
            self._down.addWidget(MemberCard(card, content.prepare, look))

    def finish(self) -> None:
        """Make the rest of the page."""
        outcome, content, look = self._outcome, self._content, self._look
        self.is_whole = True
        for card in content.cards[self._at_once :]:
            self._down.addWidget(MemberCard(card, content.prepare, look))
        if content.consider:
            heading = "ui.results.consider" if content.cards else "ui.results.consider-only"
            hint = phrase("ui.results.consider-hint", n=len(content.consider))
            self._add_part(phrase(heading), hint)
            for card in content.consider:
                self._down.addWidget(MemberCard(card, (), look, is_minor=True))
        if outcome.not_concerned:
            self._down.addWidget(self._others(self._is_open))

    def _add_head(self) -> None:
        look, content = self._look, self._content
        head = QVBoxLayout()
        head.setSpacing(look.px(6))
        head.addWidget(Heading(title(self._outcome), look, "h1"))
        if content.open:
            head.addWidget(Words(content.open, look, "body", "warn"))
        if len(content.cards) > 1:
            head.addWidget(Words(phrase("sheet.equals"), look, "lead", "ink2"))
        if content.pace:
            head.addWidget(Words(content.pace, look, "strong"))
        self._down.addLayout(head)

    def _add_part(self, heading: Phrase, hint: Phrase) -> None:
        look = self._look
        part = QVBoxLayout()
        part.setSpacing(look.px(4))
        part.setContentsMargins(0, look.px(14), 0, 0)
        part.addWidget(Heading(heading, look, "h2", 2))
        part.addWidget(Words(hint, look, "body", "ink2"))
        self._down.addLayout(part)

    def _notice(self, notice: Notice, back_to: str | None) -> Panel:
        look = self._look
        panel = Panel(look, fill="accent_soft", edge="accent", thick=2)
        panel.setObjectName("notice")
        panel.column.addWidget(Picture("info", look, 32))
        panel.column.addWidget(Heading(notice.title, look, "h2", 2))
        panel.column.addWidget(Words(notice.because, look))
        panel.column.addWidget(Words(notice.step, look, "strong"))
        panel.column.addWidget(SourceLine(notice.source, look))
        if back_to is not None:
            question = self._outcome.guide.get_question(back_to)
            button = Button(
                "back-to",
                phrase("ui.review.edit-spoken", question=question.short),
                look,
                "primary",
                "edit",
            )
            button.clicked.connect(lambda: self.edit_wanted.emit(back_to))
            panel.column.addLayout(flush(button))
        return panel

    def _others(self, is_open: bool) -> Fold:
        look, outcome = self._look, self._outcome
        number = len(outcome.not_concerned)
        is_all = number == len(outcome.verdicts)
        label = phrase("ui.results.all" if is_all else "ui.results.others", n=number)
        fold = Fold("others", label, look, is_open)
        fold.opened.connect(self.others_opened)
        if is_open:
            for verdict in outcome.not_concerned:
                fold.inside.addWidget(self._other(verdict))
        return fold

    def _other(self, verdict: MemberVerdict) -> Panel:
        look, outcome = self._look, self._outcome
        panel = Panel(look, pad=18)
        panel.setObjectName("other")
        panel.column.setSpacing(look.px(4))
        panel.column.addWidget(Heading(verdict.member.name, look, "h3", 3))
        panel.column.addWidget(Words(verdict.member.role, look, "body", "ink2"))
        changes = why_not(outcome.guide, outcome.answers, verdict.member.id, outcome.on)
        if changes is None:
            panel.column.addWidget(Words(phrase("ui.why-not.never"), look))
            return panel
        panel.column.addWidget(Words(phrase("ui.why-not.if", n=len(changes)), look))
        for change in changes:
            panel.column.addWidget(Item(look.say(_change(change, look)), look))
        return panel


def title(outcome: Outcome) -> Phrase:
    """The heading of the page: how many members to see, or that it is another matter."""
    number = len(outcome.recommended)
    if not number:
        return phrase("ui.results.none")
    words = phrase(f"ui.number-{number}") if number <= _NUMBERS else number
    return phrase("ui.results.title", n=number, number=words)


def _change(change: Change, look: Look) -> Phrase:
    choices = [look.say(phrase("ui.why-not.quoted", choice=c.label)) for c in change.choices]
    said = choices[0]
    for choice in choices[1:]:
        said = look.say(phrase("ui.why-not.or", left=said, right=choice))
    key = "ui.why-not.instead" if change.instead else "ui.why-not.added"
    return phrase(key, question=change.question.ask, choices=said)
