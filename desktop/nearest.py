"""The smallest change of answers that alters a verdict, over every finished visit: exact."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from datetime import date

from desktop.decide import routes_in_force
from desktop.guide.masks import Answers, to_choices
from desktop.guide.model import Condition, Guide, Member, Question, Verdict
from desktop.proof.joint import Joint
from desktop.proof.layout import Layout
from desktop.proof.walk import Walk
from desktop.routing import Outcome


@dataclass(frozen=True, slots=True)
class Nearest:
    """The finished visit that changes the fewest answers and a member's verdict.

    `changed`: the questions it answers otherwise, those it opens among them.
    """

    member: Member
    before: Verdict
    after: Verdict
    answers: Answers
    changed: tuple[Question, ...]


def find_nearest(outcome: Outcome) -> tuple[Nearest, ...]:
    """For each member whose verdict can be otherwise, the smallest change that alters it.

    The smallest of all comes first. An answer that is kept, even set aside, costs nothing, nor does
    one that chooses words only. Raises TooLarge.
    """
    joint = Joint(outcome.guide)
    found = []
    for verdict in outcome.verdicts:
        nearest = _find(joint, outcome, verdict.member, verdict.verdict)
        if nearest is not None:
            found.append(nearest)
    return tuple(sorted(found, key=lambda item: len(item.changed)))


def _find(joint: Joint, outcome: Outcome, member: Member, now: Verdict) -> Nearest | None:
    levels = _Levels(joint, _conditions(outcome.guide, member, outcome.on), now)
    walk = Walk(levels.layout, outcome.answers)
    ends = walk.run(levels.reduce)
    if not ends:
        return None
    state, found = min(ends.items(), key=lambda end: end[1].cost)
    answers = walk.tell(found, 0)
    changed = [
        question
        for question in outcome.guide.questions
        if question.id in answers
        and not question.decides_words
        and not _is_same(question, answers, outcome.answers)
    ]
    return Nearest(member, now, levels.verdict(state) or now, answers, tuple(changed))


def _is_same(question: Question, one: Answers, other: Answers) -> bool:
    given = to_choices(question, other.get(question.id, ()))
    return set(one[question.id]) == set(given)


def _conditions(guide: Guide, member: Member, on: date) -> tuple[list[Condition], list[Condition]]:
    """What recommends the member, and what makes it to consider."""
    strong: list[Condition] = []
    weak = [item.when for item in guide.uncovered if item.consider == member.id]
    for route in routes_in_force(guide, on):
        if route.member == member.id:
            (strong if route.verdict is Verdict.RECOMMENDED else weak).append(route.when)
    return strong, weak


class _Levels:
    """One member's verdict along a walk; visits that keep the verdict it has are not followed."""

    def __init__(
        self,
        joint: Joint,
        conditions: tuple[list[Condition], list[Condition]],
        now: Verdict,
    ) -> None:
        strong, weak = conditions
        groups: dict[Hashable, Sequence[Sequence[Condition]]] = {"strong": [strong], "weak": [weak]}
        self.layout = Layout(joint, groups, marks=2)
        self._now = now
        self._strong, self._weak = (self.layout.positions(name) for name in ("strong", "weak"))
        self._is_strong, self._is_weak = self.layout.mark(0), self.layout.mark(1)
        self._path = self.layout.every & ~(self._strong | self._weak)

    def reduce(self, state: int, index: int) -> int | None:
        """The state less what no longer counts; None if the verdict stays as it is."""
        sure = state & self.layout.settled[index]
        if sure & self._strong:
            state = state & self._path | self._is_strong
        elif sure & self._weak:
            state = state & ~self._weak | self._is_weak
        return None if self.verdict(state) is self._now else state

    def verdict(self, state: int) -> Verdict | None:
        """The verdict that no answer to come can change; None while there is none."""
        if state & self._is_strong:
            return Verdict.RECOMMENDED
        if state & (self._strong | self._weak):
            return None
        return Verdict.TO_CONSIDER if state & self._is_weak else Verdict.NOT_CONCERNED
