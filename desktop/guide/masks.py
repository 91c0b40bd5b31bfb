"""A guide as bitmasks: for each question and answer, which of the guide's boxes it leaves standing.

One bit for each box of a route, of an uncovered need, of a question's ask-when. Taking the masks of
the answers together gives at once the boxes that hold, the questions on the path, and what an
unfinished visit has already decided.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from desktop.guide.model import Box, Guide, Kind, Literal, Question, Route, Uncovered

Answers = Mapping[str, tuple[str, ...]]
"""Question id → the values chosen, in the visitor's own order; () or absent means unanswered.

A territory is a choice of the question, or the INSEE code of a commune in one of its departments.
"""

MEMO_LIMIT = 20_000
"""How many different answers to one question are remembered before starting anew."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What the answers come to.

    `certain`: the boxes that hold whatever is answered next. `possible`: those that still may.
    `path`: the questions asked, unless an open question ends the interview before them.
    `maybe`: those that other answers could still open. `set_aside`: the answered questions that are
    off the path. `unsure`: the answered ones that may yet fall off it. `unanswered`: the questions
    of the path without an answer.
    """

    certain: int
    possible: int
    path: tuple[Question, ...]
    maybe: tuple[Question, ...]
    set_aside: tuple[Question, ...]
    unsure: tuple[Question, ...]
    unanswered: tuple[Question, ...]


class QuestionMasks:
    """The masks of one question."""

    def __init__(self, question: Question, free: int, ask: int) -> None:
        self.question = question
        self.free = free
        """Boxes that do not look at this question."""
        self.ask = ask
        """Boxes of which one must hold for the question to be asked."""
        self.may_end = any(choice.ends for choice in question.choices)
        self._any_of: dict[str, int] = {}
        self._not_these: dict[str, int] = {}
        self._answered = 0
        self._closes: dict[str, int] = {}
        self._memo: dict[tuple[str, ...], int] = {}

    def add(self, literal: Literal, bit: int) -> None:
        """Takes note that the box of `bit` makes this test here."""
        if literal.any_of:
            for choice in literal.any_of:
                self._any_of[choice] = self._any_of.get(choice, 0) | bit
            return
        self._answered |= bit
        for choice in literal.none_of:
            self._not_these[choice] = self._not_these.get(choice, 0) | bit

    def close(self, choice: str, later_asks: int) -> None:
        """Takes note that `choice` ends the interview: no later question is asked."""
        self._closes[choice] = later_asks

    def standing(self, values: tuple[str, ...]) -> int:
        """The boxes that this answer leaves standing."""
        mask = self._memo.get(values)
        if mask is None:
            if len(self._memo) >= MEMO_LIMIT:
                self._memo.clear()
            if self.question.kind is Kind.TERRITORY:
                mask = self._combine(to_choices(self.question, values))
            else:
                mask = self._combine(values)
            self._memo[values] = mask
        return mask

    def _combine(self, choices: Iterable[str]) -> int:
        held = self.free | self._answered
        for choice in choices:
            held |= self._any_of.get(choice, 0)
        if self._not_these or self._closes:
            for choice in choices:
                held &= ~self._not_these.get(choice, 0) & ~self._closes.get(choice, 0)
        return held


class Masks:
    """A guide's masks; made once for a guide by `guide.derived(Masks)`."""

    def __init__(self, guide: Guide) -> None:
        self.guide = guide
        self._boxes: list[Box] = []
        self._bits: dict[str, int] = {}
        # The path's boxes take the low bits: looking at them stays short however many routes.
        asks = {question.id: self._place(question.ask_when) for question in guide.questions}
        # Then a member's boxes stand together, so that its part of them can be looked at alone.
        order = {member.id: rank for rank, member in enumerate(guide.members)}
        routes = sorted(guide.routes, key=lambda route: order[route.member])
        items: tuple[Route | Uncovered, ...] = (*guide.uncovered, *routes)
        for item in items:
            self._bits[item.id] = self._place(item.when)
        self.all = (1 << len(self._boxes)) - 1
        self.questions = tuple(self._masks_of(question, asks) for question in guide.questions)
        self._fill()
        self._close(asks)
        # A question that no box looks at and that ends nothing cannot change what holds.
        self._deciding = tuple(
            (masks.question.id, masks.ask, masks.free, masks.standing)
            for masks in self.questions
            if masks.free != self.all or masks.may_end
        )

    def _place(self, condition: tuple[Box, ...]) -> int:
        start = len(self._boxes)
        self._boxes.extend(condition)
        return ((1 << len(condition)) - 1) << start

    def _masks_of(self, question: Question, asks: dict[str, int]) -> QuestionMasks:
        looked_at = 0
        for index, box in enumerate(self._boxes):
            if any(literal.question == question.id for literal in box):
                looked_at |= 1 << index
        return QuestionMasks(question, self.all & ~looked_at, asks[question.id])

    def _fill(self) -> None:
        by_id = {masks.question.id: masks for masks in self.questions}
        for index, box in enumerate(self._boxes):
            for literal in box:
                by_id[literal.question].add(literal, 1 << index)

    def _close(self, asks: dict[str, int]) -> None:
        later = 0
        for masks in reversed(self.questions):
            for choice in masks.question.choices:
                if choice.ends:
                    masks.close(choice.id, later)
            later |= asks[masks.question.id]

    def bits_of(self, item_id: str) -> int:
        """The bits of a route's or an uncovered need's boxes: it holds when one of them does."""
        return self._bits[item_id]

    def fired(self, answers: Answers) -> int:
        """The boxes that hold on a finished visit: the short way, for whoever needs no more."""
        mask = self.all
        for question_id, ask, free, standing in self._deciding:
            values = answers.get(question_id)
            if values and mask & ask:
                mask &= standing(values)
            else:
                mask &= free
        return mask

    def read(self, answers: Answers) -> Reading:
        """All that the answers come to, finished or not."""
        walk = _Walk(self.all)
        for masks in self.questions:
            walk.pass_by(masks, answers.get(masks.question.id) or ())
        return Reading(
            walk.certain,
            walk.possible,
            tuple(walk.path),
            tuple(walk.maybe),
            tuple(walk.set_aside),
            tuple(walk.unsure),
            tuple(question for question in walk.path if not answers.get(question.id)),
        )


