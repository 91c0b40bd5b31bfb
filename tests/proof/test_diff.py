"""The difference of two guides, held against every pair of visits listed one by one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from hypothesis import assume, given

from desktop.guide.masks import Answers
from desktop.guide.model import Guide
from desktop.proof.diff import Change, Diff, compare
from desktop.proof.joint import OrdersDiffer
from desktop.proof.tracks import Level
from desktop.routing import Outcome, route
from tests import guides
from tests.guide_pairs import guide_pairs, load_if_sound
from tests.guides import Plain
from tests.oracle import Oracle, Visit
from tests.random_guides import ON, examples

DAY = date.fromisoformat(ON)

Shared = dict[int, frozenset[int]]
"""A visit by permanent numbers, the same in both guides."""

Stands = dict[tuple[str, str], int]
"""(need, member) → level; ("", member): considered for something uncovered; ("", id): uncovered."""


@dataclass(frozen=True)
class Side:
    """One guide, its visits and what they come to, worked out the slow way."""

    plain: Plain

    @cached_property
    def oracle(self) -> Oracle:
        """The guide's meaning."""
        return Oracle(self.plain, ON)

    @cached_property
    def visits(self) -> list[tuple[Shared, Stands]]:
        """Every finished visit."""
        found = list(self.oracle.completions({}))
        return [(self.shared(visit), self.stands(visit)) for visit in found]

    def shared(self, visit: Visit) -> Shared:
        """The visit by numbers."""
        questions = {q["id"]: q for q in self.plain["interview.yaml"]["questions"]}
        numbers = {
            name: {choice["id"]: choice["number"] for choice in question["choices"]}
            for name, question in questions.items()
        }
        return {
            questions[name]["number"]: frozenset(numbers[name][choice] for choice in answer)
            for name, answer in visit.items()
        }

    def stands(self, visit: Visit) -> Stands:
        """How every member stands on the visit."""
        seen = self.oracle.see(visit)
        needs = {item["id"]: item["need"] for item in self.oracle.routes}
        found = {("", name): 2 for name in seen.uncovered}
        for member in self.oracle.members:
            found |= {(needs[name], member): 1 for name in seen.weak[member]}
            found |= {(needs[name], member): 2 for name in seen.strong[member]}
            if seen.verdicts[member] == "to-consider" and not seen.weak[member]:
                found["", member] = 1
            if seen.strong[member] or seen.weak[member]:
                found["", member] = 2
        return found


def agree(one: Shared, other: Shared) -> bool:
    """Whether both visits answer alike what both ask."""
    return all(one[question] == other[question] for question in one.keys() & other.keys())


def shifts_of(before: Stands, after: Stands) -> Iterator[tuple[tuple[str, str], int, int]]:
    """What differs; whom to ask about something uncovered only where no route leads there."""
    for name in sorted(before.keys() | after.keys()):
        old, new = before.get(name, 0), after.get(name, 0)
        is_member = name[0] == "" and name[1].startswith("m")
        if old != new and not (is_member and 2 in (old, new)):
            yield name, old, new


def classes_of(old: Side, new: Side) -> tuple[int, int, Counter[tuple[str, frozenset[object]]]]:
    """How many visits both can have, on how many anything changes, and the classes."""
    common = changed = 0
    classes: Counter[tuple[str, frozenset[object]]] = Counter()
    for one, before in old.visits:
        for other, after in new.visits:
            if agree(one, other):
                common += 1
                shifts = list(shifts_of(before, after))
                changed += bool(shifts)
                by_topic: dict[str, list[object]] = {}
                for name, *levels in shifts:
                    topic = name[0] or ("uncovered" if name[1][0] == "u" else name[1])
                    by_topic.setdefault(topic, []).append((name[1], *levels))
                classes.update((topic, frozenset(found)) for topic, found in by_topic.items())
    return common, changed, classes


def class_of(change: Change) -> tuple[str, frozenset[object]]:
    """A class in the slow way's terms."""
    shifts = frozenset((s.subject.id, s.before.value, s.after.value) for s in change.shifts)
    first = change.shifts[0].subject.id
    topic = change.need.id if change.need else "uncovered" if first[0] == "u" else first
    return topic, shifts


def compared(case: tuple[Plain, Plain]) -> Diff:
    """The difference; guides whose orders cannot be reconciled are not looked at."""
    old, new = (load_if_sound(plain) for plain in case)
    try:
        return compare(old, new, DAY)
    except OrdersDiffer:
        assume(False)
        raise


@examples(60)
@given(guide_pairs())
def test_the_classes_and_their_counts_are_those_of_every_pair_of_visits(
    case: tuple[Plain, Plain],
) -> None:
    found = compared(case)

    common, changed, classes = classes_of(Side(case[0]), Side(case[1]))
    assert (found.common, found.changed) == (common, changed)
    assert {class_of(change): change.visits for change in found.changes} == dict(classes)


@examples(60)
@given(guide_pairs())
def test_visits_that_one_guide_alone_can_have_are_counted_apart(
    case: tuple[Plain, Plain],
) -> None:
    found = compared(case)

    old, new = (Side(plain).visits for plain in case)
    lost = [one for one, _ in old if not any(agree(one, other) for other, _ in new)]
    gained = [one for one, _ in new if not any(agree(one, other) for other, _ in old)]
    assert sum(item.visits for item in found.only_old) == len(lost)
    assert sum(item.visits for item in found.only_new) == len(gained)
    assert found.visits == (len(old), len(new))


def level_of(outcome: Outcome, need: str | None, subject: str) -> Level:
    """How a member stands in an outcome, or whether an uncovered need is told."""
    if any(item.id == subject for item in outcome.uncovered):
        return Level.RECOMMENDED
    verdict = next((v for v in outcome.verdicts if v.member.id == subject), None)
    if verdict is None:
        return Level.NONE
    levels = {"recommended": 2, "to-consider": 1, "not-concerned": 0}
    if need is None:
        return Level(levels[verdict.verdict.value])
    if any(reason.need.id == need for reason in verdict.reasons):
        return Level(levels[verdict.verdict.value])
    return Level(int(any(reason.need.id == need for reason in verdict.also)))


def shown_by_the_engine(guide: Guide, answers: Answers, change: Change) -> list[Level]:
    """The levels of a class's subjects when the engine routes its witness."""
    outcome = route(guide, answers, DAY)
    need = change.need.id if change.need else None
    return [level_of(outcome, need, shift.subject.id) for shift in change.shifts]


@examples(60)
@given(guide_pairs())
def test_each_witness_really_differs_when_both_guides_route_it(case: tuple[Plain, Plain]) -> None:
    found = compared(case)

    before = [shown_by_the_engine(found.old, c.answers[0], c) for c in found.changes]
    after = [shown_by_the_engine(found.new, c.answers[1], c) for c in found.changes]
    assert before == [[shift.before for shift in change.shifts] for change in found.changes]
    assert after == [[shift.after for shift in change.shifts] for change in found.changes]


def test_a_guide_compared_with_itself_changes_no_visit() -> None:
    guide = guides.load(guides.shop())

    found = compare(guide, guides.load(guides.shop()), DAY)

    assert (found.is_unchanged, found.changes, found.common) == (True, (), found.visits[0])
