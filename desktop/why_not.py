"""Why not this member: the smallest change of answers that would bring it in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from desktop.decide import routes_in_force
from desktop.guide.conditions import literal_holds
from desktop.guide.masks import Answers, Masks, to_choices
from desktop.guide.model import Box, Choice, Condition, Guide, Kind, Literal, Question


@dataclass(frozen=True, slots=True)
class Change:
    """One answer to change: any one of `choices` would do.

    `instead`: it takes the place of the present answer; otherwise it is added to it, or given where
    there was none.
    """

    question: Question
    choices: tuple[Choice, ...]
    instead: bool


def why_not(guide: Guide, answers: Answers, member_id: str, on: date) -> tuple[Change, ...] | None:
    """The fewest answers to change for a route to lead to the member, in path order.

    Empty when a route leads there already; None when no route ever does.
    """
    reading = guide.derived(Masks).read(answers)
    used = {
        question.id: to_choices(question, answers[question.id])
        for question in reading.path
        if answers.get(question.id)
    }
    best: tuple[Change, ...] | None = None
    for route in routes_in_force(guide, on):
        if route.member == member_id:
            for tests in _with_path(guide, route.when):
                changes = _changes(guide, tests, used)
                if changes is not None and (best is None or len(changes) < len(best)):
                    best = changes
    return best


Tests = dict[str, list[Literal]]
"""Question id → every test that its answer must pass."""


def _with_path(guide: Guide, condition: Condition) -> list[Tests]:
    """The ways for `condition` to hold, with what puts its questions on the path."""
    found = []
    for box in condition:
        ways = [_ends_nothing(guide, box)]
        for literal in box:
            above = _with_path(guide, guide.get_question(literal.question).ask_when)
            ways = [_merge(way, more) for way in ways for more in above]
            ways = [_merge(way, {literal.question: [literal]}) for way in ways]
        found += ways
    return found


def _ends_nothing(guide: Guide, box: Box) -> Tests:
    """The tests that keep the interview going as far as the questions of `box`."""
    named = {literal.question for literal in box}
    tests: Tests = {}
    found: Tests = {}
    for question in guide.questions:
        if question.id in named:
            found = dict(tests)
        ends = frozenset(choice.id for choice in question.choices if choice.ends)
        if ends:
            tests[question.id] = [Literal(question.id, none_of=ends)]
    return found


def _merge(one: Tests, other: Tests) -> Tests:
    merged = {question: list(literals) for question, literals in one.items()}
    for question, literals in other.items():
        kept = merged.setdefault(question, [])
        kept += [literal for literal in literals if literal not in kept]
    return merged


def _changes(guide: Guide, tests: Tests, used: Answers) -> tuple[Change, ...] | None:
    changes: list[Change] = []
    for question in guide.questions:
        literals = tests.get(question.id, [])
        failing = [literal for literal in literals if not literal_holds(literal, used)]
        if failing:
            found = _change(question, literals, failing, used.get(question.id, ()))
            if found is None:
                return None
            changes += found
    return tuple(changes)


def _change(
    question: Question, literals: list[Literal], failing: list[Literal], answer: tuple[str, ...]
) -> list[Change] | None:
    """What to change in one answer so that it passes every test; None where nothing would do."""
    refused = {choice for literal in literals for choice in literal.none_of}
    if question.kind is not Kind.SEVERAL:
        groups = [[choice for choice in question.choices if _passes(choice, literals)]]
    else:
        wanted = [literal.any_of for literal in failing if literal.any_of]
        # Without a choice to bring in, what stands in the way must go: any other answer will do.
        groups = [[c for c in question.choices if c.id in any_of] for any_of in wanted] or [
            list(question.choices)
        ]
    groups = [[choice for choice in group if choice.id not in refused] for group in groups]
    if not all(groups):
        return None
    instead = _must_go(question, groups, refused, answer)
    return [Change(question, tuple(group), instead) for group in groups]


def _passes(choice: Choice, literals: list[Literal]) -> bool:
    return all(literal_holds(literal, {literal.question: (choice.id,)}) for literal in literals)


def _must_go(
    question: Question, groups: list[list[Choice]], refused: set[str], answer: tuple[str, ...]
) -> bool:
    """Whether the present answer must go: one choice only, or it is what stands in the way."""
    if not answer:
        return False
    if question.kind is not Kind.SEVERAL:
        return True
    if any(all(choice.exclusive for choice in group) for group in groups):
        return True
    exclusive = {choice.id for choice in question.choices if choice.exclusive}
    return not (exclusive | refused).isdisjoint(answer)