class _Walk:
    """One walk down the questions, in order, with what holds so far."""

    def __init__(self, everything: int) -> None:
        self.certain = self.possible = everything
        # What holds if no open question ends the interview: it says which questions to ask.
        self._asked = everything
        self._all = everything
        self._may_end = False
        self.path: list[Question] = []
        self.maybe: list[Question] = []
        self.set_aside: list[Question] = []
        self.unsure: list[Question] = []

    def pass_by(self, masks: QuestionMasks, values: tuple[str, ...]) -> None:
        """Takes the question and its answer into account."""
        if not self.possible & masks.ask:
            if values:
                self.set_aside.append(masks.question)
            self._narrow(masks.free, masks.free, masks.free)
            return
        is_asked = bool(self._asked & masks.ask)
        (self.path if is_asked else self.maybe).append(masks.question)
        if not values:
            self._narrow(masks.free, self._all, masks.free)
            self._may_end |= masks.may_end
            return
        standing = masks.standing(values)
        is_sure = is_asked and not self._may_end
        if not is_sure:
            self.unsure.append(masks.question)
        # Where the question may not be asked at all, its answer may or may not end the interview.
        self._may_end |= masks.may_end and not is_asked
        self._narrow(
            standing if is_sure else masks.free,
            standing if is_asked else standing | masks.free,
            standing if is_asked else masks.free,
        )

    def _narrow(self, certain: int, possible: int, asked: int) -> None:
        self.certain &= certain
        self.possible &= possible
        self._asked &= asked


def to_choices(question: Question, values: tuple[str, ...]) -> tuple[str, ...]:
    """The choices that `values` stand for: a commune stands for its department.

    A commune's INSEE code begins with its department's code; its postal code may not.
    """
    if question.kind is not Kind.TERRITORY:
        return values
    return tuple(_to_department(question, value) for value in values)


def _to_department(question: Question, value: str) -> str:
    if question.find_choice(value) is not None:
        return value
    for choice in question.choices:
        if choice.id[:1].isdigit() and value.startswith(choice.id):
            return choice.id
    return value
