"""The boxes of one guide, or of two side by side, each with its bit; what each question decides.

A state is one whole number: for each side in turn, a bit for each box left standing. Both sides
number their boxes alike, so that a box both have stands at the same place in each.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence

from desktop.guide.model import Condition, Kind
from desktop.proof.joint import Joint, Tests

Groups = Mapping[Hashable, Sequence[Sequence[Condition]]]
"""Name → for each side, conditions of which one must hold for the group to hold there."""


class Look:
    """What the boxes look for at one question; each list has an item for each choice."""

    def __init__(self, choices: int) -> None:
        self.any_of = [0] * choices
        self.not_these = [0] * choices
        self.closes = [0] * choices
        """What a choice that ends leaves unasked, on the sides where it ends."""
        self.offered = [0] * choices
        """The sides that offer it."""
        self.shared = [0] * choices
        """The sides where it can be given along with others."""
        self.answered = 0
        self.looking = 0
        self.ask = 0
        self.closable = 0

    def note(self, place: int, is_any: bool, choices: frozenset[int]) -> None:
        """Takes note that the box at `place` makes this test here."""
        self.looking |= 1 << place
        if not is_any:
            self.answered |= 1 << place
        for choice in choices:
            (self.any_of if is_any else self.not_these)[choice] |= 1 << place


class Layout:
    """Where each box of some groups stands. `marks` more places hold no box and are never cleared:
    they are for whoever reduces states to write in.
    """

    def __init__(self, joint: Joint, groups: Groups, marks: int = 0) -> None:
        self.joint = joint
        self.sides = len(joint.guides)
        self._places: dict[tuple[Hashable, Tests], int] = {}
        self._positions: dict[Hashable, int] = {}
        self._starts = [0] * self.sides
        self._place_asks()
        for name, conditions in groups.items():
            for side, listed in enumerate(conditions):
                for condition in listed:
                    self._add(name, side, condition)
        self.boxes = len(self._places)
        self.width = self.boxes + marks
        self.every = (1 << self.width) - 1
        self.looks = tuple(Look(len(question.choices)) for question in joint.questions)
        for (_, tests), place in self._places.items():
            for index, is_any, choices in tests:
                self.looks[index].note(place, is_any, choices)
        self._offer()
        self._close()
        self.settled = self._settle()
        """For each question's place, the boxes that no question from there on can fell."""

    def _place_asks(self) -> None:
        for side, guide in enumerate(self.joint.guides):
            for question in guide.questions:
                index = self.joint.place[side][question.id]
                self._add(("ask", index), side, question.ask_when)

    def _add(self, name: Hashable, side: int, condition: Condition) -> None:
        for box in condition:
            key = (name, self.joint.tests_of(side, box))
            bit = 1 << self._places.setdefault(key, len(self._places))
            self._starts[side] |= bit
            self._positions[name] = self._positions.get(name, 0) | bit

    def _offer(self) -> None:
        for index, (look, joint) in enumerate(zip(self.looks, self.joint.questions, strict=True)):
            look.ask = self.positions(("ask", index))
            for side, question in enumerate(joint.sides):
                several = question is not None and question.kind is Kind.SEVERAL
                for place, pair in enumerate(joint.choices):
                    choice = pair[side]
                    if choice is not None:
                        look.offered[place] |= 1 << side
                        look.shared[place] |= (several and not choice.exclusive) << side

    def _close(self) -> None:
        for side, guide in enumerate(self.joint.guides):
            later = 0
            for question in reversed(guide.questions):
                look = self.looks[index := self.joint.place[side][question.id]]
                ending = [choice.id for choice in question.choices if choice.ends]
                for place in self.joint.choices_of(side, index, ending):
                    look.closes[place] |= later << side * self.width
                    look.closable |= look.closes[place]
                later |= look.ask

    def _settle(self) -> tuple[int, ...]:
        settled = [self.every]
        for look in reversed(self.looks):
            settled.append(settled[-1] & ~look.looking)
        return tuple(reversed(settled))

    @property
    def start(self) -> int:
        """Every box standing."""
        return sum(bits << side * self.width for side, bits in enumerate(self._starts))

    def positions(self, name: Hashable) -> int:
        """The places of a group's boxes, whichever side has them."""
        return self._positions.get(name, 0)

    def mark(self, number: int) -> int:
        """The place of the mark of this number."""
        return 1 << self.boxes + number

    def both(self, places: int) -> int:
        """The same places on every side."""
        return sum(places << side * self.width for side in range(self.sides))

    def on(self, side: int, state: int) -> int:
        """One side's part of a state, as places."""
        return state >> side * self.width & self.every
