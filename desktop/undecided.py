"""What an unfinished visit has already decided, and which questions still matter. Exact.

Every visit that the answers can still become is one region of the space: what holds over all of it
is certain, what holds somewhere in it is possible.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from desktop.guide.masks import Answers, Masks, Reading
from desktop.guide.model import ALWAYS, Box, Condition, Guide, Question, Route
from desktop.guide.space import Region, Space


@dataclass(frozen=True, slots=True)
class Undecided:
    """The visits that some answers can still become."""

    space: Space
    region: Region

    def is_possible(self, condition: Condition) -> bool:
        """Whether `condition` holds in one of them."""
        return any(self._meets(box) for box in self.space.boxes_of(condition))

    def is_certain(self, conditions: Iterable[Condition]) -> bool:
        """Whether in each of them one of `conditions` holds."""
        boxes = [box for condition in conditions for box in self.space.boxes_of(condition)]
        return self.space.find_gap(self.region.box, [*self.region.except_, *boxes]) is None

    def _meets(self, box: int) -> bool:
        meeting = self.region.box & box
        if not self.space.is_some(meeting):
            return False
        return self.space.find_gap(meeting, self.region.except_) is not None

    def matters(self, question: Question, watched: Iterable[int]) -> bool:
        """Whether the answer to `question` can bring in or drop one of the `watched` boxes."""
        # A box that only wants the question asked leaves every answer to it open.
        answers = self.space.fields_of(question) & self.space.asked(question, True)
        open_here = self.region.box & answers
        return any(box & open_here != open_here and self._meets(box) for box in watched)


def undecided(guide: Guide, answers: Answers, reading: Reading) -> Undecided:
    """The visits that `answers` can still become (`reading` is what they come to)."""
    space = guide.derived(Space)
    return Undecided(space, space.region(answers, reading.set_aside, reading.unsure))


def open_questions(
    guide: Guide,
    answers: Answers,
    routes: tuple[Route, ...] | None = None,
    reading: Reading | None = None,
) -> tuple[str, ...]:
    """The ids, in path order, of the questions still to ask because their answer matters.

    A question matters when its answer can change a verdict, one of the `routes` (by default all), a
    first step or what to prepare. One that chooses words only never does.
    """
    reading = reading or guide.derived(Masks).read(answers)
    waiting = [question for question in reading.unanswered if not question.decides_words]
    if not waiting:
        return ()
    rest = undecided(guide, answers, reading)
    watched = watched_boxes(guide, routes)
    return tuple(question.id for question in waiting if rest.matters(question, watched))


def watched_boxes(guide: Guide, routes: tuple[Route, ...] | None = None) -> tuple[int, ...]:
    """The boxes that `open_questions` looks at, each with what puts its questions on the path."""
    watched = guide.derived(_Watched)
    if routes is None or len(routes) == len(guide.routes):
        return watched.boxes
    return watched.boxes_of(routes)


class _Watched:
    """Every box a visitor would notice, with what puts its questions on the path."""

    def __init__(self, guide: Guide) -> None:
        space = guide.derived(Space)
        paths = _paths(guide, space)
        self._always = _whole(space, paths, (item.when for item in guide.uncovered))
        rank = {question.id: place for place, question in enumerate(guide.questions)}
        always_there = [_always_there(guide, place) for place in rank.values()]
        self._by_route = {}
        for route in guide.routes:
            reached = min(max(rank[literal.question] for literal in box) for box in route.when)
            noticed = _noticed(guide, route, always_there[reached])
            self._by_route[route.id] = _whole(space, paths, noticed)
        self.boxes = self.boxes_of(guide.routes)

    def boxes_of(self, routes: Iterable[Route]) -> tuple[int, ...]:
        """Those of these routes, and of what is uncovered."""
        found = dict.fromkeys(self._always)
        for route in routes:
            found |= dict.fromkeys(self._by_route[route.id])
        return tuple(found)


def _noticed(guide: Guide, route: Route, always_there: set[str]) -> Iterator[Condition]:
    """When the route holds, and when each of its sentences is said."""
    yield route.when
    for variant in (*route.first_step, *route.prepare, *guide.pace):
        # A sentence that only such answers choose is there to be said whenever the route holds.
        named = {literal.question for box in variant.when for literal in box}
        if named - always_there:
            yield tuple((*a, *b) for a in route.when for b in variant.when)


def _always_there(guide: Guide, reached: int) -> set[str]:
    """The questions of words alone that are asked whenever the question at `reached` is."""
    found = set()
    may_end = False
    for place, question in enumerate(guide.questions):
        if question.decides_words and question.ask_when == ALWAYS and not may_end:
            found.add(question.id)
        may_end |= place >= reached and any(choice.ends for choice in question.choices)
    return found


def _whole(
    space: Space, paths: dict[str, list[int]], conditions: Iterable[Condition]
) -> tuple[int, ...]:
    boxes = (box for condition in conditions for box in condition)
    return tuple(dict.fromkeys(whole for box in boxes for whole in _with_paths(space, box, paths)))


def _paths(guide: Guide, space: Space) -> dict[str, list[int]]:
    """For each question, the boxes in which it is asked: its ask-when, and theirs in turn."""
    paths: dict[str, list[int]] = {}
    going_on = [space.full]
    for question in guide.questions:
        asked = [
            going & whole
            for box in question.ask_when
            for whole in _with_paths(space, box, paths)
            for going in going_on
        ]
        paths[question.id] = asked = _distinct(space, asked)
        ends = [choice for choice in question.choices if choice.ends]
        if ends:
            stays = space.full
            for choice in ends:
                stays &= space.saying(question, choice.id, False)
            off = space.gaps(space.full, asked)
            passed = [*(box & stays for box in asked), *off]
            going_on = _distinct(space, (going & box for going in going_on for box in passed))
    return paths


def _distinct(space: Space, boxes: Iterable[int]) -> list[int]:
    return list(dict.fromkeys(box for box in boxes if space.is_some(box)))


def _with_paths(space: Space, box: Box, paths: dict[str, list[int]]) -> list[int]:
    wholes = space.boxes_of((box,))
    for literal in box:
        wholes = [whole & part for whole in wholes for part in paths[literal.question]]
    return _distinct(space, wholes)
