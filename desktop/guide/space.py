"""The whole space of a guide's answers, as boxes that can be cut, compared and counted exactly.

A box is one whole number: a field of bits for each dimension (a bit for each value still allowed)
and above each field a guard bit, always 0. `box & other` is their meeting, and a meeting is empty
when one of its fields is, which one addition tells. A one-choice question is one dimension, with a
last value "not asked"; a several-choice question is one dimension for being asked and one yes/no
for each choice.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import product

from desktop.guide.masks import Answers, to_choices
from desktop.guide.model import Condition, Guide, Kind, Literal, Question

NODE_BUDGET = 2_000_000
"""How many boxes one search may cut before it gives up."""


class TooLarge(Exception):
    """A search went past its budget: nothing is known, and nothing is guessed."""


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
        self._ones = self.full
        self._guards = sum(1 << d.start + d.size for d in self.dimensions)
        # The field in which a bit stands, for cutting without a search.
        self._field_of = [0] * (self._width + 1)
        for dimension in self.dimensions:
            for bit in range(dimension.size):
                self._field_of[dimension.start + bit] = dimension.mask
        self.unreachable = tuple(self._unreachable())

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

    def fields_of(self, question: Question) -> int:
        """All the bits of the question's dimensions."""
        first = self._first[question.id]
        count = 1 + len(question.choices) if question.kind is Kind.SEVERAL else 1
        return sum(dimension.mask for dimension in self.dimensions[first : first + count])

    def saying(self, question: Question, choice_id: str, yes: bool) -> int:
        """The box in which the choice is among the answers, or is not."""
        index = [choice.id for choice in question.choices].index(choice_id)
        first = self._first[question.id]
        if question.kind is Kind.SEVERAL:
            return self._only(first + 1 + index, 2 if yes else 1)
        others = (1 << len(question.choices) + 1) - 1 - (1 << index)
        return self._only(first, 1 << index if yes else others)

    def _unreachable(self) -> Iterator[int]:
        """Boxes that no visit can be in: asked off the path, empty answers, exclusive pairs."""
        not_ended = self.full
        for question in self.guide.questions:
            on_path = [box & not_ended for box in self.boxes_of(question.ask_when)]
            on_path = [box for box in on_path if self.is_some(box)]
            for box in on_path:
                yield box & self.asked(question, False)
            for box in self.gaps(self.full, on_path):
                yield box & self.asked(question, True)
            if question.kind is Kind.SEVERAL:
                yield from self._no_such_answer(question)
            for choice in question.choices:
                if choice.ends:
                    not_ended &= self.saying(question, choice.id, False)

    def _no_such_answer(self, question: Question) -> Iterator[int]:
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

    # Cutting boxes

    def is_some(self, box: int) -> bool:
        """Whether the box holds anything: no field is empty."""
        return (box + self._ones) & self._guards == self._guards

    def gaps(self, box: int, cover: Iterable[int], budget: int = NODE_BUDGET) -> Iterator[int]:
        """The part of `box` that `cover` leaves bare, as disjoint boxes.

        Raises TooLarge once more than `budget` boxes have been cut.
        """
        stack: list[tuple[int, Sequence[int]]] = [(box, tuple(cover))]
        ones, guards = self._ones, self._guards
        while stack:
            current, candidates = stack.pop()
            meeting = [b for b in candidates if ((current & b) + ones) & guards == guards]
            if not meeting:
                yield current
                continue
            budget -= 1
            if budget < 0:
                raise TooLarge
            pivot, parts = self._best_cut(current, meeting)
            rest = [b for b in meeting if b is not pivot]
            stack.extend((part, rest) for part in parts)

    def _best_cut(self, current: int, meeting: list[int]) -> tuple[int, list[int]]:
        """Cuts by the box that leaves the least: the one cutting in the fewest dimensions."""
        pivot = min(meeting, key=lambda b: (current & ~b).bit_count())
        return pivot, self._cut(current, pivot)

    def _cut(self, box: int, other: int) -> list[int]:
        parts = []
        outside = box & ~other
        while outside:
            field = self._field_of[(outside & -outside).bit_length() - 1]
            parts.append(box & ~field | outside & field)
            box &= ~field | other
            outside &= ~field
        return parts

    def find_gap(self, box: int, cover: Iterable[int]) -> int | None:
        """One part of `box` that `cover` leaves bare; None if it leaves nothing."""
        return next(self.gaps(box, cover), None)

    def count(self, box: int) -> int:
        """How many points the box holds."""
        total = 1
        for dimension in self.dimensions:
            total *= (box & dimension.mask).bit_count()
        return total
