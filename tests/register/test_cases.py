"""Cases saved, changed and followed, and what the history says of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from desktop.register.faults import CaseChanged, CaseUnknown
from desktop.register.model import CaseId, Company, Query, Sent, State
from tests.register.registers import ANNA, BRUNO, TODAY, Clock, bakery, register_in


def test_a_saved_case_comes_back_as_it_was(tmp_path: Path) -> None:
    register = register_in(tmp_path)
    draft = bakery()
    case = register.case(register.save_case(draft, ANNA))

    assert case.company == replace(draft.company, number="000000000")
    assert dict(case.answers) == {"themes": ("funding", "export"), "territory": ("63113",)}
    assert case.outcome == {"format": 1, "on": "2026-11-24"}
    assert [(each.need, each.member) for each in case.referrals] == [
        ("financing", "bpifrance"),
        ("export", "ccir"),
    ]
    assert case.advisor == ANNA
    assert case.revision == 1


def test_a_case_outlives_the_program(tmp_path: Path) -> None:
    register = register_in(tmp_path)
    case = register.save_case(bakery(), ANNA)
    register.close()

    assert register_in(tmp_path).case(case).id == case


def test_a_new_referral_waits_until_the_first_reminder_day(tmp_path: Path) -> None:
    register = register_in(tmp_path)
    case = register.case(register.save_case(bakery(), ANNA))

    assert [each.state for each in case.referrals] == [State.WAITING, State.WAITING]
    assert [each.due for each in case.referrals] == [TODAY + timedelta(days=9)] * 2


def test_each_reminder_leads_to_the_next_and_a_result_ends_them(tmp_path: Path) -> None:
    clock = Clock()
    register = register_in(tmp_path, clock)
    case = register.save_case(bakery(referrals=(Sent("export", "ccir"),)), ANNA)
    (sent,) = register.case(case).referrals
    days: list[date | None] = []
    for passed in (9, 12, 24):
        clock.go_on(days=passed)
        register.set_referral(sent.id, State.UNREACHABLE, BRUNO)
        days.append(register.case(case).referrals[0].due)

    assert days == [TODAY + timedelta(days=21), TODAY + timedelta(days=45), None]
    register.set_referral(sent.id, State.HELP_OFFERED, BRUNO, due=TODAY + timedelta(days=90))
    assert register.case(case).referrals[0].due is None


def test_the_history_says_who_did_what(tmp_path: Path) -> None:
    clock = Clock()
    register = register_in(tmp_path, clock)
    case = register.save_case(bakery(), ANNA)
    sent = register.case(case).referrals[0]
    clock.go_on(days=2)
    register.set_referral(sent.id, State.REFUSED, BRUNO, "not-for-me")

    kinds = [(each.kind, each.by) for each in register.events(case)]
    assert kinds == [("opened", ANNA), ("referred", ANNA), ("referred", ANNA), ("state", BRUNO)]
    last = register.events(case)[-1]
    assert (last.referral, last.state, last.reason) == (sent.id, State.REFUSED, "not-for-me")
    assert register.case(case).referrals[0].first_contact == TODAY + timedelta(days=2)


def test_a_reason_in_free_words_is_refused(tmp_path: Path) -> None:
    register = register_in(tmp_path)
    sent = register.case(register.save_case(bakery(), ANNA)).referrals[0]

    with pytest.raises(ValueError, match="code"):
        register.set_referral(sent.id, State.REFUSED, ANNA, "Madame X ne veut pas")


def test_a_change_over_a_newer_change_is_refused(tmp_path: Path) -> None:
    register = register_in(tmp_path)
    case = register.save_case(bakery(), ANNA)
    mine = bakery(id=case, revision=1, company=Company(name="A"))
    register.save_case(bakery(id=case, revision=1, company=Company(name="B")), BRUNO)

    with pytest.raises(CaseChanged):
        register.save_case(mine, ANNA)
    assert register.case(case).company == Company(name="B")


def test_a_need_taken_back_is_withdrawn_and_may_return(tmp_path: Path) -> None:
    register = register_in(tmp_path)
    case = register.save_case(bakery(), ANNA)
    register.save_case(bakery(id=case, referrals=(Sent("export", "ccir"),)), ANNA)
    left = [each.need for each in register.case(case).referrals]
    register.save_case(bakery(id=case), ANNA)

    assert left == ["export"]
    assert [each.need for each in register.case(case).referrals] == ["financing", "export"]
    assert [each.kind for each in register.events(case)].count("withdrawn") == 1


def test_no_case_is_said_so(tmp_path: Path) -> None:
    with pytest.raises(CaseUnknown) as caught:
        register_in(tmp_path).case(CaseId("none"))

    assert "dossier" in caught.value.say("fr")


def test_a_case_in_progress_is_kept_for_each_advisor_until_it_is_left(tmp_path: Path) -> None:
    register = register_in(tmp_path)
    register.keep_progress(b"first", ANNA)
    register.keep_progress(b"second", ANNA)
    register.close()
    again = register_in(tmp_path)

    assert (again.progress(ANNA), again.progress(BRUNO)) == (b"second", None)
    again.keep_progress(None, ANNA)
    assert again.progress(ANNA) is None


def test_todays_list_has_what_is_due_the_longest_overdue_first(tmp_path: Path) -> None:
    clock = Clock()
    register = register_in(tmp_path, clock)
    first = register.save_case(bakery(referrals=(Sent("export", "ccir"),)), ANNA)
    clock.go_on(days=1)
    second = register.save_case(bakery(referrals=(Sent("talent", "medef"),)), BRUNO)
    clock.go_on(days=9)

    assert [each.case for each in register.due(TODAY + timedelta(days=10))] == [first, second]
    assert [each.case for each in register.due(TODAY + timedelta(days=9))] == [first]
    assert [each.case for each in register.due(TODAY + timedelta(days=10), advisor=BRUNO)] == [
        second
    ]
    assert [row.id for row in register.find(Query()).rows] == [second, first]


def test_a_made_up_case_that_is_changed_stays_made_up(tmp_path: Path) -> None:
    register = register_in(tmp_path)
    case = register.save_case(bakery(made_up=True), ANNA)
    register.save_case(bakery(id=case, revision=1), BRUNO)
    assert register.case(case).made_up
    assert register.case(case).revision == 2
