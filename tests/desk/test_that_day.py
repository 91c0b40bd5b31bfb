"""A saved case says what was decided then: by the guide and on the day of its decision."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

import pytest

from desktop.casework import Casework
from desktop.desk.draft import Advised, Draft
from desktop.desk.live import judge
from desktop.desk.saving import save
from desktop.desk.session import Session
from desktop.desk.that_day import find_decided
from desktop.guide.model import Guide, Verdict
from desktop.handover import HandOver, letter, letter_json
from desktop.library.shelf import keep_shipped
from desktop.register.model import Case
from desktop.routing import Outcome

VISIT = {
    "situation": ("expanding",), "territory": ("69",), "themes": ("talent",),
    "talent-kind": ("recruit",), "urgency": ("now",),
}  # fmt: skip
DAY = date(2026, 3, 2)


@pytest.fixture
def other(guide: Guide) -> Guide:
    """A guide of today's whose rules no longer know the member that answers talent."""
    routes = tuple(route for route in guide.routes if route.member != "medef")
    return replace(guide, routes=routes, rules="0" * 64, version="99", _kept={})


def decide(session: Session, draft: Draft, guide: Guide) -> Case:
    """A case saved on that day."""
    assert session.register is not None
    case, _ = save(session.register, draft, judge(guide, draft, DAY), "fr", session.by)
    return session.register.case(case)


def verdicts(outcome: Outcome) -> dict[str, Verdict]:
    return {one.member.id: one.verdict for one in outcome.verdicts}


def hand(case: Case, outcome: Outcome, is_todays: bool) -> HandOver:
    now = datetime.now().astimezone()
    return HandOver(case, outcome, "medef", "fr", now, is_todays=is_todays)


def test_a_case_is_handed_over_as_it_was_decided_on_its_day(session: Session, guide: Guide) -> None:
    case = decide(session, Draft(VISIT), guide)
    found = find_decided(case, session.casework, session.data)
    assert not found.is_todays
    assert found.outcome.on == DAY
    assert verdicts(found.outcome)["medef"] is Verdict.RECOMMENDED


def test_what_the_advisor_judged_is_on_the_sheet_that_goes_out(
    session: Session, guide: Guide
) -> None:
    own = Advised(Verdict.RECOMMENDED, "said-aloud", ("export",))
    case = decide(session, Draft(VISIT).advise("ccir", own), guide)
    found = find_decided(case, session.casework, session.data)
    assert verdicts(found.outcome)["ccir"] is Verdict.RECOMMENDED


def test_after_an_update_the_kept_guide_of_the_day_decides(
    session: Session, guide: Guide, other: Guide
) -> None:
    keep_shipped(session.data, guide, DAY)
    case = decide(session, Draft(VISIT), guide)
    found = find_decided(case, Casework(other, on_trial=False), session.data)
    assert not found.is_todays
    assert found.outcome.guide.rules == guide.rules
    assert verdicts(found.outcome)["medef"] is Verdict.RECOMMENDED
    said = letter.body(hand(case, found.outcome, found.is_todays))
    assert "fiche d’orientation remise à l’entreprise" in said


def test_where_that_guide_is_gone_the_letter_says_whose_guide_it_is(
    session: Session, guide: Guide, other: Guide
) -> None:
    case = decide(session, Draft(VISIT), guide)
    found = find_decided(case, Casework(other, on_trial=False), session.data)
    assert found.is_todays
    assert found.outcome.guide is other
    handed = hand(case, found.outcome, found.is_todays)
    said = letter.body(handed)
    assert "guide d’aujourd’hui (version 99)" in said
    assert "Trouver et former du personnel" in said  # the need that was kept
    assert "remise à l’entreprise (PDF)" not in said
    assert b'"as_decided": false' in letter_json.to_bytes(handed)


def test_a_copy_that_rotted_is_not_believed(session: Session, guide: Guide, other: Guide) -> None:
    keep_shipped(session.data, guide, DAY)
    for copy in session.data.glob("guides/*/routes.yaml"):
        copy.write_text("[]", encoding="utf-8")
    case = decide(session, Draft(VISIT), guide)
    assert find_decided(case, Casework(other, on_trial=False), session.data).is_todays


def test_the_way_in_is_todays_whatever_guide_decided(
    session: Session, guide: Guide, other: Guide
) -> None:
    case = decide(session, Draft(VISIT), guide)
    found = find_decided(case, session.casework, session.data)
    handed = hand(case, found.outcome, False)
    without = replace(other, members=tuple(m for m in guide.members if m.id != "medef"))
    moved = tuple(replace(m, offices=m.offices[-1:]) for m in guide.members)
    assert handed.through(without) == handed
    assert handed.through(replace(other, members=moved)).way_in != handed.way_in


def test_a_case_whose_record_says_nothing_is_worked_out_by_todays_guide(
    session: Session, guide: Guide
) -> None:
    case = replace(decide(session, Draft(VISIT), guide), outcome={"guide": "?", "on": "?"})
    assert find_decided(case, session.casework, session.data).is_todays
