"""Two windows of one advisor: each has its own case in progress, and none is lost."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from PySide6.QtCore import Qt

from desktop import ticket
from desktop.desk.draft import Draft
from desktop.desk.kept import MOST
from desktop.register.model import AdvisorId, Company
from desktop.register.seats import Seats
from desktop.ui.advisor.interview_page import InterviewPage
from tests.ui.advisor.conftest import CONTROL, Bench, MakeDesk

FIRST, SECOND = {"situation": ("expanding",)}, {"situation": ("starting",)}
VISIT = {"territory": ("63",), "themes": ("funding",), "funding-kind": ("financing",)}


def kept(desk: Bench, place: str) -> bytes | None:
    register = desk.session.register
    assert register is not None
    return register.progress(AdvisorId(place))


def end(desk: Bench) -> None:
    """The program ends without having been asked to."""
    desk.session.close()


def test_a_second_window_is_offered_nothing_of_the_first_and_leaves_it_alone(
    make_desk: MakeDesk,
) -> None:
    first = make_desk()
    first.type("2")
    second = make_desk()
    assert not second.has("told")
    second.type("3")
    end(first)
    end(second)
    third = make_desk()
    third.click("kept-take")
    assert third.interview.work.draft.answers == FIRST
    assert third.has("told")  # and the other window's
    third.click("kept-take")
    assert third.interview.work.draft.answers == SECOND


def test_a_case_saved_in_one_window_stays_in_progress_in_the_other(make_desk: MakeDesk) -> None:
    first = make_desk()
    first.type("2")
    second = make_desk()
    second.type("3")
    second.press(Qt.Key.Key_S, held=CONTROL)
    end(first)
    end(second)
    again = make_desk()
    again.click("kept-take")
    assert again.interview.work.draft.answers == FIRST
    assert not again.has("told")


def test_what_is_begun_before_deciding_about_the_case_found_loses_neither(
    make_desk: MakeDesk,
) -> None:
    first = make_desk()
    first.type("2")
    end(first)
    second = make_desk()
    second.type("3")
    end(second)
    third = make_desk()
    third.click("kept-take")
    third.click("kept-take")
    assert third.interview.work.draft.answers in (FIRST, SECOND)
    assert {kept(third, "anna") is None, kept(third, "anna/2") is None} == {False}


def test_a_sheet_scanned_before_deciding_leaves_the_case_found(make_desk: MakeDesk) -> None:
    first = make_desk()
    first.type("2")
    end(first)
    second = make_desk()
    second.scan(ticket.encode(second.session.casework.guide, VISIT))
    assert second.interview.work.draft.answers == VISIT
    end(second)
    third = make_desk()
    third.click("kept-take")
    assert third.interview.work.draft.answers == FIRST


def test_a_case_forgotten_is_forgotten_and_the_one_under_way_stays(make_desk: MakeDesk) -> None:
    first = make_desk()
    first.type("2")
    end(first)
    second = make_desk()
    second.type("3")
    second.click("kept-forget")
    assert second.interview.work.draft.answers == SECOND
    end(second)
    third = make_desk()
    third.click("kept-take")
    assert third.interview.work.draft.answers == SECOND
    assert not third.has("told")


def test_a_page_made_anew_after_a_crash_finds_its_own_case(desk: Bench) -> None:
    desk.type("2")
    desk.window.show_crash()
    desk.settle()
    assert isinstance(desk.window.page_shown, InterviewPage)
    desk.click("kept-take")
    assert desk.interview.work.draft.answers == FIRST


def test_a_case_offered_is_offered_still_after_the_language_changed(make_desk: MakeDesk) -> None:
    first = make_desk()
    first.type("2")
    end(first)
    second = make_desk()
    second.window.frame.act("language")
    second.settle()
    assert second.has("told")


def test_more_windows_than_places_still_keep_a_case(make_desk: MakeDesk) -> None:
    desk = make_desk()
    others = Seats(desk.session.data / "register")
    taken = [others.take(f"bo-{number}") for number in range(1, MOST + 1)]
    assert all(taken)
    assert desk.interview.work.place(AdvisorId("bo")) == f"bo/{MOST}"
    others.close()


def test_a_case_of_a_later_version_is_left_as_it_is(make_desk: MakeDesk) -> None:
    first = make_desk()
    register = first.session.register
    assert register is not None
    register.keep_progress(b'{"format": 99}', AdvisorId("anna"))
    end(first)
    second = make_desk()
    second.type("2")
    assert kept(second, "anna") == b'{"format": 99}'
    assert kept(second, "anna/2") is not None


def test_a_seat_is_free_again_once_its_program_was_killed(tmp_path: Path) -> None:
    code = (
        "import os, sys; from pathlib import Path; from desktop.register.seats import Seats\n"
        "print(Seats(Path(sys.argv[1])).take('anna-1'), flush=True); sys.stdin.read()"
    )
    with subprocess.Popen(
        [sys.executable, "-c", code, str(tmp_path)],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=os.environ, text=True,
    ) as other:  # fmt: skip
        assert other.stdout is not None
        assert other.stdout.readline() == "True\n"
        mine = Seats(tmp_path)
        assert not mine.take("anna-1")
        other.kill()
        other.wait()
        assert mine.take("anna-1")
    mine.close()


def test_a_case_taken_for_one_under_way_leaves_that_one_to_be_taken(make_desk: MakeDesk) -> None:
    first = make_desk()
    first.interview.work.change(Draft(FIRST, Company(name="Un d’essai")))
    first.interview._keep()
    first.settle()
    end(first)
    second = make_desk()
    second.type("3")
    second.click("kept-take")
    assert second.interview.work.draft.company.name == "Un d’essai"
    second.click("kept-take")
    assert second.interview.work.draft.answers == SECOND
