"""The explanation of an outcome: what applied, what nearly did, what one asked to see come in."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from desktop import cli
from desktop.errors import BadRequest
from desktop.explain import explain
from desktop.guide.model import Guide
from desktop.routing import route
from tests import guides
from tests.oracle import Raw

DAY = date(2026, 11, 24)


@pytest.fixture
def guide() -> Guide:
    return guides.load(guides.shop())


def _run(capsys: pytest.CaptureFixture[str], *words: str, language: str = "en") -> str:
    assert cli.run(list(words), language, None) == 0
    return capsys.readouterr().out


BREAD: Raw = {
    "mood": ("calm",),
    "place": ("38",),
    "themes": ("bread",),
    "bread-kind": ("rye",),
}


def test_the_path_and_the_rules_that_applied_are_there(guide: Guide) -> None:
    found = explain(route(guide, BREAD, DAY))

    fired = {
        t.verdict.member.id: [r.route.id for r in t.verdict.reasons if r.route]
        for t in found.traces
    }
    assert [question.id for question in found.path] == ["mood", "place", "themes", "bread-kind"]
    assert fired == {"baker": ["loaf"], "pastry": [], "mill": []}


def test_a_rule_one_answer_away_is_told_with_the_answer_that_lacks(guide: Guide) -> None:
    found = explain(route(guide, BREAD, DAY))

    near = {t.verdict.member.id: [(n.route.id, n.changes[0]) for n in t.near] for t in found.traces}
    assert [name for name, _ in near["mill"]] == ["flour"]
    change = near["mill"][0][1]
    assert (change.question.id, [c.id for c in change.choices]) == ("bread-kind", ["unknown"])
    assert [name for name, _ in near["pastry"]] == ["sweet"]
    assert near["baker"] == []


def test_a_rule_two_answers_away_is_no_near_miss(guide: Guide) -> None:
    cake: Raw = {"mood": ("calm",), "place": ("38",), "themes": ("cake",)}

    found = explain(route(guide, cake, DAY))

    assert [t.near for t in found.traces if t.verdict.member.id == "mill"] == [()]


def test_a_member_asked_for_comes_with_what_would_bring_it_in(guide: Guide) -> None:
    cake: Raw = {"mood": ("calm",), "place": ("38",), "themes": ("cake",)}

    found = explain(route(guide, cake, DAY), guide.get_member("mill"))

    assert found.wanted is not None
    assert [c.question.id for c in found.wanted.changes or ()] == ["themes", "bread-kind"]


ANSWERS = {
    "situation": "relocating",
    "territory": "42187",
    "themes": ["talent", "funding"],
    "talent-kind": ["recruit"],
    "funding-kind": ["fundraising"],
    "export-kind": ["customs"],
    "urgency": "now",
}


@pytest.fixture
def answers(tmp_path: Path) -> str:
    path = tmp_path / "answers.json"
    path.write_text(json.dumps(ANSWERS), encoding="utf-8")
    return str(path)


def test_the_command_tells_the_rule_its_test_its_source_and_what_was_set_aside(
    answers: str, capsys: pytest.CaptureFixture[str]
) -> None:
    told = _run(capsys, "explain", "--answers", answers)

    assert "the route “fundraising” applies, because you answered" in told
    assert "“A partner or an investor” to “Money”" in told
    assert "§4d. The MEDEF looks after fundraising and spotting new talent." in told
    assert "Set aside, with no effect: Abroad (Make sense of customs and paperwork)." in told
    assert "Place of the project: Roanne (Loire)" in told


def test_the_command_in_french_says_how_to_bring_a_member_in(
    answers: str, capsys: pytest.CaptureFixture[str]
) -> None:
    told = _run(capsys, "explain", "--answers", answers, "--why-not", "region", language="fr")

    assert "Pour que ce membre soit proposé\u00a0: Région Auvergne-Rhône-Alpes" in told
    assert "répondre «\u00a0Une aide de la Région\u00a0» à «\u00a0L’accompagnement\u00a0»" in told


def test_for_other_programs_everything_is_there_by_id(
    answers: str, capsys: pytest.CaptureFixture[str]
) -> None:
    told = json.loads(_run(capsys, "explain", "--answers", answers, "--why-not", "cpme", "--json"))

    members = {item["member"]: item for item in told["members"]}
    assert [rule["route"] for rule in members["medef"]["rules"]] == ["fundraising", "talent-skills"]
    assert [near["route"] for near in members["ccir"]["near"]] == ["local-purchasing", "export"]
    assert told["set-aside"] == ["export-kind"]
    assert told["why-not"] == {
        "member": "cpme",
        "changes": [
            {"question": "funding-kind", "choices": ["financial-management"], "instead": False}
        ],
    }
    assert len(told["nearest"][0]["changed"]) == 1


def test_a_member_that_is_not_there_is_refused_with_those_that_are(answers: str) -> None:
    with pytest.raises(BadRequest) as refused:
        cli.run(["explain", "--answers", answers, "--why-not", "nobody"], "en", None)

    assert "region, agence, ccir, cpme, medef, bpifrance" in refused.value.say("en")
