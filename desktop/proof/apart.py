"""The visits that only one of two guides can have, by the question that makes the difference."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from desktop.guide.cutting import TooLarge
from desktop.guide.masks import Answers
from desktop.guide.model import Question
from desktop.proof.joint import Joint
from desktop.proof.layout import Layout
from desktop.proof.walk import MAX_STATES, Alike, Found, Walk

_Key = tuple[int, frozenset[int], int | None]
"""What one side still asks, all that the other may still ask, and where the other was lost."""


@dataclass(frozen=True, slots=True)
class Apart:
    """Visits of one guide alone: its question whose answer the other does not take, one visit."""

    question: Question
    visits: int
    answers: Answers


def count_apart(joint: Joint, side: int) -> tuple[Apart, ...]:
    """The visits of the guide on `side` that no visit of the other agrees with; raises TooLarge."""
    search = _Search(joint, side)
    states = {search.start: Found(1)}
    for index in range(len(joint.questions)):
        following: dict[_Key, Found] = {}
        for key, found in states.items():
            for after, alike in search.steps(index, key):
                steps = (found.steps, index, 1 << side, alike.chosen)
                cost = (0, found.cost[1] + len(alike.chosen))
                new = Found(found.visits * alike.ways, cost, steps)
                old = following.get(after)
                following[after] = new if old is None else old.with_(new)
        if sum(len(key[1]) + 1 for key in following) > MAX_STATES:
            raise TooLarge
        states = following
    return tuple(search.told(states))


class _Search:
    """Follows one side's visits with every visit of the other that agrees so far."""

    def __init__(self, joint: Joint, side: int) -> None:
        self._walk = Walk(Layout(joint, {}))
        self._side = side
        self._own = 1 << side
        self._other = 3 ^ self._own
        layout = self._walk.layout
        parts = [layout.on(s, layout.start) << s * layout.width for s in (0, 1)]
        self.start: _Key = (parts[side], frozenset({parts[1 - side]}), None)

    def steps(self, index: int, key: _Key) -> Iterator[tuple[_Key, Alike]]:
        """The ways to pass the question at `index`."""
        own, others, lost_at = key
        if not self._asks(index, self._side, own):
            left = own & self._walk.standing(index, 0, None)
            yield (left, self._without_own(index, others), lost_at), Alike(1, ())
            return
        asks = self._own
        if any(self._asks(index, 1 - self._side, other) for other in others):
            asks |= self._other
        together = own
        for other in others:
            together |= other
        for answer, alike in self._walk.answers(index, asks, together).items():
            if not answer.valid & self._own:
                continue
            takes_it = bool(answer.valid & self._other)
            standing = self._walk.standing(index, 3, answer)
            passed = self._walk.standing(index, 0, None)
            agreeing = frozenset(
                other & (standing if asked else passed)
                for other in others
                if not (asked := self._asks(index, 1 - self._side, other)) or takes_it
            )
            is_lost_here = lost_at is None and not agreeing
            yield (own & standing, agreeing, index if is_lost_here else lost_at), alike

    def _without_own(self, index: int, others: frozenset[int]) -> frozenset[int]:
        """What becomes of the other side at a question that this side does not ask."""
        return frozenset(
            other & move.keep for other in others for move in self._walk.moves(index, other)
        )

    def _asks(self, index: int, side: int, state: int) -> bool:
        layout = self._walk.layout
        return bool(layout.on(side, state) & layout.looks[index].ask)

    def told(self, states: dict[_Key, Found]) -> Iterator[Apart]:
        """The visits lost, by the question where they were."""
        by_question: dict[int, Found] = {}
        for (_, _, lost_at), found in states.items():
            if lost_at is not None:
                known = by_question.get(lost_at)
                by_question[lost_at] = found if known is None else known.with_(found)
        for index, found in sorted(by_question.items()):
            question = self._walk.layout.joint.questions[index].sides[self._side]
            if question is not None:
                yield Apart(question, found.visits, self._walk.tell(found, self._side))
