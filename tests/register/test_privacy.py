"""Personal data given out, put right and taken away, so that nothing of it remains anywhere."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from desktop.register import erasing
from desktop.register.faults import CaseTooLong, CaseUnknown
from desktop.register.made_up import MadeUpCases
from desktop.register.model import AdvisorId, CaseId, Company, Query, State
from desktop.register.places import register_file
from tests.register.registers import ANNA, BAKERY, BRUNO, NOON, TODAY, Clock, bakery, register_in

TELLING = [b"xemple", b"Zo\xc3\xa9", b"invent", b"example.invalid", b"four. Client", b"zoe"]


def on_disk(data: Path) -> bytes:
    """Every byte of the register's file and its journal."""
    folder = register_file(data).parent
    return b"".join(path.read_bytes() for path in sorted(folder.glob("cases.db*")))


def traces(data: Path) -> list[bytes]:
    content = on_disk(data).lower()
    return [each for each in TELLING if each.lower() in content]


def test_what_is_erased_is_nowhere_in_the_files(tmp_path: Path) -> None:
    register = register_in(tmp_path)
    case = register.save_case(bakery(), ANNA)
    for number in range(30):  # changed often, among others
        register.save_case(bakery(company=Company(name=f"Autre {number}")), BRUNO)
        register.save_case(bakery(id=case, ticket=f"T{number}"), ANNA)
    register.keep_progress(b"visit of Boulangerie \xc3\x89xemple", BRUNO)
    before = traces(tmp_path)
    report = register.erase([case], ANNA)

    assert len(before) == len(TELLING)
    assert (report.cases, report.swept) == ((case,), True)
    assert traces(tmp_path) == []
    register.close()
    assert traces(tmp_path) == []


def test_an_erased_case_still_counts_and_can_be_neither_found_nor_changed(tmp_path: Path) -> None:
    register = register_in(tmp_path)
    case = register.save_case(bakery(), ANNA)
    counts = register.statistics(TODAY, TODAY)
    register.erase([case], ANNA)
    held = register.case(case)

    assert register.statistics(TODAY, TODAY) == counts
    assert (held.company, held.answers, held.outcome, held.erased) == (None, {}, {}, TODAY)
    assert register.find(Query()).rows == register.find(Query(text="boul")).rows == ()
    assert register.due(TODAY + timedelta(days=400)) == ()
    assert register.events(case)[-1].kind == "erased"
    with pytest.raises(CaseUnknown):
        register.save_case(bakery(id=case), ANNA)
    with pytest.raises(CaseUnknown):
        register.rectify(case, BAKERY, ANNA)
    assert register.verify().sound


def test_a_colleagues_case_in_progress_is_not_lost_by_an_erasure(tmp_path: Path) -> None:
    register = register_in(tmp_path)
    case = register.save_case(bakery(), ANNA)
    register.keep_progress(b"somebody else", BRUNO)
    register.keep_progress(b"of " + case.encode(), ANNA)
    register.erase([case], ANNA)

    assert (register.progress(BRUNO), register.progress(ANNA)) == (b"somebody else", None)


