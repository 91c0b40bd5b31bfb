"""A stored record replays to the identical explanation, or says what differs."""

from __future__ import annotations

import copy
import json
from datetime import date
from typing import Any

import pytest

from desktop import paths
from desktop.guide.loader import load_guide
from desktop.guide.model import Guide
from desktop.record import RecordDiffers, read_record, replay, to_record
from desktop.routing import Outcome, route
from desktop.territory import Communes

DAY = date(2026, 11, 24)
ANSWERS = {
    "situation": ("relocating",),
    "territory": ("42187",),
    "themes": ("talent", "funding"),
    "talent-kind": ("recruit", "attract"),
    "funding-kind": ("unknown",),
}


@pytest.fixture(scope="module")
def guide() -> Guide:
    return load_guide(paths.shipped_guide())


@pytest.fixture
def outcome(guide: Guide) -> Outcome:
    return route(guide, ANSWERS, DAY)


def _stored(outcome: Outcome) -> dict[str, Any]:
    return read_record(json.dumps(to_record(outcome)).encode())


def test_a_record_replays_to_the_identical_outcome(guide: Guide, outcome: Outcome) -> None:
    again = replay(guide, Communes(), _stored(outcome))
    assert again.verdicts == outcome.verdicts
    assert to_record(again) == to_record(outcome)


def test_a_record_holds_ids_and_no_sentence(outcome: Outcome) -> None:
    kept = json.dumps(to_record(outcome), ensure_ascii=False)
    because = [r.because.fr for r in outcome.guide.routes]
    assert not [sentence for sentence in because if sentence in kept]
    assert "04 26 73 40 00" not in kept


def test_a_changed_verdict_is_reported_with_its_member(guide: Guide, outcome: Outcome) -> None:
    record = _stored(outcome)
    record["explanation"]["members"]["medef"]["verdict"] = "not-concerned"
    with pytest.raises(RecordDiffers, match="medef") as caught:
        replay(guide, Communes(), record)
    assert "not-concerned" in caught.value.say("en")


def test_a_changed_answer_is_reported(guide: Guide, outcome: Outcome) -> None:
    record = _stored(outcome)
    record["answers"]["funding-kind"] = ["financing"]
    with pytest.raises(RecordDiffers, match="bpifrance"):
        replay(guide, Communes(), record)


def test_another_guides_record_is_refused(guide: Guide, outcome: Outcome) -> None:
    record = copy.deepcopy(_stored(outcome))
    record["guide"]["rules"] = "0" * 64
    with pytest.raises(RecordDiffers, match="règles"):
        replay(guide, Communes(), record)


@pytest.mark.parametrize(
    "raw",
    [b"", b"[]", b"{}", b"\xff", b"[" * 100_000, b'{"format": 1}', b" " * 300_000],
    ids=["empty", "list", "no-keys", "bytes", "deep", "few-keys", "large"],
)
def test_what_is_no_record_is_said_to_be_none(raw: bytes) -> None:
    with pytest.raises(RecordDiffers, match="pas une orientation"):
        read_record(raw)


def test_a_record_of_a_later_format_is_refused(outcome: Outcome) -> None:
    later = to_record(outcome) | {"format": 2}
    with pytest.raises(RecordDiffers, match="format 2"):
        read_record(json.dumps(later).encode())
