"""Whole visits at the real kiosk, in cage, by pointer alone; and the ways a visit ends."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from desktop import ticket
from desktop.guide.model import Guide
from tests.kiosk_journeys.hall import COUNTDOWN_SECONDS, HIGH, IDLE_SECONDS, WIDE, Hall

TWO_DOORS = {
    "situation": ("relocating",),
    "territory": ("38",),
    "themes": ("funding", "talent"),
    "funding-kind": ("fundraising",),
    "talent-kind": ("recruit", "apprentice"),
    "urgency": ("months",),
}
BY_COMMUNE = {
    "situation": ("expanding",),
    "territory": ("42187",),
    "themes": ("local-purchasing", "export"),
    "purchasing-kind": ("find-supplier",),
    "export-kind": ("customs",),
    "urgency": ("now",),
}


def test_the_program_runs_without_rights_in_cage(hall: Hall) -> None:
    status = Path(f"/proc/{hall.guest.pid}/status").read_text()
    facts = dict(line.split(":", 1) for line in status.splitlines())

    assert facts["Uid"].split() == [str(hall.account.number)] * 4
    assert int(facts["CapEff"], 16) == 0
    assert "WAYLAND_DISPLAY=wayland-" in Path(f"/proc/{hall.guest.pid}/environ").read_text()


def test_a_screen_reader_hears_the_first_heading_of_a_program_just_started(hall: Hall) -> None:
    heading = hall.guest.sees(hall.guest.says("kiosk.attract.title"), "heading")

    assert heading.box[2] > WIDE // 4


@pytest.mark.parametrize("answers", [TWO_DOORS, BY_COMMUNE], ids=["department", "commune"])
@pytest.mark.parametrize("language", ["fr", "en"])
def test_a_visit_by_pointer_alone_ends_with_its_code(
    fresh: Hall, guide: Guide, language: str, answers: dict[str, tuple[str, ...]]
) -> None:
    guest = fresh.guest
    guest.speaks(language)
    code = guest.visits(guide, answers)

    assert ticket.decode(guide, code).answers == answers
    guest.ends()
    guest.language = "fr"
    guest.sees(guest.says("kiosk.attract.start"), "push button")


def test_start_again_leads_back_from_the_middle_of_a_visit(fresh: Hall, guide: Guide) -> None:
    guest = fresh.guest
    guest.clicks(guest.says("kiosk.attract.start"), "push button")
    guest.clicks(guide.get_question("situation").choices[0].label.fr)
    guest.clicks(guest.says("kiosk.restart"))

    guest.sees(guest.says("kiosk.attract.start"), "push button")


def test_the_window_fills_the_screen(fresh: Hall) -> None:
    (window,) = fresh.guest.windows()

    assert window.box == (0, 0, WIDE, HIGH)


def test_nobody_there_ends_the_visit(left_alone: tuple[Hall, float]) -> None:
    hall, since = left_alone
    guest = hall.guest
    whole = IDLE_SECONDS + COUNTDOWN_SECONDS
    is_over = guest.waits_for(guest.says("kiosk.attract.start"), whole + 15)

    assert is_over
    assert time.monotonic() - since >= whole - 2
