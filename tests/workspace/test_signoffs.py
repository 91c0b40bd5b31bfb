"""Sign-offs: valid, stale after an edit of the member's part, expired, and read with care."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from desktop import cli, paths
from desktop.errors import GuideRefused
from desktop.guide.loader import load_guide
from desktop.guide.model import Guide
from desktop.library.package import SIGNOFFS, load_package
from desktop.workspace.changes import sign
from desktop.workspace.document import At
from desktop.workspace.draft import Draft, load_draft
from desktop.workspace.signoffs import (
    SignOff,
    State,
    load_signoffs,
    months_later,
    part_hash,
    read_signoffs,
    standings,
)
from desktop.workspace.spans import Path as Inside
from desktop.workspace.spans import Plain
from desktop.workspace.store import export_folder, export_package

TODAY = date(2026, 11, 24)


@pytest.fixture(scope="module")
def guide() -> Guide:
    """The shipped guide."""
    return load_guide(paths.shipped_guide())


@pytest.fixture(scope="module")
def shipped() -> Draft:
    """The shipped guide as text."""
    return load_draft(paths.shipped_guide())


def signed(guide: Guide, member: str = "ccir", until: date = date(2027, 11, 24)) -> SignOff:
    """A sign-off of the member's part as it is."""
    return SignOff(member, "CCIR, direction des études", TODAY, until, part_hash(guide, member))


def edited(draft: Draft, at: At, path: Inside, value: Plain, tmp_path: Path) -> Guide:
    """The guide with one thing changed."""
    for name, content in draft.set(at, path, value).to_files().items():
        (tmp_path / name).write_bytes(content)
    return load_guide(tmp_path)


def state_of(guide: Guide, kept: SignOff, on: date = TODAY) -> State:
    """How the member's part stands."""
    return next(s.state for s in standings(guide, (kept,), on) if s.member == kept.member)


def test_a_sign_off_holds_until_its_last_day(guide: Guide) -> None:
    kept = signed(guide)

    assert state_of(guide, kept) is State.VALID
    assert state_of(guide, kept, date(2027, 11, 24)) is State.VALID
    assert state_of(guide, kept, date(2027, 11, 25)) is State.EXPIRED


def test_members_nobody_vouched_for_have_none(guide: Guide) -> None:
    found = {s.member: s.state for s in standings(guide, (signed(guide),), TODAY)}

    assert found == {m.id: State.VALID if m.id == "ccir" else State.NONE for m in guide.members}


ROUTES = {"fundraising": 0, "local-purchasing": 3}


@pytest.mark.parametrize(
    ("at", "path", "value"),
    [
        (At("members.yaml", "members", 2), ("offices", 0, "phone", "value"), "04 00 00 00 00"),
        (At("members.yaml", "members", 2), ("role", "en"), "Something else"),
        (At("division.yaml", "clauses", 1), ("when",), {"themes": ["local-purchasing", "export"]}),
    ],
)
def test_an_edit_of_the_members_part_makes_it_stale(
    guide: Guide, shipped: Draft, tmp_path: Path, at: At, path: Inside, value: Plain
) -> None:
    assert state_of(edited(shipped, at, path, value, tmp_path), signed(guide)) is State.STALE


def test_an_edit_of_the_members_route_makes_it_stale(
    guide: Guide, shipped: Draft, tmp_path: Path
) -> None:
    at = shipped.find("routes.yaml", "routes", "export")
    assert at is not None

    changed = edited(shipped, at, ("because", "en"), "Another reason.", tmp_path)

    assert state_of(changed, signed(guide)) is State.STALE
    assert state_of(changed, signed(guide, "medef")) is State.VALID


def test_the_place_of_an_example_is_not_what_it_says(
    guide: Guide, shipped: Draft, tmp_path: Path
) -> None:
    for name, content in shipped.to_files().items():
        (tmp_path / name).write_bytes(b"# one line more\n" + content)

    assert state_of(load_guide(tmp_path), signed(guide)) is State.VALID


