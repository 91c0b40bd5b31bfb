"""Two guides side by side: which question, choice, need, member of one is which of the other.

By id first; then, for what is left, by the permanent number: a number is never used again, so the
same number under a new id is the same thing renamed.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol, TypeVar

from desktop.guide.model import Box, Choice, Guide, Kind, Question


class Numbered(Protocol):
    """What has an id and a permanent number."""

    @property
    def id(self) -> str: ...
    @property
    def number(self) -> int: ...


_Item = TypeVar("_Item", bound=Numbered)
Pair = tuple[_Item | None, ...]
"""The same thing on each side; None on the side that does not have it."""


class OrdersDiffer(Exception):
    """Each of the guides needs one of these questions answered before the other."""

    def __init__(self, questions: Sequence[str]) -> None:
        super().__init__(", ".join(questions))
        self.questions = tuple(questions)


@dataclass(frozen=True)
class JointQuestion:
    """A question as each side asks it, and its choices as each side offers them."""

    sides: Pair[Question]
    choices: tuple[Pair[Choice], ...]

    @property
    def question(self) -> Question:
        """The question, as the last side that has it puts it."""
        return next(question for question in reversed(self.sides) if question is not None)

    @property
    def is_same(self) -> bool:
        """Whether every side offers the same answers and ends on the same ones."""
        kinds = {q and (q.kind is Kind.SEVERAL) for q in self.sides}
        return len(kinds) == 1 and all(
            len({c and (c.exclusive, c.ends) for c in pair}) == 1 for pair in self.choices
        )


Test = tuple[int, bool, frozenset[int]]
"""Place of the question, whether one of the choices must be there (else: none may), the choices."""

Tests = frozenset[Test]


class Joint:
    """One guide, or two, as one list of questions that each side's own order agrees with."""

    def __init__(self, *guides: Guide) -> None:
        self.guides = guides
        pairs = paired(*(guide.questions for guide in guides))
        self.questions = tuple(
            JointQuestion(pair, paired(*(q.choices if q else () for q in pair)))
            for pair in _ordered(guides, pairs)
        )
        self.place = tuple(
            {q.id: index for index, joint in enumerate(self.questions) if (q := joint.sides[side])}
            for side in range(len(guides))
        )
        self._choice_place = tuple(
            [
                {c.id: index for index, pair in enumerate(joint.choices) if (c := pair[side])}
                for joint in self.questions
            ]
            for side in range(len(guides))
        )

    def choices_of(self, side: int, index: int, ids: Iterable[str]) -> frozenset[int]:
        """The places of these choices of the question at `index`, as `side` calls them."""
        places = self._choice_place[side][index]
        return frozenset(places[choice] for choice in ids if choice in places)

    def tests_of(self, side: int, box: Box) -> Tests:
        """A box in the words common to both sides."""
        tests = []
        for literal in box:
            index = self.place[side][literal.question]
            named = self.choices_of(side, index, literal.any_of or literal.none_of)
            tests.append((index, bool(literal.any_of), named))
        return frozenset(tests)


def paired(*sides: Sequence[_Item]) -> tuple[Pair[_Item], ...]:
    """The items of all sides, each with itself on the other sides."""
    if len(sides) == 1:
        return tuple((item,) for item in sides[0])
    old, new = sides
    by_id = {item.id: item for item in new}
    twins = {item.id: by_id.pop(item.id) for item in old if item.id in by_id}
    by_number = {item.number: item for item in by_id.values()}
    for item in old:
        if item.id not in twins and item.number in by_number:
            twins[item.id] = by_number.pop(item.number)
    taken = {item.id for item in twins.values()}
    pairs: list[Pair[_Item]] = [(item, twins.get(item.id)) for item in old]
    return (*pairs, *((None, item) for item in new if item.id not in taken))


def _ordered(
    guides: Sequence[Guide], pairs: Sequence[Pair[Question]]
) -> tuple[Pair[Question], ...]:
    """The questions so that each comes after all that decides whether it is asked."""
    needed = [_needed(guide) for guide in guides]
    waiting = list(pairs)
    done: list[set[str]] = [set() for _ in guides]
    found: list[Pair[Question]] = []
    while waiting:
        ready = [pair for pair in waiting if _is_ready(pair, needed, done)]
        if not ready:
            raise OrdersDiffer([q.id for pair in waiting if all(pair) and (q := pair[-1])])
        pair = min(ready, key=lambda pair: _rank(guides, pair))
        waiting.remove(pair)
        found.append(pair)
        for side, question in enumerate(pair):
            if question is not None:
                done[side].add(question.id)
    return tuple(found)


def _needed(guide: Guide) -> dict[str, set[str]]:
    """For each question, those that must be answered first: named in its ask-when, or may end."""
    found: dict[str, set[str]] = {}
    ending: set[str] = set()
    for question in guide.questions:
        named = {literal.question for box in question.ask_when for literal in box}
        found[question.id] = named | ending
        if any(choice.ends for choice in question.choices):
            ending = ending | {question.id}
    return found


def _is_ready(
    pair: Pair[Question], needed: Sequence[dict[str, set[str]]], done: Sequence[set[str]]
) -> bool:
    return all(
        question is None or needed[side][question.id] <= done[side]
        for side, question in enumerate(pair)
    )


def _rank(guides: Sequence[Guide], pair: Pair[Question]) -> tuple[int, ...]:
    """Where a question stands, the newest guide's order first."""
    side = max(side for side, question in enumerate(pair) if question is not None)
    question = pair[side]
    position = [q.id for q in guides[side].questions].index(question.id) if question else 0
    return (position, side)
