"""Lists: as-you-type search, filters and orders, held against a plain search over every case."""

from __future__ import annotations

import random
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from desktop.register import sorted_pages
from desktop.register.made_up import MadeUpCases
from desktop.register.model import (
    URGENCY,
    AdvisorId,
    Case,
    CaseId,
    Company,
    Page,
    Query,
    Sent,
    Sort,
    State,
)
from desktop.register.store import Register
from desktop.register.words import sort_key, words
from tests.register.registers import ANNA, BRUNO, NOON, TODAY, Clock, bakery, register_in

NEEDS = {
    "financing": ["bpifrance"],
    "export": ["ccir"],
    "talent": ["medef"],
    "daily-support": ["agence", "region"],
}
COUNT = 500


@pytest.fixture(scope="module")
def full(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Register]:
    """A register with some hundred cases over two years."""
    register = register_in(tmp_path_factory.mktemp("full"))
    drawn = MadeUpCases(3, NEEDS, ["anna", "bruno", "Chloé"], ["tax"]).draw(
        date(2024, 11, 25), TODAY, COUNT, NOON
    )
    register.add_made_up(drawn, AdvisorId("demo"))
    yield register
    register.close()


def read_at_once(monkeypatch: pytest.MonkeyPatch, few: int) -> None:
    """Has more than so many cases walked in the tree of their order."""
    monkeypatch.setattr(sorted_pages, "MANY", few)
    monkeypatch.setattr(sorted_pages, "FEW", few)


def all_pages(register: Register, query: Query) -> list[CaseId]:
    """Every case that the query finds, page by page."""
    found: list[CaseId] = []
    page = Page((), True, None)
    while page.more:
        page = register.find(replace(query, cursor=page.next))
        found += [row.id for row in page.rows]
    return found


@pytest.fixture(scope="module")
def all_cases(full: Register) -> list[Case]:
    """Every case, read one by one."""
    return [full.case(case) for case in all_pages(full, Query(limit=500))]


def plain(text: str) -> list[str]:
    flat = unicodedata.normalize("NFD", text.lower())
    kept = "".join(c if c.isalnum() else " " for c in flat if not unicodedata.combining(c))
    return kept.split()


def holds(case: Case, query: Query) -> bool:
    """Whether a case is one that the query wants, by the definition."""
    sent: list[tuple[str, str, State | None]] = [
        (each.need, each.member, each.state) for each in case.referrals
    ]
    sent += [(need, "", None) for need in case.uncovered]
    wanted = (query.need, query.member, query.state)
    company = case.company or Company()
    texts = [company.name, company.place, company.contact, company.email, company.notes]
    texts += [case.department, case.advisor, *(part for n, m, _ in sent for part in (n, m))]
    typed = [*plain(" ".join(texts)), company.number, company.phone.replace(" ", "")]
    typed += [company.commune.lower()]
    due = [each.due for each in case.referrals if each.due and each.due <= TODAY]
    return (
        any(all(not w or w == h for w, h in zip(wanted, each, strict=True)) for each in sent)
        and query.department in ("", case.department)
        and query.advisor in ("", case.advisor)
        and (not query.overdue or bool(due))
        and (query.since is None or case.opened.date() >= query.since)
        and (query.until is None or case.opened.date() <= query.until)
        and all(any(each.startswith(word) for each in typed) for word in plain(query.text))
    )


KEYS: dict[Sort, Callable[[Case], Any]] = {
    Sort.OPENED: lambda case: case.opened,
    Sort.CHANGED: lambda case: case.changed,
    Sort.COMPANY: lambda case: sort_key(case.company.name) if case.company else "",
    Sort.PLACE: lambda case: sort_key(case.company.place) if case.company else "",
    Sort.DEPARTMENT: lambda case: case.department,
    Sort.NEED: lambda case: case.referrals[0].need,
    Sort.MEMBER: lambda case: case.referrals[0].member,
    Sort.STATE: lambda case: URGENCY.index(case.state) if case.state else "",
    Sort.ADVISOR: lambda case: case.advisor,
    Sort.DUE: lambda case: min((e.due for e in case.referrals if e.due), default=""),
}