def test_a_sign_off_is_written_with_the_draft_and_read_again(
    guide: Guide, shipped: Draft, tmp_path: Path
) -> None:
    kept = (signed(guide, "ccir"), signed(guide, "medef"))
    draft = sign(sign(shipped, kept[0]), kept[1])
    for name, content in draft.to_files().items():
        (tmp_path / name).write_bytes(content)

    assert load_signoffs(tmp_path) == kept
    assert load_guide(tmp_path).content == guide.content


def test_a_later_sign_off_takes_the_place_of_the_earlier(guide: Guide, shipped: Draft) -> None:
    first = sign(sign(shipped, signed(guide)), signed(guide, "medef"))
    later = SignOff("ccir", "AB: « vu »", TODAY, date(2028, 1, 1), "0" * 64)

    again = sign(first, later)

    assert read_signoffs(again.to_files()[SIGNOFFS]) == (later, signed(guide, "medef"))


def test_no_file_is_no_sign_off(tmp_path: Path) -> None:
    assert load_signoffs(tmp_path) == ()


@pytest.mark.parametrize(
    "text",
    [
        "",
        "format: 1",
        "format: 2\nsignoffs: []",
        "format: 1\nsignoffs: [{member: ccir}]",
        "format: 1\nsignoffs: [{member: c, by: x, on: 2026-01-01, until: 2025-01-01, part: a}]",
        "format: 1\nsignoffs: [{member: c, by: x, on: hier, until: 2025-01-01, part: a}]",
        "format: 1\nsignoffs: [[[[",
        "format: 1\nsignoffs: &a [*a]",
        "\x00",
    ],
)
def test_a_damaged_file_is_told_fault_by_fault(text: str) -> None:
    with pytest.raises(GuideRefused) as refused:
        read_signoffs(text.encode())

    assert all(fault.file == SIGNOFFS and fault.say("fr") for fault in refused.value.faults)


@pytest.mark.parametrize(
    ("day", "later"),
    [
        (date(2026, 11, 24), date(2027, 11, 24)),
        (date(2028, 2, 29), date(2029, 2, 28)),
        (date(2026, 1, 31), date(2027, 1, 31)),
    ],
)
def test_a_sign_off_holds_for_twelve_months(day: date, later: date) -> None:
    assert months_later(day) == later


def test_a_guide_with_sign_offs_is_packed_with_them(
    guide: Guide, shipped: Draft, tmp_path: Path
) -> None:
    draft = sign(shipped, signed(guide))

    export_package(draft, tmp_path / "g.aiguillage", tmp_path / "scratch")

    packed = load_package(tmp_path / "g.aiguillage")
    assert packed.files[SIGNOFFS] == draft.to_files()[SIGNOFFS]


def test_prove_tells_how_sign_offs_stand_and_refuses_nothing_for_them(
    guide: Guide, shipped: Draft, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    draft = sign(sign(shipped, signed(guide)), signed(guide, "medef", date(2026, 12, 1)))
    export_folder(draft, tmp_path / "guide")

    code = cli.run(["prove", str(tmp_path / "guide"), "--on", "2027-01-01"], "fr", None)

    said = capsys.readouterr().out
    assert code == 0
    assert "vérifié par CCIR, direction des études le 2026-11-24, jusqu’au 2027-11-24" in said
    assert "expiré le 2026-12-01" in said
    assert "Bpifrance\u00a0: jamais vérifié" in said


def test_a_damaged_file_of_sign_offs_is_said_and_refuses_nothing(
    shipped: Draft, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    export_folder(shipped, tmp_path / "guide")
    (tmp_path / "guide" / SIGNOFFS).write_text("[", encoding="utf-8")

    code = cli.run(["prove", str(tmp_path / "guide")], "fr", None)

    assert code == 0
    assert "signoffs.yaml ne peut pas être lu" in capsys.readouterr().out