def test_a_large_file_is_swept_later(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    register = register_in(tmp_path)
    monkeypatch.setattr(erasing, "SMALL_FILE", 0)
    monkeypatch.setattr(erasing, "MERGE_PAGES", 1)  # as many steps as a large one takes
    case = register.save_case(bakery(), ANNA)
    drawn = MadeUpCases(4, {"export": ["ccir"]}, ["anna"]).draw(TODAY, TODAY, 1500, NOON)
    register.add_made_up(drawn, ANNA)
    report = register.erase([case], ANNA)
    before = traces(tmp_path)

    assert not report.swept
    assert register.tidy()
    hers = {b"Zo\xc3\xa9", b"zoe", b"example.invalid"}  # the rest is in made-up cases too
    assert b"zoe" in before
    assert hers.isdisjoint(traces(tmp_path))


def test_rectifying_leaves_nothing_of_what_was_wrong_once_swept(tmp_path: Path) -> None:
    register = register_in(tmp_path)
    case = register.save_case(bakery(), ANNA)
    right = replace(BAKERY, name="Pâtisserie Modèle")
    register.rectify(case, right, BRUNO)
    held = register.case(case).company

    assert held is not None
    assert held.name == "Pâtisserie Modèle"
    assert len(register.find(Query(text="patis")).rows) == 1
    assert register.find(Query(text="boul")).rows == ()
    assert register.events(case)[-1].kind == "rectified"
    assert register.tidy()
    assert b"boulangerie" not in on_disk(tmp_path).lower()


def test_access_gives_all_that_is_held_and_says_that_it_did(tmp_path: Path) -> None:
    register = register_in(tmp_path)
    mine = register.save_case(bakery(), ANNA)
    register.save_case(bakery(company=Company(name="Autre")), ANNA)
    found = register.access("boulangerie exemple", BRUNO)
    text = json.dumps(found)

    (held,) = found["cases"]
    assert held["case"]["id"] == mine
    assert held["case"]["company"]["email"] == "zoe@example.invalid"
    assert held["case"]["company"]["consent"]["notice_version"] == "1"
    assert held["case"]["answers"]["themes"] == ["funding", "export"]
    assert [each["kind"] for each in held["events"]] == ["opened", "referred", "referred"]
    assert "Autre" not in text
    assert [(each.act, each.by) for each in register.audit(mine)] == [
        ("access", BRUNO),
        ("opened", ANNA),
    ]


@pytest.mark.parametrize(
    "who",
    ["BOULANGERIE EXEMPLE", "Zoé Inventée", "zoe@example.invalid", "000 000 000", "0000000000"],
)
def test_a_person_is_found_by_what_they_would_say(tmp_path: Path, who: str) -> None:
    register = register_in(tmp_path)
    case = register.save_case(bakery(), ANNA)

    assert register.cases_of(who) == (case,)
    assert register.cases_of(case) == (case,)
    assert register.cases_of("Boulangerie") == register.cases_of("") == ()


def test_purging_takes_what_is_past_its_time_and_nothing_else(tmp_path: Path) -> None:
    clock = Clock()
    register = register_in(tmp_path, clock)
    old = register.save_case(bakery(), ANNA)
    followed = register.save_case(bakery(), ANNA)
    clock.go_on(days=200)
    register.set_referral(register.case(followed).referrals[0].id, State.TAKEN_UP, ANNA)
    clock.go_on(days=3 * 365 + 1 - 200 + 1)
    day = clock.now.date()
    report = register.purge(day, 3, AdvisorId("start"))

    assert report.cases == (old,)
    assert register.case(followed).company is not None
    assert register.purge(day, 3, AdvisorId("start")).cases == ()
    assert [each.act for each in register.audit()] == ["purged", "erased"]
    assert register.audit()[0].count == 1


def test_the_last_day_is_still_kept(tmp_path: Path) -> None:
    clock = Clock()
    register = register_in(tmp_path, clock)
    register.save_case(bakery(), ANNA)

    assert register.purge(TODAY.replace(year=2029), 3, ANNA).cases == ()
    assert len(register.purge(TODAY.replace(year=2029) + timedelta(days=1), 3, ANNA).cases) == 1


def test_many_are_purged_in_a_few_steps(tmp_path: Path) -> None:
    register = register_in(tmp_path)
    drawn = MadeUpCases(4, {"export": ["ccir"]}, ["anna"]).draw(
        TODAY - timedelta(days=1200), TODAY - timedelta(days=1150), 450, NOON - timedelta(days=1140)
    )
    register.add_made_up(drawn, ANNA)
    report = register.purge(TODAY, 3, ANNA)

    assert 400 < len(report.cases) <= 450
    assert register.find(Query()).matches == 450 - len(report.cases)
    assert register.statistics(TODAY - timedelta(days=2000), TODAY).cases == 450
    assert register.verify().sound


def test_the_audit_is_kept_for_a_year(tmp_path: Path) -> None:
    clock = Clock()
    register = register_in(tmp_path, clock)
    register.save_case(bakery(), ANNA)
    clock.go_on(days=365)
    register.purge(clock.now.date(), 3, ANNA)
    kept = len(register.audit())
    clock.go_on(days=2)
    register.purge(clock.now.date(), 3, ANNA)

    assert (kept, len(register.audit())) == (1, 0)


def test_texts_have_a_limit_that_is_said(tmp_path: Path) -> None:
    register = register_in(tmp_path)

    with pytest.raises(CaseTooLong) as caught:
        register.save_case(bakery(company=Company(name="x" * 301)), ANNA)
    assert "300" in caught.value.say("fr")
    with pytest.raises(CaseTooLong):
        register.rectify(CaseId("any"), Company(notes="x" * 20_001), ANNA)
