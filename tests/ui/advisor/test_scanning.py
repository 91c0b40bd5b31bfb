"""A sheet scanned from anywhere at the desk opens its visit, and leaves nothing else behind."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QMenu

from desktop import ticket
from desktop.configuration import Advisor, Desk
from desktop.desk.draft import Draft
from desktop.guide.model import Guide
from desktop.register.model import Company, State
from desktop.text import phrase, say
from desktop.ui.advisor.pages import ORDER
from tests.ui.advisor.conftest import ALONE, ANNA, CONTROL, ENTER, Bench, MakeDesk
from tests.ui.advisor.test_cases import cases, go, keep, names

VISIT = {"territory": ("63",), "themes": ("funding",), "funding-kind": ("financing",)}


def code(desk: Bench) -> str:
    return ticket.encode(desk.session.casework.guide, VISIT)


def front(desk: Bench) -> str:
    page = desk.window.page_shown
    return page.name if page is not None else ""


@pytest.mark.parametrize("page", ORDER)
def test_a_sheet_scanned_on_any_page_opens_its_visit(desk: Bench, page: str) -> None:
    keep(desk, "Alpha d’essai")
    go(desk, page)
    desk.scan(code(desk))
    assert front(desk) == "interview"
    assert desk.interview.work.draft.answers == VISIT
    assert desk.interview.needs.at not in VISIT


def test_a_sheet_scanned_over_the_search_leaves_the_list_as_it_was(desk: Bench) -> None:
    keep(desk, "Alpha d’essai")
    keep(desk, "Beta d’essai")
    page = cases(desk)
    desk.type("alp")
    desk.scan(code(desk))
    assert desk.interview.work.draft.answers == VISIT
    page = cases(desk)
    line = desk.window.findChild(QLineEdit, "case-search")
    assert line is not None
    assert line.text() == "alp"
    assert names(page) == ["Alpha d’essai"]


def test_a_sheet_scanned_over_the_list_itself_is_not_searched(desk: Bench) -> None:
    keep(desk, "Alpha d’essai")
    page = cases(desk)
    page.list.table.setFocus()
    desk.scan(code(desk))
    assert desk.interview.work.draft.answers == VISIT
    assert names(cases(desk)) == ["Alpha d’essai"]


def test_a_sheet_scanned_while_a_menu_is_open_chooses_nothing_in_it(desk: Bench) -> None:
    case = keep(desk, "Alpha d’essai")
    go(desk, "reminders")
    cases(desk).show_case(case)
    desk.settle()
    register = desk.session.register
    assert register is not None
    desk.click(f"state-{register.case(case).referrals[0].id}")
    assert isinstance(QApplication.activePopupWidget(), QMenu)
    desk.scan(code(desk))
    assert QApplication.activePopupWidget() is None
    assert desk.interview.work.draft.answers == VISIT
    assert register.case(case).referrals[0].state is State.WAITING


def test_a_sheet_scanned_over_the_help_opens_its_visit(desk: Bench) -> None:
    desk.press(Qt.Key.Key_F1)
    desk.scan(code(desk))
    assert front(desk) == "interview"
    assert desk.interview.work.draft.answers == VISIT


def test_a_case_in_progress_comes_back_after_a_scan_from_another_page(desk: Bench) -> None:
    before = Draft({"themes": ("export",)}, Company(name="En cours d’essai"))
    desk.interview.work.change(before)
    cases(desk)
    desk.scan(code(desk))
    desk.click("told-undo")
    assert desk.interview.work.draft == before


def test_a_scan_after_a_saved_case_begins_another(desk: Bench) -> None:
    desk.type("2")
    desk.press(Qt.Key.Key_S, held=CONTROL)
    saved = desk.interview.work.draft.id
    go(desk, "reminders")
    desk.scan(code(desk))
    assert desk.interview.work.draft.id is None
    assert saved is not None
    desk.press(Qt.Key.Key_S, held=CONTROL)
    assert desk.interview.work.draft.id not in (None, saved)


def test_a_number_typed_quickly_in_the_search_is_searched(desk: Bench) -> None:
    keep(desk, "Alpha d’essai")
    cases(desk)
    desk.scan("732829320")
    assert front(desk) == "cases"
    assert names(cases(desk)) == []


def test_a_code_pasted_in_the_search_stays_there(desk: Bench) -> None:
    cases(desk)
    QApplication.clipboard().setText(code(desk))
    desk.press(Qt.Key.Key_V, held=CONTROL)
    desk.press(ENTER)
    assert front(desk) == "cases"


def test_a_code_typed_by_hand_in_the_search_stays_there(desk: Bench) -> None:
    cases(desk)
    desk.type(code(desk))
    desk.press(ENTER)
    assert front(desk) == "cases"


def test_what_is_scanned_and_opens_nothing_is_said_where_one_is(desk: Bench) -> None:
    go(desk, "reminders")
    desk.scan("1234123412341234")
    assert front(desk) == "reminders"
    assert desk.said


def test_at_a_locked_desk_no_sign_of_a_code_chooses_who_works(
    make_desk: MakeDesk, guide: Guide
) -> None:
    key = ticket.encode(guide, VISIT)[2].lower()
    other = Advisor("cy", "Cy Exemple", key)
    desk = make_desk(replace(ALONE, desk=Desk(advisors=(ANNA, other))))
    desk.scan(code(desk))
    assert desk.session.advisor is None
    assert desk.said == say(phrase("advisor.scan.who"), "fr")
    desk.type(key)
    assert desk.session.by == "cy"
