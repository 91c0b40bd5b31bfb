"""The decision, held against an oracle that works each visit out from the definitions."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from hypothesis import given

from desktop.decide import decider
from desktop.routing import MemberVerdict, Outcome, Reason, route
from tests import guides
from tests.guides import Plain
from tests.oracle import Oracle, Raw, Seen, Visit
from tests.random_guides import ON, examples, guides_and_visits

DAY = date.fromisoformat(ON)


def routes_of(reasons: tuple[Reason, ...]) -> frozenset[str]:
    """The ids of the routes of these reasons."""
    return frozenset(reason.route.id for reason in reasons if reason.route)


def shown(outcome: Outcome) -> Seen:
    """An outcome in the oracle's terms, what is said aside."""
    recommended = {v.member.id for v in outcome.recommended}
    reasons = {v.member.id: routes_of(v.reasons) for v in outcome.verdicts}
    also = {v.member.id: routes_of(v.also) for v in outcome.verdicts}
    return Seen(
        {v.member.id: v.verdict.value for v in outcome.verdicts},
        {member: ids if member in recommended else frozenset() for member, ids in reasons.items()},
        {member: also[member] if member in recommended else ids for member, ids in reasons.items()},
        frozenset(item.id for item in outcome.uncovered),
        {},
        {},
        None,
    )


def without_words(seen: Seen) -> Seen:
    """The same without what is said."""
    return replace(seen, steps={}, prepare={}, pace=None)


def said(verdict: MemberVerdict) -> tuple[set[str], set[str]]:
    """The first steps and the papers of one card."""
    return {text.fr for text in verdict.first_steps}, {text.fr for text in verdict.prepare}


def to_say(seen: Seen, verdict: MemberVerdict) -> tuple[set[str], set[str]]:
    """What the oracle wants said on that card."""
    ids = routes_of(verdict.reasons)
    pace = {seen.pace} if ids and seen.pace else set()
    steps = {seen.steps[route] for route in ids}
    return steps | pace, {paper for route in ids for paper in seen.prepare[route]}


def used(raw: Raw, visit: Visit) -> Raw:
    """The answers on the path alone."""
    return {question: answer for question, answer in raw.items() if question in visit}


@examples(150)
@given(guides_and_visits())
def test_a_finished_visit_is_decided_as_the_definitions_say(case: tuple[Plain, Raw]) -> None:
    plain, raw = case
    oracle = Oracle(plain, ON)

    decision = decider(guides.load(plain), DAY).decide(raw)

    seen = oracle.see(oracle.walk(raw)[0])
    assert {found.member: found.verdict.value for found in decision.members} == seen.verdicts
    assert {item.id for item in decision.uncovered} == seen.uncovered


@examples(150)
@given(guides_and_visits())
def test_an_outcome_names_the_routes_and_sentences_that_the_definitions_say(
    case: tuple[Plain, Raw],
) -> None:
    plain, raw = case
    oracle = Oracle(plain, ON)
    seen = oracle.see(oracle.walk(raw)[0])

    outcome = route(guides.load(plain), raw, DAY)

    assert shown(outcome) == without_words(seen)
    assert [said(v) for v in outcome.verdicts] == [to_say(seen, v) for v in outcome.verdicts]
    assert outcome.open == ()


@examples(100)
@given(guides_and_visits())
def test_an_answer_off_the_path_is_listed_and_never_used(case: tuple[Plain, Raw]) -> None:
    plain, raw = case
    visit, _ = Oracle(plain, ON).walk(raw)
    loaded = guides.load(plain)

    outcome = route(loaded, raw, DAY)

    alone = route(loaded, used(raw, visit), DAY)
    assert {question for question, _ in outcome.set_aside} == raw.keys() - visit.keys()
    assert (outcome.verdicts, outcome.uncovered) == (alone.verdicts, alone.uncovered)
    assert decider(loaded, DAY).decide(raw) == decider(loaded, DAY).decide(used(raw, visit))


@examples(60)
@given(guides_and_visits())
def test_the_order_of_a_several_choice_answer_changes_no_verdict(case: tuple[Plain, Raw]) -> None:
    plain, raw = case
    loaded = guides.load(plain)
    reversed_answers = {question: answer[::-1] for question, answer in raw.items()}

    outcome = route(loaded, reversed_answers, DAY)

    assert shown(outcome) == shown(route(loaded, raw, DAY))


def test_a_route_holds_on_its_first_and_last_day_and_not_beside_them() -> None:
    plain = guides.shop()
    plain["routes.yaml"]["routes"][2]["valid"] = {"from": "2026-02-01", "until": "2026-02-28"}
    loaded = guides.load(plain)
    days = ["2026-01-31", "2026-02-01", "2026-02-28", "2026-03-01"]
    answers = {"place": ("38",), "themes": ("cake",)}

    outcomes = [route(loaded, answers, date.fromisoformat(day)) for day in days]

    assert [len(outcome.recommended) for outcome in outcomes] == [0, 1, 1, 0]


def test_what_is_remembered_of_one_day_is_not_used_on_another() -> None:
    plain = guides.shop()
    plain["routes.yaml"]["routes"][2]["valid"] = {"until": "2026-02-28"}
    loaded = guides.load(plain)
    answers: Raw = {"mood": ("calm",), "place": ("38",), "themes": ("cake",)}
    decider(loaded, date(2026, 2, 28)).decide(answers)

    decision = decider(loaded, date(2026, 3, 1)).decide(answers)

    assert {found.verdict.value for found in decision.members} == {"not-concerned"}
