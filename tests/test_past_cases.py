"""Past cases under another guide: each is counted once, and nothing is lost."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from desktop import cli
from desktop.errors import CannotRead
from desktop.guide.model import Guide
from desktop.past_cases import replay_past_cases
from desktop.record import to_record
from desktop.routing import route
from tests import guides
from tests.guides import Plain
from tests.oracle import Raw

DAY = date(2026, 11, 24)
RYE: Raw = {"mood": ("calm",), "place": ("38",), "themes": ("bread",), "bread-kind": ("rye",)}
WHEAT: Raw = {**RYE, "bread-kind": ("wheat",)}
CAKE: Raw = {"mood": ("calm",), "place": ("38",), "themes": ("cake",)}


def _old() -> Guide:
    return guides.load(guides.shop())


def _lines(cases: Iterable[Raw]) -> str:
    guide = _old()
    return "".join(json.dumps(to_record(route(guide, case, DAY))) + "\n" for case in cases)


def _save(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "cases.jsonl"
    path.write_text(text, encoding="utf-8")
    return path


def _routes(plain: Plain) -> Any:
    return plain["routes.yaml"]["routes"]


def _questions(plain: Plain) -> Any:
    return plain["interview.yaml"]["questions"]


def test_under_the_same_guide_no_case_changes(tmp_path: Path) -> None:
    source = _save(tmp_path, _lines([RYE, WHEAT, CAKE]))

    found = replay_past_cases(source, _old(), _old(), DAY)

    assert (found.read, found.unchanged, found.changed) == (3, 3, ())


def test_a_case_that_changes_is_named_with_the_member_it_gains_and_loses(tmp_path: Path) -> None:
    plain = guides.shop()
    _routes(plain)[0]["member"] = "pastry"
    source = _save(tmp_path, _lines([CAKE, RYE, WHEAT]))

    found = replay_past_cases(source, _old(), guides.load(plain), DAY)

    assert [case.where for case in found.changed] == ["cases.jsonl:2", "cases.jsonl:3"]
    assert dict(found.by_shift) == {("loaf", "baker", 2, 0): 2, ("loaf", "pastry", 0, 2): 2}


def test_an_unreadable_line_is_named_and_the_others_are_read(tmp_path: Path) -> None:
    source = _save(tmp_path, _lines([RYE]) + "{broken\n\n" + _lines([CAKE]) + "[]\n")

    found = replay_past_cases(source, _old(), _old(), DAY)

    assert [case.where for case in found.unreadable] == ["cases.jsonl:2", "cases.jsonl:5"]
    assert (found.read, found.unchanged) == (4, 2)


@pytest.mark.parametrize("part", ["members", "verdict", "reasons"])
def test_a_record_with_a_part_torn_out_is_unreadable_and_no_fault_of_ours(
    tmp_path: Path, part: str
) -> None:
    record = json.loads(_lines([RYE]))
    torn = record["explanation"] if part == "members" else record["explanation"]["members"]["baker"]
    del torn[part]
    source = _save(tmp_path, json.dumps(record) + "\n" + _lines([CAKE]))

    found = replay_past_cases(source, _old(), _old(), DAY)

    assert (found.read, len(found.unreadable), found.unchanged) == (2, 1, 1)


def test_a_line_longer_than_any_record_is_one_unreadable_case(tmp_path: Path) -> None:
    source = _save(tmp_path, _lines([RYE]) + "x" * 700_000 + "\n" + _lines([CAKE]))

    found = replay_past_cases(source, _old(), _old(), DAY)

    assert [case.where for case in found.unreadable] == ["cases.jsonl:2"]
    assert (found.read, found.unchanged) == (3, 2)


def test_an_answer_that_the_new_guide_does_not_take_is_set_apart(tmp_path: Path) -> None:
    plain = guides.shop()
    del _questions(plain)[3]["choices"][0]
    _routes(plain)[0]["when"] = {"bread-kind": "wheat"}
    source = _save(tmp_path, _lines([RYE, WHEAT]))

    found = replay_past_cases(source, _old(), guides.load(plain), DAY)

    assert [(case.where, case.lacking) for case in found.not_taken] == [
        ("cases.jsonl:1", ("bread-kind",))
    ]
    assert found.unchanged == 1


def test_a_question_the_new_guide_asks_first_is_set_apart(tmp_path: Path) -> None:
    plain = guides.shop()
    _questions(plain).append(guides.question("size", 5, "one", "small large"))
    _routes(plain)[2]["when"] = {"themes": "cake", "size": "small"}
    source = _save(tmp_path, _lines([CAKE, RYE]))

    found = replay_past_cases(source, _old(), guides.load(plain), DAY)

    assert [case.asked for case in found.to_complete] == [("size",)]
    assert found.unchanged == 1


def test_what_was_renamed_is_followed_by_its_number(tmp_path: Path) -> None:
    renamed = json.dumps(guides.shop())
    for name in ("bread-kind", "baker", "loaf", "rye", "mood", "calm"):
        renamed = renamed.replace(f'"{name}"', f'"new-{name}"')
    source = _save(tmp_path, _lines([RYE, WHEAT, CAKE]))

    found = replay_past_cases(source, _old(), guides.load(json.loads(renamed)), DAY)

    assert (found.read, found.unchanged) == (3, 3)


def test_an_answer_to_a_question_that_is_asked_no_more_counts_for_nothing(tmp_path: Path) -> None:
    plain = guides.shop()
    del _questions(plain)[0]
    record = json.loads(_lines([CAKE]))
    record["answers"]["older-still"] = "yes"
    source = _save(tmp_path, json.dumps(record) + "\n" + _lines([RYE]))

    found = replay_past_cases(source, _old(), guides.load(plain), DAY)

    assert (found.read, found.unchanged) == (2, 2)


def test_a_folder_of_receipts_is_read_whole(tmp_path: Path) -> None:
    for number, case in enumerate([RYE, CAKE]):
        (tmp_path / f"{number}.json").write_text(
            json.dumps(json.loads(_lines([case])), indent=1), encoding="utf-8"
        )

    found = replay_past_cases(tmp_path, _old(), _old(), DAY)

    assert (found.read, found.unchanged) == (2, 2)


def test_a_file_that_is_not_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(CannotRead):
        replay_past_cases(tmp_path / "none.jsonl", _old(), _old(), DAY)


def test_the_command_tells_the_cases_after_the_difference(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    plain = guides.shop()
    _routes(plain)[0]["member"] = "pastry"
    old, new = guides.write(tmp_path / "old", guides.shop()), guides.write(tmp_path / "new", plain)
    source = _save(tmp_path, _lines([RYE, CAKE]) + "{\n")

    code = cli.run(["diff", str(old), str(new), "--records", str(source)], "en", None)

    told = capsys.readouterr().out
    assert code == 0
    assert "Past cases: 3 read." in told
    assert "1 case, need “loaf”. The new guide no longer suggests baker" in told
    assert "These cases: cases.jsonl:1." in told
    assert "1 case cannot be read:\n· cases.jsonl:3:" in told