def by_definition(cases: list[Case], query: Query) -> list[CaseId]:
    """What the query finds, in its order, by looking at every case."""
    found = sorted(
        (case for case in cases if holds(case, query)), key=lambda c: c.opened, reverse=True
    )
    key = KEYS[query.sort]
    named = [case for case in found if key(case) != ""]
    if query.sort is not Sort.OPENED:
        named.sort(key=key, reverse=query.descending)
    elif not query.descending:
        named.reverse()
    return [case.id for case in (*named, *(case for case in found if key(case) == ""))]


def drawn_query(draw: random.Random) -> Query:
    texts = ("", "", "b", "sarl", "boulangerie", "saint et", "ÉLECTRO", "four", "00012", "zzz")
    return Query(
        text=draw.choice(texts),
        member=draw.choice(("", "", "ccir", "agence")),
        need=draw.choice(("", "", "export", "talent", "tax")),
        state=draw.choice((None, None, None, *State)),
        department=draw.choice(("", "", "", "63", "undecided")),
        advisor=draw.choice(("", "", "", "Chloé")),
        since=draw.choice((None, None, TODAY - timedelta(days=300))),
        until=draw.choice((None, None, TODAY - timedelta(days=100))),
        overdue=draw.random() < 0.1,
        sort=draw.choice(list(Sort)),
        descending=draw.random() < 0.5,
        limit=draw.choice((3, 20, 50)),
    )


@pytest.mark.parametrize("few", [4, 60, 1000])
def test_any_query_finds_what_a_look_at_every_case_finds(
    full: Register, all_cases: list[Case], monkeypatch: pytest.MonkeyPatch, few: int
) -> None:
    read_at_once(monkeypatch, few)
    cases = all_cases
    draw = random.Random(few)
    queries = [drawn_query(draw) for _ in range(60)]

    differing = [q for q in queries if all_pages(full, q) != by_definition(cases, q)]
    assert differing == []
    assert sum(bool(by_definition(cases, q)) for q in queries) > 15


@pytest.mark.parametrize("descending", [False, True])
@pytest.mark.parametrize("sort", Sort)
@pytest.mark.parametrize("few", [4, 1000])
def test_every_order_lists_every_case_once(
    full: Register,
    all_cases: list[Case],
    monkeypatch: pytest.MonkeyPatch,
    sort: Sort,
    descending: bool,
    few: int,
) -> None:
    read_at_once(monkeypatch, few)
    query = Query(sort=sort, descending=descending, limit=37)

    found = all_pages(full, query)
    assert found == by_definition(all_cases, query)
    assert len(found) == COUNT


def test_few_that_match_come_in_the_same_order_as_many(
    full: Register, monkeypatch: pytest.MonkeyPatch
) -> None:
    query = Query(text="b", sort=Sort.COMPANY, descending=False, limit=20)
    few = all_pages(full, query)
    read_at_once(monkeypatch, 1)

    assert all_pages(full, query) == few


def test_accents_capitals_and_spaces_are_forgiven(tmp_path: Path) -> None:
    register = register_in(tmp_path)
    case = register.save_case(bakery(), ANNA)
    typed = ("EXEMPLE boul", "zoe inv", "000000000", "000 000 000", "00 00 00", "clermont-fe", "63")

    assert {text: [row.id for row in register.find(Query(text=text)).rows] for text in typed} == {
        text: [case] for text in typed
    }
    assert register.find(Query(text="exemples")).rows == ()


@pytest.mark.parametrize("typed", ["000 111 222", "000 11", "0001 1122", "000111222"])
def test_a_number_is_found_however_its_digits_are_parted(tmp_path: Path, typed: str) -> None:
    register = register_in(tmp_path)
    register.save_case(bakery(company=Company(name="Éxemple", number="000 111 222")), ANNA)

    assert len(register.find(Query(text=typed)).rows) == 1
    assert register.find(Query(text=f"{typed} 9")).rows == ()


