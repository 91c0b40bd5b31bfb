"""Goes through every visit of one guide, or of two side by side, counting alike ones together.

The questions are taken in path order. All that earlier answers still decide is which boxes they
leave standing (see `layout`), so visits that agree on that are one state: how many, and one of
them. Nothing is listed and nothing is sampled.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import NamedTuple, TypeAlias

from desktop.guide.cutting import TooLarge
from desktop.guide.masks import Answers, to_choices
from desktop.proof.layout import Layout

MAX_STATES = 100_000
"""How many states may stand side by side before the walk gives up."""

WORK = 60_000
"""How many steps one walk may take before it gives up; the shipped guide takes a thousand."""

Steps: TypeAlias = "tuple[Steps, int, int, tuple[int, ...]] | None"
"""One visit: the steps before, the question's place, who asks it, the places of the choices."""

Cost = tuple[int, int]
"""How many answers change, then how many choices are given, or given otherwise."""

Reduce = Callable[[int, int], int | None]
"""From a state and the next question's place, to what of it is worth telling apart; None where
nothing more is worth following.
"""


@dataclass(frozen=True, slots=True)
class Found:
    """Visits that agree: how many, and the plainest of them."""

    visits: int
    cost: Cost = (0, 0)
    steps: Steps = None

    def with_(self, other: Found) -> Found:
        """Both together."""
        best = self if self.cost <= other.cost else other
        return Found(self.visits + other.visits, best.cost, best.steps)


class Answer(NamedTuple):
    """Answers to one question that come to the same: what they hold up, and for which sides.

    `size` stops at 2. `valid`: the sides where one can answer so; `shared`: those where more
    choices could be added. `near`: it is, so far, the very answer that costs nothing.
    """

    held: int
    refused: int
    closed: int
    size: int
    valid: int
    shared: int
    near: bool


class Alike(NamedTuple):
    """How many answers come to the same, and the plainest of them."""

    ways: int
    chosen: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Move:
    """One way to pass a question. `asks`: the sides that ask it; `keep`: the boxes it leaves."""

    asks: int
    valid: int
    keep: int
    ways: int
    cost: Cost
    chosen: tuple[int, ...]


