"""A receipt: kept by `route`, re-derived years later, and what differs is said."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from desktop import cli, paths
from desktop.errors import AiguillageError, CannotWrite
from desktop.guide.loader import load_guide
from desktop.guide.model import Guide
from desktop.past_cases import replay_past_cases
from desktop.record import RecordDiffers, read_record, replay
from desktop.territory import Communes

DAY = date(2026, 11, 24)

ANSWERS = {
    "situation": "relocating",
    "territory": "42187",
    "themes": ["talent", "funding"],
    "talent-kind": ["recruit"],
    "funding-kind": ["fundraising"],
    "urgency": "now",
}


@pytest.fixture
def answers(tmp_path: Path) -> str:
    path = tmp_path / "answers.json"
    path.write_text(json.dumps(ANSWERS), encoding="utf-8")
    return str(path)


@pytest.fixture
def receipt(tmp_path: Path, answers: str, capsys: pytest.CaptureFixture[str]) -> Path:
    """A receipt of the shipped guide."""
    path = tmp_path / "receipt.json"
    guide = paths.shipped_guide()
    words = ["route", "--answers", answers, "--on", "2026-11-24", "--json", "--receipt", str(path)]
    assert cli.run(words, "en", guide) == 0
    capsys.readouterr()
    return path


@pytest.fixture
def library(tmp_path: Path) -> Path:
    """A folder with the shipped guide in it."""
    shutil.copytree(paths.shipped_guide(), tmp_path / "guides" / "2026")
    return tmp_path / "guides"


def _verify(receipt: Path, library: Path, *more: str) -> int:
    return cli.run(["verify", str(receipt), "--guides", str(library), *more], "en", None)


def _change(path: Path, before: str, after: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert before in text
    path.write_text(text.replace(before, after, 1), encoding="utf-8")


def test_route_keeps_a_receipt_and_still_answers(
    tmp_path: Path, answers: str, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "kept.json"

    cli.run(["route", "--answers", answers, "--json", "--receipt", str(path)], "en", None)

    said = capsys.readouterr()
    record = json.loads(path.read_text(encoding="utf-8"))
    assert record["guide"] == json.loads(said.out)["guide"]
    assert record["explanation"]["members"]["medef"]["verdict"] == "recommended"
    assert str(path) in said.err


def test_a_receipt_that_cannot_be_written_is_said(tmp_path: Path, answers: str) -> None:
    path = tmp_path / "nowhere" / "kept.json"

    with pytest.raises(CannotWrite):
        cli.run(["route", "--answers", answers, "--receipt", str(path)], "en", None)


def test_an_untouched_receipt_is_identical(
    receipt: Path, library: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert _verify(receipt, library) == 0
    told = capsys.readouterr().out
    assert told.startswith("Identical: the guide g6-relocalisation")
    assert "2026-11-24" in told


def test_a_verdict_written_over_is_found(
    receipt: Path, library: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    record = json.loads(receipt.read_text(encoding="utf-8"))
    record["explanation"]["members"]["medef"]["verdict"] = "to-consider"
    receipt.write_text(json.dumps(record), encoding="utf-8")

    assert _verify(receipt, library) == 1
    told = capsys.readouterr().out
    assert told.startswith("Different:")
    assert "medef" in told


def test_other_contacts_are_said_and_are_no_difference(
    receipt: Path, library: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    _change(library / "2026" / "members.yaml", "04 26 73 40 00", "04 26 73 40 01")

    assert _verify(receipt, library) == 0
    assert "contacts of this guide have changed" in capsys.readouterr().out


def test_the_guide_of_the_time_is_found_among_others_even_below_other_folders(
    receipt: Path, library: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (library / "old" / "kept").mkdir(parents=True)
    (library / "2026").rename(library / "old" / "kept" / "2026")
    shutil.copytree(library / "old" / "kept" / "2026", library / "2027")
    _change(library / "2027" / "routes.yaml", "member: cpme", "member: medef")

    assert _verify(receipt, library, "--json") == 0
    found: dict[str, Any] = json.loads(capsys.readouterr().out)
    assert found["identical"] is True
    assert found["guide"]["rules"] == json.loads(receipt.read_text("utf-8"))["guide"]["rules"]


def test_a_broken_guide_beside_it_is_set_aside_with_a_sentence(
    receipt: Path, library: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (library / "broken").mkdir()
    (library / "broken" / "guide.yaml").write_text("format: [", encoding="utf-8")

    assert _verify(receipt, library) == 0
    assert "set aside" in capsys.readouterr().out


def test_without_the_guide_of_the_time_what_was_found_is_listed(
    receipt: Path, library: Path
) -> None:
    _change(library / "2026" / "routes.yaml", "member: cpme", "member: medef")

    with pytest.raises(AiguillageError) as refused:
        _verify(receipt, library)
    told = refused.value.say("en")
    assert "No guide in this folder has the rules of this receipt" in told
    assert "· found: g6-relocalisation" in told


def test_a_file_that_is_no_receipt_is_refused(tmp_path: Path, library: Path) -> None:
    path = tmp_path / "other.json"
    path.write_text("[1]", encoding="utf-8")

    with pytest.raises(RecordDiffers):
        _verify(path, library)


def _spoiled(value: Any) -> Iterator[Any]:
    """Copies of a record, each with one part replaced by something of another kind."""
    if isinstance(value, dict):
        for key, part in value.items():
            yield from ({**value, key: other} for other in (1, None, [], {}, "x", [1], {"a": 1}))
            yield from ({**value, key: worse} for worse in _spoiled(part))
    elif isinstance(value, list):
        for place, part in enumerate(value):
            for worse in (1, None, {}, *_spoiled(part)):
                yield [*value[:place], worse, *value[place + 1 :]]


def test_a_receipt_spoiled_anywhere_is_answered_by_a_sentence_never_by_a_crash(
    receipt: Path,
) -> None:
    guide, communes = load_guide(paths.shipped_guide()), Communes()
    record = json.loads(receipt.read_text(encoding="utf-8"))
    spoiled = [json.dumps(worse).encode() for worse in _spoiled(record)]

    told = [_replayed(guide, communes, raw) for raw in spoiled]

    assert len(told) > 400
    assert [raw for raw, said in zip(spoiled, told, strict=True) if said == "crash"] == []


def _replayed(guide: Guide, communes: Communes, raw: bytes) -> str:
    try:
        replay(guide, communes, read_record(raw))
    except AiguillageError as error:
        return error.say("fr")
    except (TypeError, AttributeError, KeyError, ValueError):
        return "crash"
    return "identical"


def test_past_cases_spoiled_anywhere_are_each_counted(receipt: Path, tmp_path: Path) -> None:
    guide = load_guide(paths.shipped_guide())
    record = json.loads(receipt.read_text(encoding="utf-8"))
    spoiled = [json.dumps(worse) for worse in _spoiled(record)]
    source = tmp_path / "cases.jsonl"
    source.write_text("\n".join(spoiled) + "\n", encoding="utf-8")

    found = replay_past_cases(source, guide, guide, DAY)

    assert found.read == len(spoiled)