@pytest.mark.parametrize(
    "typed", ['"', "*", "a OR b", "NEAR(a b)", "=x", "-", "'; DROP", "\x00", "é" * 500, "AND", "^a"]
)
def test_nothing_typed_is_taken_for_a_command(tmp_path: Path, typed: str) -> None:
    register = register_in(tmp_path)
    register.save_case(bakery(), ANNA)

    assert len(register.find(Query(text=typed)).rows) in (0, 1)


def test_a_period_has_its_first_and_its_last_day(tmp_path: Path) -> None:
    clock = Clock()
    register = register_in(tmp_path, clock)
    cases = []
    for _ in range(4):
        cases.append(register.save_case(bakery(), ANNA))
        clock.go_on(days=1)
    query = Query(since=TODAY + timedelta(days=1), until=TODAY + timedelta(days=2))

    assert [row.id for row in register.find(query).rows] == cases[2:0:-1]


def test_member_need_and_state_are_of_one_referral(tmp_path: Path) -> None:
    register = register_in(tmp_path)
    case = register.save_case(bakery(), ANNA)
    register.set_referral(register.case(case).referrals[0].id, State.NO_HELP, ANNA)

    assert register.find(Query(member="bpifrance", state=State.NO_HELP)).rows
    assert not register.find(Query(member="ccir", state=State.NO_HELP)).rows
    assert not register.find(Query(member="bpifrance", need="export")).rows


def test_a_change_is_found_at_once_and_what_it_replaced_no_more(tmp_path: Path) -> None:
    register = register_in(tmp_path)
    case = register.save_case(bakery(), ANNA)
    register.save_case(bakery(id=case, company=Company(name="Scierie Inventée")), BRUNO)

    assert [row.company for row in register.find(Query(text="scier")).rows] == ["Scierie Inventée"]
    assert register.find(Query(text="boulangerie")).rows == ()


def test_a_case_becomes_overdue_by_the_day_alone(tmp_path: Path) -> None:
    clock = Clock()
    register = register_in(tmp_path, clock)
    case = register.save_case(bakery(), ANNA)
    before = register.find(Query(overdue=True)).rows
    clock.go_on(days=9)

    assert before == ()
    assert [row.id for row in register.find(Query(overdue=True)).rows] == [case]
    register.set_referral(register.case(case).referrals[0].id, State.HELP_OFFERED, ANNA)
    register.set_referral(register.case(case).referrals[1].id, State.HELP_OFFERED, ANNA)
    assert register.find(Query(overdue=True)).rows == ()


def test_more_than_a_thousand_are_not_counted_out(full: Register, tmp_path: Path) -> None:
    register = register_in(tmp_path)
    drawn = MadeUpCases(4, NEEDS, ["anna"]).draw(TODAY, TODAY, 1001, NOON)
    register.add_made_up(drawn, AdvisorId("demo"))
    page, other = register.find(Query()), full.find(Query())

    assert (page.matches, page.counted_all) == (1000, False)
    assert (other.matches, other.counted_all) == (COUNT, True)


def test_ids_are_sorted_as_the_caller_orders_them(tmp_path: Path) -> None:
    register = register_in(tmp_path)
    for need, member in (("a", "x"), ("b", "y"), ("c", "z")):
        register.save_case(bakery(referrals=(Sent(need, member),)), ANNA)
    query = Query(sort=Sort.NEED, descending=False, order=("c", "a"))

    found = [row.referrals[0][0] for row in register.find(query).rows]
    assert found == ["c", "a", "b"]


def test_words_of_any_script_are_words() -> None:
    assert words("L’Œuvre d'Été, ß-2 東京 Straße_x") == [
        *("l", "oeuvre", "d", "ete", "ss", "2", "東京", "strasse", "x")
    ]
