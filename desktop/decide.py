"""The decision alone: which member, by which routes. What routing explains and what is measured."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from desktop.guide.masks import MEMO_LIMIT, Answers, Masks
from desktop.guide.model import Guide, Route, Uncovered, Verdict

MAX_DATES = 32

MEMBER_MEMO_LIMIT = 5_000
"""How many sets of one member's boxes are remembered before starting anew."""


@dataclass(frozen=True, slots=True)
class Decided:
    """One member's verdict, the routes it rests on, and the weaker routes beside them.

    Each route carries its id, its reason and its place in the source.
    """

    member: str
    verdict: Verdict
    routes: tuple[Route, ...] = ()
    also: tuple[Route, ...] = ()


@dataclass(frozen=True, slots=True)
class Decision:
    """A verdict for every member, in the guide's order, and what the network does not cover."""

    members: tuple[Decided, ...]
    uncovered: tuple[Uncovered, ...]


class Decider:
    """Decides visits under the routes in force on one day."""

    def __init__(self, guide: Guide, on: date) -> None:
        masks = guide.derived(Masks)
        routes = routes_in_force(guide, on)
        self._fired = masks.fired
        self._uncovered = _items(masks, guide.uncovered)
        self._uncovered_boxes = _all_boxes(masks, guide.uncovered)
        self.in_force = self._uncovered_boxes | _all_boxes(masks, routes)
        # What the same boxes decide is worked out once, for a whole visit and for each member: a
        # day's visits come to few sets of boxes, and the boxes of one member to far fewer.
        self._memo: dict[int, Decision] = {}
        self._members = tuple(
            _Member(masks, member.id, [route for route in routes if route.member == member.id])
            for member in guide.members
        )

    def decide(self, answers: Answers) -> Decision:
        """What the answers decide for certain; for a finished visit, its outcome."""
        fired = self._fired(answers) & self.in_force
        decision = self._memo.get(fired)
        if decision is None:
            if len(self._memo) >= MEMO_LIMIT:
                self._memo.clear()
            decision = self._memo[fired] = self.decide_fired(fired)
        return decision

    def decide_fired(self, fired: int) -> Decision:
        """The decision that these boxes (within `in_force`) make."""
        decided = [
            member.memo.get(fired >> member.start & member.boxes) or member.decide(fired)
            for member in self._members
        ]
        boxes = fired & self._uncovered_boxes
        if not boxes:
            return Decision(tuple(decided), ())
        uncovered = _held(self._uncovered, boxes)
        consider = {item.consider for item in uncovered}
        return Decision(
            tuple(_considered(one) if one.member in consider else one for one in decided),
            tuple(uncovered),
        )

    def forget(self) -> None:
        """Empties what was worked out before: for measuring without it."""
        self._memo.clear()
        for member in self._members:
            member.memo.clear()


class _Member:
    """One member's routes, by the boxes that concern it, and what each set of them decided.

    Its boxes are numbered from `start`: it looks at its own part of a long number only.
    """

    def __init__(self, masks: Masks, member_id: str, routes: list[Route]) -> None:
        boxes = _all_boxes(masks, routes)
        self.start = max((boxes & -boxes).bit_length() - 1, 0)
        self.boxes = boxes >> self.start
        self.memo: dict[int, Decided] = {}
        self._id = member_id
        self._routes = _items(masks, routes, self.start)

    def decide(self, fired: int) -> Decided:
        """What these boxes decide for the member."""
        own = fired >> self.start & self.boxes
        if len(self.memo) >= MEMBER_MEMO_LIMIT:
            self.memo.clear()
        found = self.memo[own] = _decided(self._id, _held(self._routes, own))
        return found


_Item = TypeVar("_Item", Route, Uncovered)


def _all_boxes(masks: Masks, items: Iterable[Route | Uncovered]) -> int:
    boxes = 0
    for item in items:
        boxes |= masks.bits_of(item.id)
    return boxes


def _items(masks: Masks, items: Iterable[_Item], start: int = 0) -> dict[int, _Item]:
    """Each item under each of its boxes, numbered from `start`."""
    return {bit: item for item in items for bit in _bits(masks.bits_of(item.id) >> start)}


def _held(items: Mapping[int, _Item], boxes: int) -> list[_Item]:
    """What these boxes belong to, each once, in the guide's order."""
    found = [items[bit] for bit in _bits(boxes)]
    return found if len(found) < 2 else list({id(item): item for item in found}.values())


def _decided(member: str, routes: list[Route]) -> Decided:
    """The strongest verdict of the routes; the weaker ones stand beside it."""
    if not routes:
        return Decided(member, Verdict.NOT_CONCERNED)
    strong = [route for route in routes if route.verdict is Verdict.RECOMMENDED]
    if not strong:
        return Decided(member, Verdict.TO_CONSIDER, tuple(routes))
    weak = [route for route in routes if route.verdict is not Verdict.RECOMMENDED]
    return Decided(member, Verdict.RECOMMENDED, tuple(strong), tuple(weak))


def _considered(decided: Decided) -> Decided:
    """The same member, at least to consider."""
    return decided if decided.routes else Decided(decided.member, Verdict.TO_CONSIDER)


def _bits(mask: int) -> list[int]:
    """The places of the bits, lowest first; from the top, since the number gets shorter."""
    found = []
    while mask:
        top = mask.bit_length() - 1
        found.append(top)
        mask ^= 1 << top
    found.reverse()
    return found


def routes_in_force(guide: Guide, on: date) -> tuple[Route, ...]:
    """The routes valid on that day, both ends of their dates included."""
    return tuple(
        route
        for route in guide.routes
        if (route.valid_from is None or route.valid_from <= on)
        and (route.valid_until is None or on <= route.valid_until)
    )


class _Deciders:
    """The deciders of one guide, by day."""

    def __init__(self, guide: Guide) -> None:
        self._guide = guide
        self._by_day: dict[date, Decider] = {}

    def on(self, day: date) -> Decider:
        decider = self._by_day.get(day)
        if decider is None:
            if len(self._by_day) >= MAX_DATES:
                self._by_day.clear()
            decider = self._by_day[day] = Decider(self._guide, day)
        return decider


def decider(guide: Guide, on: date) -> Decider:
    """The guide's decider for that day, made once."""
    return guide.derived(_Deciders).on(on)
