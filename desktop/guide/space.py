"""The whole space of a guide's answers, as boxes that can be cut, compared and counted exactly.

A box is one whole number with a field of bits for each dimension (see `cutting`). A one-choice
question is one dimension, with a last value "not asked"; a several-choice question is one dimension
for being asked and one yes/no for each choice.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import product
from math import prod

from desktop.guide.cutting import NODE_BUDGET, Budget, Cutter, TooLarge
from desktop.guide.masks import Answers, to_choices
from desktop.guide.model import Condition, Guide, Kind, Literal, Question

__all__ = ["NODE_BUDGET", "Dimension", "Region", "Space", "TooLarge"]

MAX_BOXES = 100_000
"""Into how many boxes one condition may fall."""


@dataclass(frozen=True, slots=True)
class Dimension:
    """One field: where it starts and how many values it has."""

    question: Question
    start: int
    size: int
    choice: str | None = None

    @property
    def mask(self) -> int:
        """All its values."""
        return ((1 << self.size) - 1) << self.start


@dataclass(frozen=True, slots=True)
class Region:
    """A part of the space: a box, less the boxes of `except_`."""

    box: int
    except_: tuple[int, ...]


class Space:
    """The space of a guide's visits; made once for a guide by `guide.derived(Space)`."""

    def __init__(self, guide: Guide) -> None:
        self.guide = guide
        self.dimensions: list[Dimension] = []
        self._first: dict[str, int] = {}
        self._width = 0
        for question in guide.questions:
            self._lay_out(question)
        self.full = sum(dimension.mask for dimension in self.dimensions)
        self.cutter = Cutter([dimension.mask for dimension in self.dimensions])
        self._unreachable_by_question: dict[str, tuple[int, ...]] = {}
        self._list_unreachable()
        self.unreachable = tuple(
            dict.fromkeys(box for boxes in self._unreachable_by_question.values() for box in boxes)
        )

    def _lay_out(self, question: Question) -> None:
        self._first[question.id] = len(self.dimensions)
        if question.kind is Kind.SEVERAL:
            self._add_dimension(question, 2)
            for choice in question.choices:
                self._add_dimension(question, 2, choice.id)
        else:
            self._add_dimension(question, len(question.choices) + 1)

    def _add_dimension(self, question: Question, size: int, choice: str | None = None) -> None:
        self.dimensions.append(Dimension(question, self._width, size, choice))
        self._width += size + 1

    # Boxes of the guide

    def boxes_of(self, condition: Condition) -> list[int]:
        """The boxes in which `condition` holds (they may overlap)."""
        found = []
        for box in condition:
            if prod(len(self._parts(literal)) for literal in box) > MAX_BOXES:
                raise TooLarge
            for parts in product(*(self._parts(literal) for literal in box)):
                whole = self.full
                for part in parts:
                    whole &= part
                if self.is_some(whole):
                    found.append(whole)
        return found

    def _parts(self, literal: Literal) -> list[int]:
        question = self.guide.get_question(literal.question)
        if question.kind is not Kind.SEVERAL:
            return [self._values(question, literal)]
        if literal.any_of:
            return [self.saying(question, choice, True) for choice in sorted(literal.any_of)]
        box = self.asked(question, True)
        for choice in literal.none_of:
            box &= self.saying(question, choice, False)
        return [box]

    def _values(self, question: Question, literal: Literal) -> int:
        wanted = 0
        for index, choice in enumerate(question.choices):
            named = choice.id in (literal.any_of or literal.none_of)
            if named is bool(literal.any_of):
                wanted |= 1 << index
        return self._only(self._first[question.id], wanted)

    def _only(self, index: int, values: int) -> int:
        dimension = self.dimensions[index]
        return self.full & ~dimension.mask | values << dimension.start

    def asked(self, question: Question, yes: bool) -> int:
        """The box in which the question is asked, or is not."""
        if question.kind is Kind.SEVERAL:
            return self._only(self._first[question.id], 2 if yes else 1)
        count = len(question.choices)
        return self._only(self._first[question.id], (1 << count) - 1 if yes else 1 << count)

    def asked_values(self, question: Question) -> int:
        """The bits of the question's first field that say that it is asked."""
        return self.asked(question, True) & self.dimensions[self._first[question.id]].mask

    def fields_of(self, question: Question) -> int:
        """All the bits of the question's dimensions."""
        return self._fields[question.id]

    def saying(self, question: Question, choice_id: str, yes: bool) -> int:
        """The box in which the choice is among the answers, or is not."""
        index = [choice.id for choice in question.choices].index(choice_id)
        first = self._first[question.id]
        if question.kind is Kind.SEVERAL:
            return self._only(first + 1 + index, 2 if yes else 1)
        others = (1 << len(question.choices) + 1) - 1 - (1 << index)
        return self._only(first, 1 << index if yes else others)

    def _list_unreachable(self) -> None:
        """For each question, the boxes that no visit can be in: asked off the path, and so on."""
        not_ended = self.full
        for question in self.guide.questions:
            found: list[int] = []
            on_path = [box & not_ended for box in self.boxes_of(question.ask_when)]
            on_path = [box for box in on_path if self.is_some(box)]
            found += [box & self.asked(question, False) for box in on_path]
            found += [b & self.asked(question, True) for b in self.gaps(self.full, on_path)]
            found += self.no_such_answer(question)
            self._unreachable_by_question[question.id] = tuple(found)
            for choice in question.choices:
                if choice.ends:
                    not_ended &= self.saying(question, choice.id, False)

    def no_such_answer(self, question: Question) -> Iterator[int]:
        """The boxes of answers that a several-choice question does not take."""
        if question.kind is not Kind.SEVERAL:
            return
        asked, off = self.asked(question, True), self.asked(question, False)
        nothing = asked
        for choice in question.choices:
            yes = self.saying(question, choice.id, True)
            nothing &= self.saying(question, choice.id, False)
            yield off & yes
            if choice.exclusive:
                for other in question.choices:
                    if other.id != choice.id and (not other.exclusive or other.id > choice.id):
                        yield yes & self.saying(question, other.id, True)
        yield nothing

    def region(
        self, answers: Answers, off: Iterable[Question] = (), unsure: Iterable[Question] = ()
    ) -> Region:
        """Every visit that these answers can still become.

        Answers to questions of `off` are not used; those of `unsure` count if they are asked.
        """
        box, extra = self.full, list(self.unreachable)
        unused = {question.id for question in off}
        uncertain = {question.id for question in unsure}
        for question in self.guide.questions:
            values = answers.get(question.id)
            if not values or question.id in unused:
                continue
            if question.id in uncertain:
                extra += self._other_answers(question, values)
            else:
                box &= self._exactly(question, values)
        meeting = (item & box for item in extra)
        return Region(box, tuple(item for item in meeting if self.is_some(item)))

    def _exactly(self, question: Question, values: tuple[str, ...]) -> int:
        chosen = to_choices(question, values)
        box = self.asked(question, True)
        for choice in question.choices:
            if question.kind is Kind.SEVERAL or choice.id in chosen:
                box &= self.saying(question, choice.id, choice.id in chosen)
        return box

    def _other_answers(self, question: Question, values: tuple[str, ...]) -> list[int]:
        asked = self.asked(question, True)
        return [box & asked for box in self.gaps(asked, [self._exactly(question, values)])]

    # What no visit can be in

    def unreachable_near(self, boxes: Iterable[int]) -> tuple[int, ...]:
        """The unreachable boxes that matter to whoever looks only at the fields `boxes` look at.

        All other questions can be answered whatever those are: each has an answer on every path.
        """
        looked_at = 0
        for box in boxes:
            looked_at |= self.full ^ box
        found: dict[int, None] = {}
        seen: set[str] = set()
        for question in self.guide.questions:
            if looked_at & self._fields[question.id]:
                for name in self._led_by[question.id]:
                    if name not in seen:
                        seen.add(name)
                        found |= dict.fromkeys(self._unreachable_by_question[name])
        return tuple(found)

    @cached_property
    def _fields(self) -> dict[str, int]:
        found: dict[str, int] = dict.fromkeys(self._first, 0)
        for dimension in self.dimensions:
            found[dimension.question.id] |= dimension.mask
        return found

    @cached_property
    def _led_by(self) -> dict[str, frozenset[str]]:
        """For each question, itself and all those on which its being asked depends."""
        found: dict[str, frozenset[str]] = {}
        ending: frozenset[str] = frozenset()
        for question in self.guide.questions:
            named = {literal.question for box in question.ask_when for literal in box}
            above = frozenset[str]().union(*(found[name] for name in named))
            found[question.id] = above | ending | {question.id}
            if any(choice.ends for choice in question.choices):
                ending |= found[question.id]
        return found

    def questions_led_by(self, question: Question) -> list[Question]:
        """The other questions whose being asked depends on this one."""
        return [
            other
            for other in self.guide.questions
            if other is not question and question.id in self._led_by[other.id]
        ]

    def questions_of(self, splits: dict[int, int]) -> list[Question]:
        """The questions whose fields a search had to split, the most split first."""
        counts = {
            question.id: sum(
                times for guard, times in splits.items() if guard >> 1 & self._fields[question.id]
            )
            for question in self.guide.questions
        }
        split = [question for question in self.guide.questions if counts[question.id]]
        return sorted(split, key=lambda question: -counts[question.id])

    # Cutting boxes

    def is_some(self, box: int) -> bool:
        """Whether the box holds anything: no field is empty."""
        return self.cutter.is_some(box)

    def gaps(self, box: int, cover: Iterable[int], budget: int = NODE_BUDGET) -> Iterator[int]:
        """The part of `box` that `cover` leaves bare, as disjoint boxes; raises TooLarge."""
        return self.cutter.gaps(box, cover, Budget(budget))

    def find_gap(self, box: int, cover: Iterable[int], budget: int = NODE_BUDGET) -> int | None:
        """One part of `box` that `cover` leaves bare; None if it leaves nothing. Or TooLarge."""
        return self.cutter.find_gap(box, cover, Budget(budget))

    def count(self, box: int) -> int:
        """How many points the box holds."""
        return prod((box & dimension.mask).bit_count() for dimension in self.dimensions)
