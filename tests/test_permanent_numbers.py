"""Permanent numbers from one version to the next: refused where an old ticket would lie."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from desktop import paths
from desktop.errors import Fault, GuideRefused
from desktop.guide.loader import load_guide
from desktop.library.numbers import renumbered
from tests import guides
from tests.guides import Plain
from tests.proved_guides import proved, write

Change = Callable[[Plain], None]


def questions(plain: Plain) -> list[Any]:
    return list(plain["interview.yaml"]["questions"])


def nothing(plain: Plain) -> None:
    pass


def found(tmp_path: Path, newer: Change, older: Change = nothing) -> list[Fault]:
    old = load_guide(write(tmp_path / "old", change=older))
    folder = write(tmp_path / "new", change=newer)
    return renumbered(old, load_guide(folder), folder)


def codes(faults: list[Fault]) -> list[str]:
    return [fault.code for fault in faults]


def drop_cake(plain: Plain) -> None:
    """Cake is no longer offered, and nothing speaks of it any more."""
    themes = questions(plain)[1]
    themes["choices"] = [c for c in themes["choices"] if c["id"] != "cake"]
    interview, routes = plain["interview.yaml"], plain["routes.yaml"]
    interview["needs"] = [n for n in interview["needs"] if n["theme"] != "cake"]
    routes["routes"] = [r for r in routes["routes"] if r["need"] != "sweet"]
    plain["division.yaml"]["clauses"].pop()


def retire_cake(plain: Plain) -> None:
    drop_cake(plain)
    questions(plain)[1]["retired"] = ["2"]


def give_number_of_cake_to_pie(plain: Plain) -> None:
    drop_cake(plain)
    pie = {"id": "pie", "number": "2", "label": guides.text("pie")}
    questions(plain)[1]["choices"].append(pie)


def add_a_question(plain: Plain) -> None:
    added = guides.question("mood", 3, "one", "calm tense", decides="words")
    plain["interview.yaml"]["questions"].append(added)


def swap_numbers(plain: Plain) -> None:
    first, second = questions(plain)
    first["number"], second["number"] = second["number"], first["number"]


def test_a_guide_that_keeps_its_numbers_has_no_fault(tmp_path: Path) -> None:
    assert found(tmp_path, nothing) == []
    assert found(tmp_path, add_a_question) == []


def test_the_shipped_guide_can_replace_itself() -> None:
    guide = load_guide(paths.shipped_guide())
    assert renumbered(guide, guide, paths.shipped_guide()) == []


def test_a_choice_number_given_to_another_is_refused_where_it_stands(tmp_path: Path) -> None:
    faults = found(tmp_path, give_number_of_cake_to_pie)
    assert codes(faults) == ["number-reused"]
    lines = (tmp_path / "new" / "interview.yaml").read_text(encoding="utf-8").splitlines()
    assert '"number": "2"' in lines[faults[0].line - 1]
    assert '"id": "pie"' in lines[faults[0].line - 2]
    assert "“pie”" in faults[0].say("en")
    assert "“cake”" in faults[0].say("en")


def test_a_question_number_given_to_another_is_refused(tmp_path: Path) -> None:
    assert codes(found(tmp_path, swap_numbers)) == ["number-reused", "number-reused"]


def test_a_new_number_for_the_same_choice_is_refused(tmp_path: Path) -> None:
    def renumber(plain: Plain) -> None:
        questions(plain)[1]["choices"][0]["number"] = "9"
        questions(plain)[1]["retired"] = ["1"]

    assert codes(found(tmp_path, renumber)) == ["number-changed"]


def test_a_choice_may_go_once_its_number_is_retired(tmp_path: Path) -> None:
    assert codes(found(tmp_path, drop_cake)) == ["choice-not-retired"]
    assert found(tmp_path, retire_cake) == []


def test_a_question_may_go_once_its_number_is_retired(tmp_path: Path) -> None:
    def retire(plain: Plain) -> None:
        plain["interview.yaml"]["retired"] = ["3"]

    assert codes(found(tmp_path, nothing, older=add_a_question)) == ["question-not-retired"]
    assert found(tmp_path, retire, older=add_a_question) == []


def test_a_retired_number_is_never_given_again(tmp_path: Path) -> None:
    faults = found(tmp_path, give_number_of_cake_to_pie, older=retire_cake)
    assert codes(faults) == ["number-was-retired"]


def test_a_retired_number_stays_declared(tmp_path: Path) -> None:
    assert codes(found(tmp_path, drop_cake, older=retire_cake)) == ["retired-forgotten"]


@pytest.mark.parametrize(
    ("key", "value", "code"),
    [
        ("room", "31", "room-changed"),
        ("room", "33", "room-changed"),
        ("kind", "one", "kind-changed"),
    ],
)
def test_how_a_question_is_coded_never_changes(
    tmp_path: Path, key: str, value: str, code: str
) -> None:
    def change(plain: Plain) -> None:
        themes = questions(plain)[1]
        themes[key] = value
        themes["choices"][2].pop("exclusive")

    faults = found(tmp_path, change)
    assert codes(faults) == [code]
    lines = (tmp_path / "new" / "interview.yaml").read_text(encoding="utf-8").splitlines()
    assert f'"{key}": "{value}"' in lines[faults[0].line - 1]


@pytest.mark.parametrize(
    ("retired", "code"),
    [
        (["1"], "retired-in-use"),
        (["40"], "bad-number"),
        (["0"], "bad-number"),
        (["x"], "bad-number"),
        (["7", "7"], "number-used-twice"),
        ([["7"]], "not-a-text"),
    ],
)
def test_retired_numbers_are_checked_when_the_guide_is_loaded(
    tmp_path: Path, retired: list[Any], code: str
) -> None:
    def change(plain: Plain) -> None:
        questions(plain)[1]["retired"] = retired

    with pytest.raises(GuideRefused) as raised:
        load_guide(write(tmp_path, change=change))
    assert [fault.code for fault in raised.value.faults] == [code]


def test_retiring_a_number_changes_what_decides_and_declaring_none_does_not(tmp_path: Path) -> None:
    def retire(plain: Plain) -> None:
        questions(plain)[1]["retired"] = ["7"]

    def retire_a_question(plain: Plain) -> None:
        plain["interview.yaml"]["retired"] = ["7"]

    changes = (nothing, retire, retire_a_question)
    rules = {load_guide(write(tmp_path / str(n), change=c)).rules for n, c in enumerate(changes)}
    assert len(rules) == 3
    assert proved()["interview.yaml"].get("retired") is None
