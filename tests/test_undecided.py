"""Unfinished visits: certain is over every completion, possible in some, open is what matters."""

from __future__ import annotations

from datetime import date

from hypothesis import given

from desktop.guide.masks import Masks
from desktop.guide.model import Guide
from desktop.routing import route
from desktop.undecided import open_questions
from tests import guides
from tests.guides import Plain
from tests.oracle import Oracle, Raw
from tests.random_guides import ON, examples, guides_and_answers

DAY = date.fromisoformat(ON)


def expected_verdicts(oracle: Oracle, raw: Raw) -> dict[str, str]:
    """Recommended in every completion, or concerned in some, or in none."""
    found = [oracle.see(visit).verdicts for visit in oracle.completions(raw)]
    in_all = {m for m in oracle.members if all(v[m] == "recommended" for v in found)}
    in_some = {m for m in oracle.members if any(v[m] != "not-concerned" for v in found)}
    return {
        member: "recommended"
        if member in in_all
        else "to-consider"
        if member in in_some
        else "not-concerned"
        for member in oracle.members
    }


def waiting(oracle: Oracle, plain: Plain, raw: Raw) -> list[str]:
    """The deciding questions of the path, as far as the answers tell, that have no answer."""
    path = [q.id for q in guides.load(plain).derived(Masks).read(raw).path]
    words = {q["id"] for q in oracle.questions if "decides" in q}
    return [question for question in path if not raw.get(question) and question not in words]


@examples(150)
@given(guides_and_answers())
def test_certain_is_over_every_completion_and_possible_in_some(case: tuple[Plain, Raw]) -> None:
    plain, raw = case

    outcome = route(guides.load(plain), raw, DAY)

    found = {verdict.member.id: verdict.verdict.value for verdict in outcome.verdicts}
    assert found == expected_verdicts(Oracle(plain, ON), raw)


@examples(150)
@given(guides_and_answers())
def test_the_uncovered_needs_of_an_unfinished_visit_are_those_of_every_completion(
    case: tuple[Plain, Raw],
) -> None:
    plain, raw = case
    oracle = Oracle(plain, ON)

    outcome = route(guides.load(plain), raw, DAY)

    found = [oracle.see(visit).uncovered for visit in oracle.completions(raw)]
    assert {item.id for item in outcome.uncovered} == frozenset.intersection(*found)


@examples(150)
@given(guides_and_answers())
def test_each_candidate_leads_there_in_some_completion_and_each_route_named_alone_in_all(
    case: tuple[Plain, Raw],
) -> None:
    plain, raw = case
    oracle = Oracle(plain, ON)
    found = [oracle.see(visit) for visit in oracle.completions(raw)]

    outcome = route(guides.load(plain), raw, DAY)

    possible = {r for seen in found for r in seen.steps}
    named = {c.id for v in outcome.verdicts for r in v.reasons for c in r.candidates}
    alone = {r.route.id for v in outcome.recommended for r in v.reasons if r.route}
    assert named <= possible
    assert all(alone <= seen.steps.keys() for seen in found)


@examples(80)
@given(guides_and_answers())
def test_a_question_that_is_not_open_changes_nothing(case: tuple[Plain, Raw]) -> None:
    plain, raw = case
    oracle = Oracle(plain, ON)

    found = route(guides.load(plain), raw, DAY).open

    mattering = [q for q in waiting(oracle, plain, raw) if oracle.matters(raw, q)]
    assert set(mattering) <= set(found)


@examples(80)
@given(guides_and_answers())
def test_an_open_question_can_change_whether_a_condition_holds(case: tuple[Plain, Raw]) -> None:
    """Exact, but for what `Oracle.touches` names: another box makes up for the change."""
    plain, raw = case
    oracle = Oracle(plain, ON)

    found = route(guides.load(plain), raw, DAY).open

    touching = [q for q in waiting(oracle, plain, raw) if oracle.touches(raw, q)]
    assert set(found) <= set(touching)


@examples(40)
@given(guides_and_answers())
def test_open_questions_come_in_path_order_and_are_of_the_path(case: tuple[Plain, Raw]) -> None:
    plain, raw = case

    found = route(guides.load(plain), raw, DAY).open

    assert list(found) == [q for q in waiting(Oracle(plain, ON), plain, raw) if q in found]


# Each of these was a defect, or would be one that chance seldom shows


def small(questions: list[Plain], *routes: Plain) -> Guide:
    """A guide of these questions and routes."""
    theme = questions[0]["choices"][0]["id"]
    members = [guides.member("m", 1), guides.member("n", 2)]
    return guides.load(guides.guide(questions, [guides.need("x", 1, theme)], members, [*routes]))


