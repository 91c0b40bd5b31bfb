"""The decision alone: which member, by which routes. What routing explains and what is measured."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from desktop.guide.masks import MEMO_LIMIT, Answers, Masks
from desktop.guide.model import Guide, Route, Uncovered, Verdict

MAX_DATES = 32


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
        self._fired = masks.fired
        self._members = tuple(member.id for member in guide.members)
        self._items: dict[int, Route | Uncovered] = {}
        self.in_force = 0
        items: tuple[Route | Uncovered, ...] = (*routes_in_force(guide, on), *guide.uncovered)
        for item in items:
            bits = masks.bits_of(item.id)
            self.in_force |= bits
            for bit in _bits(bits):
                self._items[bit] = item
        # What the same boxes decide is worked out once: a day's visits come to few sets of boxes.
        self._memo: dict[int, Decision] = {}

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
        routes: dict[str, Route] = {}
        uncovered: dict[str, Uncovered] = {}
        for bit in _bits(fired):
            item = self._items[bit]
            if isinstance(item, Route):
                routes[item.id] = item
            else:
                uncovered[item.id] = item
        found = {member: _decided(member, ()) for member in self._members}
        for item in uncovered.values():
            if item.consider:
                found[item.consider] = Decided(item.consider, Verdict.TO_CONSIDER)
        by_member: dict[str, list[Route]] = {}
        for route in routes.values():
            by_member.setdefault(route.member, []).append(route)
        for member, its_routes in by_member.items():
            found[member] = _decided(member, tuple(its_routes))
        return Decision(tuple(found.values()), tuple(uncovered.values()))


def _decided(member: str, routes: tuple[Route, ...]) -> Decided:
    """The strongest verdict of the routes; the weaker ones stand beside it."""
    strong = tuple(route for route in routes if route.verdict is Verdict.RECOMMENDED)
    if strong:
        weak = tuple(route for route in routes if route.verdict is not Verdict.RECOMMENDED)
        return Decided(member, Verdict.RECOMMENDED, strong, weak)
    return Decided(member, Verdict.TO_CONSIDER if routes else Verdict.NOT_CONCERNED, routes)


def _bits(mask: int) -> Iterator[int]:
    while mask:
        low = mask & -mask
        yield low.bit_length() - 1
        mask ^= low


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
