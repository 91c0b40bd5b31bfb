"""Whole cases carried from one register to another, and nothing that makes no sense."""

from __future__ import annotations

import copy
import json
from pathlib import Path
from typing import Any

import pytest

from desktop.register.faults import BadCase, CaseTooLong
from desktop.register.model import Override, Query, State
from desktop.register.store import Register
from tests.register.registers import ANNA, BRUNO, TODAY, Clock, bakery, register_in


@pytest.fixture
def whole(tmp_path: Path) -> dict[str, Any]:
    """A case of another register, as it was written out."""
    clock = Clock()
    register = register_in(tmp_path / "theirs", clock)
    overrides = (Override("ccir", "to-consider", "recommended", "known-here"),)
    case = register.save_case(bakery(uncovered=("tax",), overrides=overrides), ANNA)
    clock.go_on(days=3)
    register.set_referral(register.case(case).referrals[0].id, State.TAKEN_UP, BRUNO, "called")
    written: dict[str, Any] = json.loads(json.dumps(register.whole(case)))
    register.close()
    return written


@pytest.fixture
def mine(tmp_path: Path) -> Register:
    return register_in(tmp_path / "mine")


def test_a_case_arrives_as_it_left(whole: dict[str, Any], mine: Register) -> None:
    assert mine.take_in(whole, ANNA) == "taken"
    (row,) = mine.find(Query(text="boul zoe")).rows
    arrived = mine.whole(row.id)

    assert {key: arrived[key] for key in ("case", "events")} == {
        key: whole[key] for key in ("case", "events")
    }
    assert mine.statistics(TODAY, TODAY).delays == {3: 1}
    assert mine.verify().sound


def test_a_case_is_taken_once_and_never_after_its_erasure(
    whole: dict[str, Any], mine: Register
) -> None:
    mine.take_in(whole, ANNA)
    again = mine.take_in(whole, ANNA)
    mine.erase([mine.find(Query()).rows[0].id], ANNA)

    assert (again, mine.take_in(whole, ANNA)) == ("known", "erased")


def spoilt(whole: dict[str, Any], path: str, value: object) -> dict[str, Any]:
    found = copy.deepcopy(whole)
    *way, last = [int(each) if each.isdigit() else each for each in path.split(".")]
    inner: Any = found
    for each in way:
        inner = inner[each]
    inner[last] = value
    return found


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("case", None),
        ("case.id", "../../etc"),
        ("case.id", 5),
        ("case.opened", "yesterday"),
        ("case.company.name", ["a"]),
        ("case.company.numbered", "perhaps"),
        ("case.company.secret", "x"),
        ("case.answers", []),
        ("case.referrals.0.state", "lost"),
        ("case.referrals.0.need", None),
        ("case.referrals", {}),
        ("case.overrides.0.reason", "Madame dit que non"),
        ("events.0.kind", "Ce monsieur a téléphoné"),
        ("events.0.reason", "il est fâché"),
        ("events.0.kind", []),
        ("events.0.reason", {}),
        ("case.company.name", "\ud800"),
        ("events", "many"),
        ("case.revision", 10**30),
        ("case.advisor", "a" * 101),
        ("case.referrals.0.by", "a" * 101),
        ("events.0.by", "a" * 101),
        ("case.company.consent.notice_version", "1" * 101),
        ("case.ticket", "a" * 301),
    ],
)
def test_what_makes_no_sense_is_refused_whole(
    whole: dict[str, Any], mine: Register, path: str, value: object
) -> None:
    with pytest.raises(BadCase) as caught:
        mine.take_in(spoilt(whole, path, value), ANNA)

    assert "exportez" in caught.value.say("fr")
    assert mine.find(Query()).rows == ()
    assert mine.verify().cases == 0
    assert mine.take_in(whole, ANNA) == "taken"


def test_a_part_that_is_there_already_is_no_new_case(whole: dict[str, Any], mine: Register) -> None:
    mine.take_in(whole, ANNA)
    other = spoilt(whole, "case.id", "01a20d6d-5a00-716b-88a1-294b382c56eb")

    with pytest.raises(BadCase):
        mine.take_in(other, ANNA)
    assert mine.find(Query()).matches == 1


def test_what_is_too_long_is_refused(whole: dict[str, Any], mine: Register) -> None:
    with pytest.raises(CaseTooLong):
        mine.take_in(spoilt(whole, "case.company.contact", "x" * 301), ANNA)
