"""Why not this member: the smallest change of answers that would bring it in."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from desktop.decide import routes_in_force
from desktop.guide.conditions import literal_holds
from desktop.guide.masks import Answers, to_choices
from desktop.guide.model import (
    ALWAYS,
    Choice,
    Condition,
    Guide,
    Kind,
    Literal,
    Question,
    Route,
    Verdict,
)


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

    Answers set aside count again once their question is back on the path. Empty when a route leads
    there already; None when no route ever does.
    """
    routes = sorted(routes_in_force(guide, on), key=_strongest_first)
    return fewest_changes(guide, answers, [r.when for r in routes if r.member == member_id])


def fewest_changes(
    guide: Guide, answers: Answers, conditions: Iterable[Condition]
) -> tuple[Change, ...] | None:
    """The fewest answers to change for one of `conditions` to hold, of equals the first found.

    Answers set aside count again once their question is back on the path. Empty when one holds
    already; None when none ever does.
    """
    given = {
        question.id: to_choices(question, answers[question.id])
        for question in guide.questions
        if answers.get(question.id)
    }
    ways = guide.derived(_Ways)
    best: tuple[Change, ...] | None = None
    for condition in conditions:
        for tests in ways.holding(condition):
            changes = _changes(guide, tests, given)
            if changes is not None and (best is None or size(changes) < size(best)):
                best = changes
    return best


def _strongest_first(route: Route) -> bool:
    return route.verdict is not Verdict.RECOMMENDED


def size(changes: tuple[Change, ...]) -> int:
    """How many questions the changes are about."""
    return len({change.question.id for change in changes})


Tests = dict[str, tuple[Literal, ...]]
"""Question id → every test that its answer must pass."""


class _Ways:
    """The ways for a condition to hold, each with all that puts its questions on the path."""

    def __init__(self, guide: Guide) -> None:
        self._questions = {question.id: question for question in guide.questions}
        self._asked: dict[str, list[Tests]] = {}
        going_on: list[Tests] = [{}]
        for question in guide.questions:
            self._asked[question.id] = _both(self.holding(question.ask_when), going_on)
            ends = frozenset(choice.id for choice in question.choices if choice.ends)
            if ends:
                passed: Tests = {question.id: (Literal(question.id, none_of=ends),)}
                going_on = _both(going_on, [passed, *self._not_asked(question)])

    def holding(self, condition: Condition) -> list[Tests]:
        """The ways for `condition` to hold."""
        found = []
        for box in condition:
            ways: list[Tests] = [{literal.question: (literal,) for literal in box}]
            for literal in box:
                ways = _both(ways, self._asked[literal.question])
            found += ways
        return found

    def _not_asked(self, question: Question) -> list[Tests]:
        """The ways for `question` to stay off the path of an interview that goes on."""
        if question.ask_when == ALWAYS:
            return []
        ways: list[Tests] = [{}]
        for box in question.ask_when:
            ways = _both(ways, [way for literal in box for way in self._failing(literal)])
        return ways

    def _failing(self, literal: Literal) -> list[Tests]:
        """The ways for one test to fail: another answer, or the question not asked."""
        off = self._not_asked(self._questions[literal.question])
        if not literal.any_of and not literal.none_of:
            return off
        opposite = Literal(literal.question, any_of=literal.none_of, none_of=literal.any_of)
        return [{literal.question: (opposite,)}, *off]


def _both(some: Iterable[Tests], others: Iterable[Tests]) -> list[Tests]:
    """The ways for one of `some` and one of `others` to hold together, each once."""
    others = list(others)
    merged = [_merge(one, other) for one in some for other in others]
    return list({tuple(sorted(way.items(), key=_key)): way for way in merged}.values())


def _key(item: tuple[str, tuple[Literal, ...]]) -> str:
    return item[0]


def _merge(one: Tests, other: Tests) -> Tests:
    merged = dict(one)
    for question, literals in other.items():
        merged[question] = tuple(dict.fromkeys((*merged.get(question, ()), *literals)))
    return merged


def _changes(guide: Guide, tests: Tests, given: Answers) -> tuple[Change, ...] | None:
    changes: list[Change] = []
    for question in guide.questions:
        literals = tests.get(question.id, ())
        answer = given.get(question.id, ())
        if not _is_met(question, literals, answer):
            found = _change(question, literals, answer)
            if found is None:
                return None
            changes += found
    return tuple(changes)


def _is_met(question: Question, literals: tuple[Literal, ...], answer: tuple[str, ...]) -> bool:
    """Whether the answer passes every test; without one, whether any answer will."""
    if not answer:
        return all(_passes(choice, literals) for choice in question.choices)
    return all(literal_holds(literal, {question.id: answer}) for literal in literals)


def _change(
    question: Question, literals: tuple[Literal, ...], answer: tuple[str, ...]
) -> list[Change] | None:
    """What to change in one answer so that it passes every test; None where nothing would do."""
    refused = frozenset[str]().union(*(literal.none_of for literal in literals))
    alone = [choice for choice in question.choices if _passes(choice, literals)]
    if question.kind is not Kind.SEVERAL:
        return [Change(question, tuple(alone), bool(answer))] if alone else None
    together = [c for c in question.choices if not c.exclusive and c.id not in refused]
    wanted = [literal.any_of for literal in literals if literal.any_of]
    if answer and {choice.id for choice in together}.issuperset(answer):
        missing = [any_of for any_of in wanted if any_of.isdisjoint(answer)]
        added = _one_of_each(question, together, missing)
        if added is not None:
            return [Change(question, choices, False) for choices in added]
    if alone:
        return [Change(question, tuple(alone), bool(answer))]
    given_anew = _one_of_each(question, together, wanted)
    if given_anew is None:
        return None
    return [
        Change(question, choices, bool(answer) and place == 0)
        for place, choices in enumerate(given_anew)
    ]


def _passes(choice: Choice, literals: tuple[Literal, ...]) -> bool:
    return all(literal_holds(literal, {literal.question: (choice.id,)}) for literal in literals)


def _one_of_each(
    question: Question, together: list[Choice], wanted: list[frozenset[str]]
) -> list[tuple[Choice, ...]] | None:
    """For each set of `wanted`, the choices that meet it beside others; None if one has none."""
    both = [choice for choice in together if all(choice.id in any_of for any_of in wanted)]
    if both:
        return [tuple(both)]
    found = [tuple(choice for choice in together if choice.id in any_of) for any_of in wanted]
    return found if found and all(found) else None
