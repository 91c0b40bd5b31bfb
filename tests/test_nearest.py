"""The smallest change that alters a verdict, held against every finished visit listed."""

from __future__ import annotations

from datetime import date
from itertools import chain, combinations

import pytest
from hypothesis import given

from desktop import paths
from desktop.guide.loader import load_guide
from desktop.guide.masks import Answers
from desktop.guide.model import Guide, Kind, Question
from desktop.nearest import find_nearest
from desktop.routing import Outcome, route
from tests import guides
from tests.bench.visits import draw_visits
from tests.guides import Plain
from tests.oracle import Oracle, Raw, Visit
from tests.random_guides import ON, examples, guides_and_answers

DAY = date.fromisoformat(ON)
SHIPPED = load_guide(paths.shipped_guide())


def changes(oracle: Oracle, raw: Raw, visit: Visit) -> int:
    """How many answers of a visit are not those given, words aside."""
    words = {q["id"] for q in oracle.questions if "decides" in q}
    return sum(
        frozenset(raw.get(question, ())) != answer
        for question, answer in visit.items()
        if question not in words
    )


def fewest(oracle: Oracle, raw: Raw, member: str, now: str) -> int | None:
    """The fewest changes for another verdict of the member, over every finished visit."""
    found = [
        changes(oracle, raw, visit)
        for visit in oracle.completions({})
        if oracle.see(visit).verdicts[member] != now
    ]
    return min(found, default=None)


def verdicts(outcome: Outcome) -> dict[str, str]:
    """Member id → verdict."""
    return {v.member.id: v.verdict.value for v in outcome.verdicts}


@examples(60)
@given(guides_and_answers())
def test_the_change_found_for_each_member_is_the_smallest_of_all(case: tuple[Plain, Raw]) -> None:
    plain, raw = case
    oracle = Oracle(plain, ON)
    outcome = route(guides.load(plain), raw, DAY)

    found = {item.member.id: len(item.changed) for item in find_nearest(outcome)}

    now = verdicts(outcome)
    expected = {member: fewest(oracle, raw, member, now[member]) for member in oracle.members}
    assert found == {member: n for member, n in expected.items() if n is not None}


@examples(60)
@given(guides_and_answers())
def test_the_visit_found_really_gives_the_other_verdict(case: tuple[Plain, Raw]) -> None:
    plain, raw = case
    guide = guides.load(plain)

    found = find_nearest(route(guide, raw, DAY))

    shown = [verdicts(route(guide, item.answers, DAY))[item.member.id] for item in found]
    assert shown == [item.after.value for item in found]
    assert [item for item in found if item.before is item.after] == []
    assert [len(item.changed) for item in found] == sorted(len(item.changed) for item in found)


def test_questions_that_choose_words_only_cost_nothing_however_many_open() -> None:
    themes = guides.question("themes", 1, "several", "a b c")
    place = guides.question("place", 2, "one", "here there")
    words = [
        guides.question(f"w{n}", n, "one", "x y", decides="words", ask_when={"themes": "a"})
        for n in (3, 4)
    ]
    routes = [
        guides.route("short", "n", "m", {"themes": "a"}),
        guides.route("long", "n", "m", {"themes": "b", "place": "there"}),
    ]
    plain = guides.guide(
        [themes, place, *words], [guides.need("n", 1, "a")], [guides.member("m", 1)], routes
    )
    given_answers: Raw = {"themes": ("c",), "place": ("here",)}

    (found,) = find_nearest(route(guides.load(plain), given_answers, DAY))

    assert [question.id for question in found.changed] == ["themes"]


def other_answers(question: Question) -> list[tuple[str, ...]]:
    """Every answer the question takes."""
    ids = [choice.id for choice in question.choices]
    if question.kind is not Kind.SEVERAL:
        return [(choice,) for choice in ids]
    together = [choice.id for choice in question.choices if not choice.exclusive]
    sizes = range(1, len(together) + 1)
    alone = [(choice.id,) for choice in question.choices if choice.exclusive]
    return [*alone, *chain.from_iterable(combinations(together, size) for size in sizes)]


def one_change(guide: Guide, answers: Answers) -> dict[str, set[str]]:
    """Member id → the verdicts that one other answer, the visit still finished, can give."""
    found: dict[str, set[str]] = {member.id: set() for member in guide.members}
    for question in guide.questions:
        for answer in other_answers(question) if question.id in answers else []:
            outcome = route(guide, {**answers, question.id: answer}, DAY)
            if not outcome.open:
                for member, verdict in verdicts(outcome).items():
                    found[member].add(verdict)
    return found


@pytest.mark.parametrize("answers", draw_visits(SHIPPED, 6, seed=31))
def test_on_the_shipped_guide_one_answer_suffices_exactly_where_trying_each_says_so(
    answers: Answers,
) -> None:
    outcome = route(SHIPPED, answers, DAY)

    found = {item.member.id for item in find_nearest(outcome) if len(item.changed) == 1}

    now = verdicts(outcome)
    tried = one_change(SHIPPED, answers)
    assert found == {member for member in now if tried[member] - {now[member]}}
