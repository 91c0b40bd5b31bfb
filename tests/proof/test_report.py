"""What a proof tells: each fault in a sentence, with a visit that opens from its code."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from desktop import paths, ticket
from desktop.guide.loader import load_guide
from desktop.guide.read_stories import load_stories
from desktop.proof.findings import Property
from desktop.proof.prove import prove
from desktop.proof.report import grouped, to_json, to_lines
from desktop.text import LANGUAGES
from tests import guides
from tests.guides import Plain
from tests.proof.good_guides import good_guide
from tests.proof.mutants import KINDS, plant
from tests.random_guides import ON

DAY = date.fromisoformat(ON)


def without_a_route() -> Plain:
    """A good guide that lost its first route."""
    plain = good_guide(2)
    del plain["routes.yaml"]["routes"][0]
    return plain


def plant_first(name: str) -> Plain:
    """A good guide with a defect of this kind."""
    kind = next(kind for kind in KINDS if kind.name == name)
    found = (plant(kind, good_guide(seed), seed) for seed in range(1, 30))
    return next(mutant.plain for mutant in found if mutant and mutant.plain)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_proved_guide_is_told_property_by_property(language: str) -> None:
    proof = prove(load_guide(paths.shipped_guide()), DAY)

    lines = list(to_lines(proof, language))

    assert grouped(proof.visits, language) in lines[1]
    assert [line[:3] for line in lines[3:12]] == [f"({n})" for n in range(1, 10)]
    assert len(lines) == 13


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", KINDS, ids=[kind.name for kind in KINDS])
def test_every_fault_can_be_said(kind: object, language: str) -> None:
    found = (plant(k, good_guide(seed), seed) for k in KINDS if k is kind for seed in range(1, 30))
    mutant = next(mutant for mutant in found if mutant)

    lines = list(to_lines(prove(mutant.guide, DAY), language))

    assert lines


def test_the_code_under_a_fault_opens_its_visit() -> None:
    guide = guides.load(without_a_route())

    told = to_json(prove(guide, DAY), "en")

    shown = [finding["witness"] for finding in told["findings"] if finding["witness"]]
    opened = [ticket.decode(guide, witness["ticket"]).answers for witness in shown]
    plain = [{q: [v] if isinstance(v, str) else v for q, v in w["answers"].items()} for w in shown]
    assert shown
    assert [{q: list(v) for q, v in answers.items()} for answers in opened] == plain


def test_the_codes_of_the_stories_open_them_too() -> None:
    guide = load_guide(paths.shipped_guide())
    stories = load_stories(paths.shipped_guide(), guide)

    visits = [dict(story.answers) for story in stories]

    assert [ticket.decode(guide, ticket.encode(guide, v)).answers for v in visits] == visits


def test_a_fault_on_another_day_only_breaks_the_ninth_property() -> None:
    proof = prove(guides.load(plant_first("gap of one day")), DAY)

    assert proof.refuted == {Property.DATED_CHANGES}
    assert {finding.on for finding in proof.of(Property.DATED_CHANGES)} == {date(2027, 1, 1)}
    assert "from 2027-01-01" in "\n".join(to_lines(proof, "en"))


def test_a_fault_of_every_day_is_told_once() -> None:
    plain = next(p for p in map(good_guide, range(1, 40)) if "2027-01-01" in str(p))
    del plain["interview.yaml"]["longest-visit"]

    proof = prove(guides.load(plain), DAY)

    assert [finding.code for finding in proof.findings] == ["no-limit"]
    assert proof.refuted == {Property.EVERYTHING_REACHED, Property.DATED_CHANGES}
    assert "(9)" in "\n".join(to_lines(proof, "en"))
    assert "the same faults" in "\n".join(to_lines(proof, "en"))


def test_faults_of_texts_break_the_ninth_property_of_a_dated_guide_too() -> None:
    plain = next(p for p in map(good_guide, range(1, 40)) if "2027-01-01" in str(p))
    guide = guides.load(plain)
    blank = replace(guide, title=replace(guide.title, en="…"), _kept={})

    assert prove(blank, DAY).refuted == {Property.BOTH_LANGUAGES, Property.DATED_CHANGES}


def test_an_engine_that_asks_too_little_is_found_out(monkeypatch: pytest.MonkeyPatch) -> None:
    """The proof is of what the engine really asks, and the engine could be wrong."""
    monkeypatch.setattr("desktop.proof.questions.watched_boxes", lambda guide, routes: ())

    found = prove(load_guide(paths.shipped_guide()), DAY).findings

    assert {finding.code for finding in found} == {"skipped"}
    assert {finding.subject.split("/")[0] for finding in found} >= {"themes", "funding-kind"}