class Walk:
    """Walks over a layout.

    `near`: the answers, on the first side, that cost nothing: the plainest visit is then the one
    that changes the fewest of them. A question that decides words only costs nothing either.
    """

    def __init__(self, layout: Layout, near: Answers | None = None) -> None:
        self.layout = layout
        self._near = None if near is None else self._read(near)
        self._memo: dict[tuple[int, int, int], tuple[Move, ...]] = {}
        self._left = WORK

    def _spend(self, steps: int) -> None:
        self._left -= steps
        if self._left < 0:
            raise TooLarge

    def _read(self, near: Answers) -> dict[int, frozenset[int]]:
        joint = self.layout.joint
        found = {}
        for question_id, index in joint.place[0].items():
            question = joint.guides[0].get_question(question_id)
            values = to_choices(question, near.get(question_id, ()))
            found[index] = joint.choices_of(0, index, values)
        return found

    def _nearest(self, index: int) -> frozenset[int] | None:
        return None if self._near is None else self._near.get(index, frozenset())

    def run(self, reduce: Reduce) -> dict[int, Found]:
        """The states of all visits at their end, less those that `reduce` leaves.

        A visit of two sides answers what either asks, as both take it where both ask.
        Raises TooLarge.
        """
        first = reduce(self.layout.start, 0)
        states = {} if first is None else {first: Found(1)}
        for index in range(len(self.layout.looks)):
            following: dict[int, Found] = {}
            for state, found in states.items():
                moves = self.moves(index, state)
                self._spend(len(moves))
                for move in moves:
                    after = reduce(state & move.keep, index + 1)
                    if after is not None and move.valid == move.asks:
                        new = _after(found, index, move)
                        old = following.get(after)
                        following[after] = new if old is None else old.with_(new)
            if len(following) > MAX_STATES:
                raise TooLarge
            states = following
        return states

    def moves(self, index: int, state: int) -> tuple[Move, ...]:
        """The ways to pass the question at `index`, as far as they differ from `state` on."""
        layout, look = self.layout, self.layout.looks[index]
        asks = 0
        for side in range(layout.sides):
            asks |= bool(layout.on(side, state) & look.ask) << side
        seen = state & (layout.both(look.looking) | look.closable)
        moves = self._memo.get((index, asks, seen))
        if moves is None:
            moves = self._memo[index, asks, seen] = tuple(self._moves(index, asks, state))
        return moves

    def _moves(self, index: int, asks: int, state: int) -> Iterator[Move]:
        if not asks:
            yield Move(0, 0, self.standing(index, 0, None), 1, (0, 0), ())
            return
        near, question = self._nearest(index), self.layout.joint.questions[index].question
        for answer, alike in self.answers(index, asks, state).items():
            keep = self.standing(index, asks, answer)
            counts = not (answer.near or question.decides_words)
            cost = (int(counts), _distance(alike.chosen, near))
            yield Move(asks, answer.valid, keep, alike.ways, cost, alike.chosen)

    def standing(self, index: int, asks: int, answer: Answer | None) -> int:
        """The boxes left standing by an answer, where it is asked; what asked it goes."""
        layout, look = self.layout, self.layout.looks[index]
        free = left = layout.every & ~look.looking
        if answer is not None:
            left = free | answer.held | look.answered & ~answer.refused
        keep = 0
        for side in range(layout.sides):
            keep |= (left if asks >> side & 1 else free) << side * layout.width
        return keep & ~layout.both(look.ask) & ~(answer.closed if answer else 0)

    def answers(self, index: int, asks: int, state: int) -> dict[Answer, Alike]:
        """Every answer to the question that one of the sides asking takes, alike ones together."""
        layout, look = self.layout, self.layout.looks[index]
        alive = 0
        for side in range(layout.sides):
            alive |= layout.on(side, state)
        near = self._nearest(index)
        answers = {Answer(0, 0, 0, 0, asks, asks, True): Alike(1, ())}
        for place in range(len(look.offered)):
            following: dict[Answer, Alike] = {}
            for answer, alike in answers.items():
                left = answer._replace(near=answer.near and (near is None or place not in near))
                _add(following, left, alike, near)
                shared = answer.shared & look.shared[place]
                valid = shared if answer.size else asks & look.offered[place]
                if valid:
                    taken = Answer(
                        answer.held | look.any_of[place] & alive,
                        answer.refused | look.not_these[place] & alive,
                        answer.closed | look.closes[place] & state,
                        min(answer.size + 1, 2),
                        valid,
                        shared,
                        answer.near and (near is None or place in near),
                    )
                    _add(following, taken, Alike(alike.ways, (*alike.chosen, place)), near)
            answers = following
            self._spend(len(answers))
        return _given(answers, near)

    def tell(self, found: Found, side: int) -> dict[str, tuple[str, ...]]:
        """The plainest of these visits as one side asks it, in its own ids and order."""
        joint, told = self.layout.joint, {}
        steps = found.steps
        while steps is not None:
            steps, index, asks, chosen = steps
            question = joint.questions[index].sides[side]
            if question is not None and chosen and asks >> side & 1:
                pairs = (joint.questions[index].choices[place] for place in chosen)
                ids = {choice.id for pair in pairs if (choice := pair[side])}
                told[question.id] = tuple(c.id for c in question.choices if c.id in ids)
        order = joint.guides[side].questions
        return {question.id: told[question.id] for question in order if question.id in told}


def _after(found: Found, index: int, move: Move) -> Found:
    cost = (found.cost[0] + move.cost[0], found.cost[1] + move.cost[1])
    return Found(found.visits * move.ways, cost, (found.steps, index, move.asks, move.chosen))


def _add(
    answers: dict[Answer, Alike], answer: Answer, alike: Alike, near: frozenset[int] | None
) -> None:
    old = answers.get(answer)
    if old is not None:
        ranked = ((_distance(chosen, near), chosen) for chosen in (old.chosen, alike.chosen))
        alike = Alike(old.ways + alike.ways, min(ranked)[1])
    answers[answer] = alike


def _distance(chosen: tuple[int, ...], near: frozenset[int] | None) -> int:
    """How many choices are given, or how many differ from the answer that costs nothing."""
    return len(chosen) if near is None else len(near.symmetric_difference(chosen))


def _given(answers: dict[Answer, Alike], near: frozenset[int] | None) -> dict[Answer, Alike]:
    """The answers with something in them, what made the difference on the way forgotten."""
    found: dict[Answer, Alike] = {}
    for answer, alike in answers.items():
        if answer.size:
            _add(found, answer._replace(size=0, shared=0), alike, near)
    return found
