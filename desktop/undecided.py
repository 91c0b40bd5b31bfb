"""What an unfinished visit has already decided, and which questions still matter. Exact.

Every visit that the answers can still become is one region of the space: what holds over all of it
is certain, what holds somewhere in it is possible.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from desktop.guide.masks import Answers, Masks, Reading
from desktop.guide.model import ALWAYS, Box, Condition, Guide, Question
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
        fields = self.space.fields_of(question)
        open_here = self.region.box & fields
        return any(box & open_here != open_here and self._meets(box) for box in watched)


def undecided(guide: Guide, answers: Answers, reading: Reading) -> Undecided:
    """The visits that `answers` can still become (`reading` is what they come to)."""
    space = guide.derived(Space)
    return Undecided(space, space.region(answers, reading.set_aside, reading.unsure))


def open_questions(
    guide: Guide, answers: Answers, reading: Reading | None = None
) -> tuple[str, ...]:
    """The ids, in path order, of the questions still to ask because their answer matters.

    A question matters when its answer can change a verdict, a route, a first step or what to
    prepare. One that chooses words only never does.
    """
    reading = reading or guide.derived(Masks).read(answers)
    waiting = [question for question in reading.unanswered if not question.decides_words]
    if not waiting:
        return ()
    rest = undecided(guide, answers, reading)
    watched = watched_boxes(guide)
    return tuple(question.id for question in waiting if rest.matters(question, watched))


def watched_boxes(guide: Guide) -> tuple[int, ...]:
    """The boxes that `open_questions` looks at, each with what puts its questions on the path."""
    return guide.derived(_Watched).boxes


class _Watched:
    """Every box a visitor would notice, with what puts its questions on the path."""

    def __init__(self, guide: Guide) -> None:
        space = guide.derived(Space)
        paths = {question.id: _path_of(guide, space, question) for question in guide.questions}
        self.boxes = tuple(
            dict.fromkeys(
                whole
                for condition in _noticed(guide)
                for box in condition
                for whole in _with_paths(space, box, paths)
            )
        )


def _noticed(guide: Guide) -> Iterator[Condition]:
    for item in guide.uncovered:
        yield item.when
    for route in guide.routes:
        yield route.when
        for variant in (*route.first_step, *route.prepare):
            if variant.when != ALWAYS:
                yield tuple((*a, *b) for a in route.when for b in variant.when)


def _path_of(guide: Guide, space: Space, question: Question) -> list[int]:
    """The boxes in which the question is asked, from its ask-when and theirs in turn."""
    earlier = guide.questions[: guide.questions.index(question)]
    not_ended = space.full
    for other in earlier:
        for choice in other.choices:
            if choice.ends:
                not_ended &= space.saying(other, choice.id, False)
    found = []
    for box in question.ask_when:
        wholes = [not_ended]
        for part in space.boxes_of((box,)):
            wholes = [whole & part for whole in wholes]
        for literal in box:
            above = _path_of(guide, space, guide.get_question(literal.question))
            wholes = [whole & part for whole in wholes for part in above]
        found += [whole for whole in wholes if space.is_some(whole)]
    return found


def _with_paths(space: Space, box: Box, paths: dict[str, list[int]]) -> list[int]:
    wholes = space.boxes_of((box,))
    for literal in box:
        wholes = [whole & part for whole in wholes for part in paths[literal.question]]
    return [whole for whole in wholes if space.is_some(whole)]
