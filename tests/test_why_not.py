"""Why not this member: the fewest answers to change, held against every possible change."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import product

import pytest
from hypothesis import given

from desktop.guide.loader import load_guide
from desktop.guide.model import Choice, Guide, Kind
from desktop.interview import toggled
from desktop.paths import shipped_guide
from desktop.routing import route
from desktop.why_not import Change, why_not
from tests import guides
from tests.guides import Plain
from tests.oracle import Oracle, Raw
from tests.random_guides import ON, examples, guides_and_answers, guides_and_visits

DAY = date.fromisoformat(ON)
SHIPPED = load_guide(shipped_guide())


def changed(raw: Raw, changes: tuple[Change, ...], picked: tuple[Choice, ...]) -> Raw:
    """The answers after touching one choice for each change, as on the screen."""
    answers = dict(raw)
    for change, choice in zip(changes, picked, strict=True):
        present = () if change.instead else answers.get(change.question.id, ())
        if choice.id not in present or change.question.kind is not Kind.SEVERAL:
            answers[change.question.id] = toggled(change.question, present, choice.id)
    return answers


def all_changed(raw: Raw, changes: tuple[Change, ...]) -> Iterator[Raw]:
    """The answers after the changes, whichever choices are picked."""
    for picked in product(*(change.choices for change in changes)):
        yield changed(raw, changes, picked)


def without_aside(oracle: Oracle, raw: Raw) -> Raw:
    """The answers on the path alone."""
    return {question: raw[question] for question in oracle.walk(raw)[0]}


def count(changes: tuple[Change, ...] | None) -> int | None:
    """How many questions the changes are about."""
    return None if changes is None else len({change.question.id for change in changes})


def every_answer(guide: Guide, plain: Plain, raw: Raw) -> list[tuple[Change, ...] | None]:
    """What is said of each member."""
    return [why_not(guide, raw, member, DAY) for member in Oracle(plain, ON).members]


@examples(100)
@given(guides_and_answers())
def test_after_the_change_the_member_is_brought_in_whatever_is_picked(
    case: tuple[Plain, Raw],
) -> None:
    plain, raw = case
    oracle, guide = Oracle(plain, ON), guides.load(plain)

    found = zip(oracle.members, every_answer(guide, plain, raw), strict=True)

    afterwards = [(m, new) for m, changes in found if changes for new in all_changed(raw, changes)]
    assert [(m, new) for m, new in afterwards if not oracle.leads_to(new, m)] == []


@examples(60)
@given(guides_and_visits())
def test_no_change_of_fewer_questions_brings_the_member_in(case: tuple[Plain, Raw]) -> None:
    plain, raw = case
    oracle, guide = Oracle(plain, ON), guides.load(plain)

    found = [count(changes) for changes in every_answer(guide, plain, raw)]

    assert found == [oracle.fewest_changes(raw, member) for member in oracle.members]


@examples(60)
@given(guides_and_visits())
def test_no_change_of_fewer_questions_does_on_a_visit_without_anything_set_aside(
    case: tuple[Plain, Raw],
) -> None:
    plain, raw = case
    oracle, guide = Oracle(plain, ON), guides.load(plain)
    answers = without_aside(oracle, raw)

    found = [count(changes) for changes in every_answer(guide, plain, answers)]

    assert found == [oracle.fewest_changes(answers, member) for member in oracle.members]


@examples(60)
@given(guides_and_answers())
def test_never_is_said_exactly_of_a_member_that_no_visit_brings_in(case: tuple[Plain, Raw]) -> None:
    plain, raw = case
    oracle, guide = Oracle(plain, ON), guides.load(plain)

    found = zip(oracle.members, every_answer(guide, plain, raw), strict=True)

    visits = [oracle.see(visit) for visit in oracle.completions({})]
    led_to = {m for m in oracle.members for seen in visits if seen.strong[m] | seen.weak[m]}
    assert {member for member, changes in found if changes is None} == set(oracle.members) - led_to


def said(raw: Raw, member: str) -> list[tuple[str, list[str], bool]] | None:
    """The changes of the shipped guide, in ids."""
    changes = why_not(SHIPPED, raw, member, DAY)
    if changes is None:
        return None
    return [(c.question.id, [choice.id for choice in c.choices], c.instead) for c in changes]


def test_a_theme_is_added_and_its_kind_given() -> None:
    raw: Raw = {"territory": ("38",), "themes": ("export",), "export-kind": ("customs",)}

    assert said(raw, "bpifrance") == [
        ("themes", ["funding"], False),
        ("funding-kind", ["financing"], False),
    ]


def test_a_choice_that_stands_alone_gives_way() -> None:
    raw: Raw = {"territory": ("38",), "themes": ("none-of-these",)}

    assert said(raw, "ccir") == [("themes", ["local-purchasing"], True)]


def test_a_project_outside_the_region_would_have_to_come_here() -> None:
    raw: Raw = {"territory": ("outside",), "themes": ("export",), "export-kind": ("customs",)}

    changes = why_not(SHIPPED, raw, "ccir", DAY)

    assert changes is not None
    assert [change.question.id for change in changes] == ["territory"]
    assert len(changes[0].choices) == 13
    assert changes[0].instead


def test_nothing_is_to_change_for_a_member_that_is_there() -> None:
    assert said({"territory": ("38",), "themes": ("export",)}, "ccir") == []


@pytest.mark.parametrize("member", [member.id for member in SHIPPED.members])
def test_each_member_of_the_shipped_guide_comes_in_after_what_is_said(member: str) -> None:
    raw: Raw = {"situation": ("other",), "territory": ("outside",)}

    changes = why_not(SHIPPED, raw, member, DAY)

    assert changes
    outcomes = [route(SHIPPED, new, DAY) for new in all_changed(raw, changes)]
    concerned = [{v.member.id for v in (*o.recommended, *o.to_consider)} for o in outcomes]
    assert all(member in ids for ids in concerned)


# What chance seldom shows


def small(questions: list[Plain], when: Plain) -> Guide:
    """A guide of these questions, and one route that leads to m."""
    theme = questions[0]["choices"][0]["id"]
    routes = [guides.route("r", "x", "m", when)]
    needs, members = [guides.need("x", 1, theme)], [guides.member("m", 1)]
    return guides.load(guides.guide(questions, needs, members, routes))


def changes_of(guide: Guide, raw: Raw) -> list[tuple[str, list[str], bool]]:
    """The changes that bring m in, in ids."""
    changes = why_not(guide, raw, "m", DAY)
    assert changes is not None
    return [(c.question.id, [choice.id for choice in c.choices], c.instead) for c in changes]


def test_an_end_that_is_not_asked_stands_in_nobodys_way() -> None:
    first = guides.question("first", 1, "one", "a b")
    end = guides.question("end", 2, "one", "stay stop>", ask_when={"first": "a"})
    last = guides.question("last", 3, "one", "x y")
    guide = small([first, end, last], {"last": "x"})

    assert changes_of(guide, {"first": ("b",), "last": ("y",)}) == [("last", ["x"], True)]
    assert changes_of(guide, {"first": ("a",), "end": ("stop",), "last": ("x",)}) == [
        ("end", ["stay"], True)
    ]


def test_one_answer_that_must_say_two_things_is_given_anew_then_added_to() -> None:
    themes = guides.question("themes", 1, "several", "a b c none!")
    kind = guides.question("kind", 2, "one", "k l", ask_when={"themes": "a"})
    guide = small([themes, kind], {"themes": "b", "kind": "k"})

    assert changes_of(guide, {"themes": ("none",), "kind": ("k",)}) == [
        ("themes", ["b"], True),
        ("themes", ["a"], False),
    ]


def test_an_answer_set_aside_counts_again_once_its_question_is_back() -> None:
    raw: Raw = {
        "territory": ("38",),
        "themes": ("export",),
        "export-kind": ("customs",),
        "funding-kind": ("fundraising",),
    }

    assert said(raw, "medef") == [("themes", ["funding"], False)]
