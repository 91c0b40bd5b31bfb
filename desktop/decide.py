"""The decision alone: which member, by which routes. What routing explains and what is measured."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import TypeVar

from desktop.guide.masks import MEMO_LIMIT, Answers, Masks, to_choices
from desktop.guide.model import Guide, Kind, Question, Route, Uncovered, Verdict

MAX_DATES = 32

DIVIDE_ABOVE = 500
"""From how many routes a guide is divided by its answers."""

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
        decided = [member[fired >> member.start & member.boxes] for member in self._members]
        boxes = fired & self._uncovered_boxes
        if not boxes:
            return Decision(tuple(decided), ())
        uncovered = _held(self._uncovered, boxes)
        consider = {item.consider for item in uncovered}
        return Decision(
            tuple(_considered(one) if one.member in consider else one for one in decided),
            uncovered,
        )


class _Member(dict[int, Decided]):
    """What each set of one member's boxes decides for it, worked out when it first comes up.

    Its boxes are numbered from `start`: it looks at its own part of a long number only.
    """

    def __init__(self, masks: Masks, member_id: str, routes: list[Route]) -> None:
        super().__init__()
        boxes = _all_boxes(masks, routes)
        self.start = max((boxes & -boxes).bit_length() - 1, 0)
        self.boxes = boxes >> self.start
        self._id = member_id
        self._routes = _items(masks, routes, self.start)
        strong = [route for route in routes if route.verdict is Verdict.RECOMMENDED]
        self._strong = _all_boxes(masks, strong) >> self.start

    def __missing__(self, boxes: int) -> Decided:
        if len(self) >= MEMBER_MEMO_LIMIT:
            self.clear()
        self[boxes] = found = self._decide(boxes)
        return found

    def _decide(self, boxes: int) -> Decided:
        """The strongest verdict of the routes; the weaker ones stand beside it."""
        strong = boxes & self._strong
        if strong:
            weak = boxes ^ strong
            also = _held(self._routes, weak) if weak else ()
            return Decided(self._id, Verdict.RECOMMENDED, _held(self._routes, strong), also)
        if boxes:
            return Decided(self._id, Verdict.TO_CONSIDER, _held(self._routes, boxes))
        return Decided(self._id, Verdict.NOT_CONCERNED)


_Item = TypeVar("_Item", Route, Uncovered)


def _all_boxes(masks: Masks, items: Iterable[Route | Uncovered]) -> int:
    boxes = 0
    for item in items:
        boxes |= masks.bits_of(item.id)
    return boxes


def _items(masks: Masks, items: Iterable[_Item], start: int = 0) -> dict[int, _Item]:
    """Each item under each of its boxes, numbered from `start`."""
    found = {}
    for item in items:
        boxes = masks.bits_of(item.id) >> start
        while boxes:
            top = boxes.bit_length() - 1
            found[top] = item
            boxes ^= 1 << top
    return found


def _held(items: Mapping[int, _Item], boxes: int) -> tuple[_Item, ...]:
    """What these boxes belong to, each once, in the guide's order.

    Goes from the top, since the number gets shorter. The boxes of one item stand side by side.
    """
    found: list[_Item] = []
    last = None
    while boxes:
        top = boxes.bit_length() - 1
        item = items[top]
        if item is not last:
            found.append(item)
            last = item
        boxes ^= 1 << top
    found.reverse()
    return tuple(found)


def _considered(decided: Decided) -> Decided:
    """The same member, at least to consider."""
    return decided if decided.routes else Decided(decided.member, Verdict.TO_CONSIDER)


def routes_in_force(guide: Guide, on: date) -> tuple[Route, ...]:
    """The routes valid on that day, both ends of their dates included."""
    return tuple(
        route
        for route in guide.routes
        if (route.valid_from is None or route.valid_from <= on)
        and (route.valid_until is None or on <= route.valid_until)
    )


class _Divided(Decider):
    """The same decisions for a guide of very many routes.

    One answer rules out most of them: the routes that each choice of `question` leaves are a small
    guide of their own, made ready when that choice first comes up.
    """

    def __init__(self, guide: Guide, on: date, question: Question) -> None:
        super().__init__(guide, on)
        self._guide = guide
        self._on = on
        self._question = question
        self._left = _routes_left(guide, question)
        self._by_answer: dict[tuple[str, ...], Decider] = {}

    def decide(self, answers: Answers) -> Decision:
        """What the answers decide for certain; for a finished visit, its outcome."""
        answer = answers.get(self._question.id)
        if not answer:
            return super().decide(answers)
        part = self._by_answer.get(answer)
        if part is None:
            part = self._by_answer[answer] = self._part(answer)
        return part.decide(answers)

    def _part(self, answer: tuple[str, ...]) -> Decider:
        choice = to_choices(self._question, answer)
        if choice not in self._by_answer:
            guide = replace(self._guide, routes=tuple(self._left[choice[0]]), _kept={})
            self._by_answer[choice] = new_decider(guide, self._on)
        return self._by_answer[choice]


def _routes_left(guide: Guide, question: Question) -> dict[str, list[Route]]:
    """The routes that each choice of a one-answer question does not rule out."""
    every = frozenset(choice.id for choice in question.choices)
    left: dict[str, list[Route]] = {choice.id: [] for choice in question.choices}
    for route in guide.routes:
        for choice in _choices_left(route, question.id, every):
            left[choice].append(route)
    return left


def _choices_left(route: Route, question: str, every: frozenset[str]) -> frozenset[str]:
    left: frozenset[str] = frozenset()
    for box in route.when:
        test = next((test for test in box if test.question == question), None)
        if test is None:
            return every
        left |= test.any_of or every - test.none_of
    return left


def _find_dividing(guide: Guide) -> Question | None:
    """The one-answer question whose every choice rules out most routes; None if there is none."""
    best, fewest = None, len(guide.routes) // 2
    for question in guide.questions:
        if question.kind is not Kind.SEVERAL:
            most = max(len(routes) for routes in _routes_left(guide, question).values())
            if most < fewest:
                best, fewest = question, most
    return best


def new_decider(guide: Guide, on: date, divide_above: int = DIVIDE_ABOVE) -> Decider:
    """A decider for the guide as it stands on that day, with nothing remembered."""
    question = _find_dividing(guide) if len(guide.routes) > divide_above else None
    return _Divided(guide, on, question) if question else Decider(guide, on)


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
            decider = self._by_day[day] = new_decider(self._guide, day)
        return decider


def decider(guide: Guide, on: date) -> Decider:
    """The guide's decider for that day, made once."""
    return guide.derived(_Deciders).on(on)