def test_an_ask_when_with_several_choices_is_met_by_any_of_them() -> None:
    themes = guides.question("themes", 1, "several", "a b c")
    kind = guides.question("kind", 2, "one", "k l", ask_when={"themes": ["a", "b"]})
    guide = small([themes, kind], guides.route("r", "x", "m", {"kind": "k"}))

    assert open_questions(guide, {}) == ("themes",)
    assert open_questions(guide, {"themes": ("b",)}) == ("kind",)


def test_a_question_wanted_only_as_asked_is_not_open_once_it_is() -> None:
    themes = guides.question("themes", 1, "several", "a b")
    kind = guides.question("kind", 2, "several", "k l", ask_when={"themes": "a"})
    guide = small([themes, kind], guides.route("r", "x", "m", {"kind": "asked"}))

    assert open_questions(guide, {}) == ("themes",)
    assert open_questions(guide, {"themes": ("a",)}) == ()
    assert route(guide, {"themes": ("a",)}, DAY).recommended[0].member.id == "m"


def test_an_end_that_is_asked_only_sometimes_matters_only_then() -> None:
    first = guides.question("first", 1, "one", "a b")
    end = guides.question("end", 2, "one", "stay stop>", ask_when={"first": "a"})
    last = guides.question("last", 3, "one", "x y")
    guide = small([first, end, last], guides.route("r", "x", "m", {"last": "x"}))

    assert open_questions(guide, {"first": ("b",)}) == ("last",)
    assert open_questions(guide, {"first": ("a",)}) == ("end", "last")
    assert open_questions(guide, {"first": ("b",), "end": ("stop",)}) == ("last",)
    assert open_questions(guide, {"end": ("stop",), "last": ("x",)}) == ("first",)


def test_a_route_not_in_force_opens_no_question() -> None:
    first = guides.question("first", 1, "one", "a b")
    past = {"until": "2026-11-23"}
    guide = small([first], guides.route("r", "x", "m", {"first": "a"}, valid=past))

    assert route(guide, {}, DAY).open == ()


def test_a_pace_that_an_answer_chooses_keeps_its_question_open() -> None:
    questions = [
        guides.question("first", 1, "one", "a b"),
        guides.question("pace", 2, "one", "c d"),
    ]
    plain = guides.guide(
        questions,
        [guides.need("x", 1, "a")],
        [guides.member("m", 1)],
        [guides.route("r", "x", "m", {"first": "a"})],
        pace=[{"when": {"pace": "c"}, **guides.text("soon")}],
    )

    assert route(guides.load(plain), {"first": ("a",)}, DAY).open == ("pace",)


def test_a_member_certain_by_several_needs_names_no_route_yet() -> None:
    first = guides.question("first", 1, "one", "a b")
    plain = guides.guide(
        [first],
        [guides.need("x", 1, "a"), guides.need("y", 2, "b")],
        [guides.member("m", 1)],
        [
            guides.route("rx", "x", "m", {"first": "a"}),
            guides.route("ry", "y", "m", {"first": "b"}),
        ],
    )

    found = route(guides.load(plain), {}, DAY).recommended[0]

    named = [(r.need.id, r.route, [c.id for c in r.candidates]) for r in found.reasons]
    assert named == [("x", None, ["rx"]), ("y", None, ["ry"])]


def test_an_answer_that_ends_sets_nothing_aside_while_it_may_not_be_asked() -> None:
    first = guides.question("first", 1, "one", "a b")
    end = guides.question("end", 2, "one", "stay stop>", ask_when={"first": "a"})
    last = guides.question("last", 3, "one", "x y")
    guide = small([first, end, last], guides.route("r", "x", "m", {"last": "x"}))
    raw: Raw = {"end": ("stop",), "last": ("y",)}

    found = route(guide, raw, DAY)

    assert found.set_aside == ()
    assert {verdict.verdict.value for verdict in found.verdicts} == {"not-concerned"}
    assert route(guide, raw | {"first": ("a",)}, DAY).set_aside == (("last", "y"),)


def test_an_end_before_the_pace_matters_to_what_is_said() -> None:
    plain = guides.guide(
        [
            guides.question("first", 1, "one", "a b"),
            guides.question("end", 2, "one", "stay stop>"),
            guides.question("when", 3, "one", "now later", decides="words"),
        ],
        [guides.need("x", 1, "a")],
        [guides.member("m", 1)],
        [guides.route("r", "x", "m", {"first": "a"})],
        pace=[{"when": {"when": "now"}, **guides.text("hurry")}],
    )

    assert route(guides.load(plain), {"first": ("a",)}, DAY).open == ("end",)
