"""Counts: in step with every change, held against a count of every case, and bounded in time."""

from __future__ import annotations

import random
from collections import Counter
from datetime import date, timedelta
from pathlib import Path

import pytest

from desktop.register.made_up import MARK, MadeUpCases
from desktop.register.model import (
    AdvisorId,
    Case,
    CaseDraft,
    Override,
    Query,
    Sent,
    State,
    Statistics,
)
from desktop.register.store import Register
from tests.register.registers import ANNA, BRUNO, NOON, TODAY, Clock, bakery, register_in

NEEDS = {"financing": ["bpifrance"], "export": ["ccir"], "daily-support": ["agence", "region"]}


def cases(register: Register) -> list[Case]:
    return [register.case(row.id) for row in register.find(Query(limit=500)).rows]


def by_hand(found: list[Case], since: date, until: date) -> Statistics:
    """The same counts, by looking at every case."""
    mine = [case for case in found if since <= case.opened.date() <= until]
    sent = [each for case in mine for each in case.referrals]
    needs = Counter(
        (f"{case.opened:%Y-%m}", need)
        for case in mine
        for need in {each.need for each in case.referrals}
    )
    delays = Counter(
        (each.first_contact - each.opened.date()).days for each in sent if each.first_contact
    )
    return Statistics(
        since=since,
        until=until,
        cases=len(mine),
        cases_by_month=Counter(f"{case.opened:%Y-%m}" for case in mine),
        needs_by_month=needs,
        members=Counter((each.member, each.state) for each in sent),
        departments=Counter(case.department for case in mine),
        uncovered=Counter(need for case in mine for need in case.uncovered),
        delays=delays,
        advisors=Counter(case.advisor for case in mine),
        overrides=Counter((o.member, o.reason) for case in mine for o in case.overrides),
    )


def change_anything(register: Register, clock: Clock, draw: random.Random) -> None:
    clock.go_on(hours=draw.randrange(40))
    known = cases(register)
    act = draw.random()
    if act < 0.4 or not known:
        register.save_case(drawn(draw), draw.choice((ANNA, BRUNO)))
    elif act < 0.6:
        register.save_case(drawn(draw, id=draw.choice(known).id), ANNA)
    else:
        sent = [each for case in known for each in case.referrals]
        if sent:
            register.set_referral(draw.choice(sent).id, draw.choice(list(State)), ANNA)


def drawn(draw: random.Random, **more: object) -> CaseDraft:
    sent = tuple(Sent(need, draw.choice(m)) for need, m in NEEDS.items() if draw.random() < 0.5)
    return bakery(
        referrals=sent,
        department=draw.choice(("01", "63")),
        uncovered=draw.choice(((), ("tax",))),
        overrides=draw.choice(((), (Override("ccir", "to-consider", "recommended", "known"),))),
        **more,
    )


@pytest.mark.parametrize("seed", [1, 2])
def test_counts_stay_in_step_with_any_change(tmp_path: Path, seed: int) -> None:
    clock, draw = Clock(), random.Random(seed)
    register = register_in(tmp_path, clock)
    for _ in range(60):
        change_anything(register, clock, draw)
    since, until = TODAY + timedelta(days=5), TODAY + timedelta(days=40)

    assert register.statistics(since, until) == by_hand(cases(register), since, until)
    assert register.statistics(since, until).cases > 5
    assert register.verify().sound


def test_made_up_cases_are_marked_and_counted_like_any(tmp_path: Path) -> None:
    register = register_in(tmp_path)
    made = MadeUpCases(1, NEEDS, ["anna", "bruno"], ["tax"])
    count = register.add_made_up(
        made.draw(TODAY - timedelta(days=364), TODAY, 300, NOON), AdvisorId("demo")
    )
    found = cases(register)
    since, until = TODAY - timedelta(days=200), TODAY

    assert (count, len(found)) == (300, 300)
    assert all(case.made_up and case.company and MARK in case.company.name for case in found)
    assert register.statistics(since, until) == by_hand(found, since, until)
    assert len({each.state for case in found for each in case.referrals}) == len(State)
    assert register.verify().sound


def test_made_up_cases_are_the_same_each_time_and_have_a_history(tmp_path: Path) -> None:
    drawn_twice = [
        list(MadeUpCases(9, NEEDS, ["anna"]).draw(TODAY, TODAY, 20, NOON)) for _ in range(2)
    ]
    register = register_in(tmp_path)
    register.add_made_up(drawn_twice[0], AdvisorId("demo"))
    case = cases(register)[-1]

    assert drawn_twice[0] == drawn_twice[1]
    assert [each.kind for each in register.events(case.id)][:2] == ["opened", "referred"]
    assert [each.act for each in register.audit()] == ["made-up"]


def test_real_cases_may_follow_made_up_ones(tmp_path: Path) -> None:
    register = register_in(tmp_path)
    made = MadeUpCases(1, NEEDS, ["anna"]).draw(TODAY, TODAY, 30, NOON)
    register.add_made_up(made, AdvisorId("demo"))
    case = register.save_case(bakery(), ANNA)
    register.set_referral(register.case(case).referrals[0].id, State.TAKEN_UP, ANNA)

    assert register.find(Query(text="exemple zoe")).rows[0].id == case
    assert register.verify().sound
