"""The desk's shell: pages by keys, who sits there, locking, the register's faults."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton, QWidget

from desktop.configuration import Desk
from desktop.desk.draft import Draft
from desktop.register.advisors import Held, held_by, set_password
from desktop.register.model import AdvisorId, Company, Query
from desktop.text import phrase
from desktop.ui.advisor.page import DeskPage
from desktop.ui.advisor.pages import ORDER
from desktop.ui.theme import Look
from tests.ui.advisor.conftest import ALONE, CONTROL, ENTER, TWO, Bench, MakeDesk


def words_of(widget: QWidget) -> str:
    return " ".join(label.text() for label in widget.findChildren(QLabel) if label.isVisible())


def test_control_and_a_digit_lead_to_a_page_on_both_keyboards(make_desk: MakeDesk) -> None:
    desk = make_desk()
    desk.press(Qt.Key.Key_5, held=CONTROL)
    assert isinstance(desk.window.page_shown, DeskPage)
    assert desk.window.page_shown.name == ORDER[4]
    desk.press(Qt.Key.Key_Ampersand, held=CONTROL)
    assert desk.window.page_shown.name == ORDER[0]


def test_an_advisor_is_chosen_with_one_key(make_desk: MakeDesk) -> None:
    desk = make_desk(TWO)
    assert desk.has("who-page")
    assert desk.window.page_shown is None
    desk.type("b")
    assert desk.session.by == "bo"
    assert desk.window.page_shown is not None


def test_each_event_says_who(make_desk: MakeDesk) -> None:
    desk = make_desk(TWO)
    desk.type("b")
    desk.type("2")
    desk.press(Qt.Key.Key_S, held=CONTROL)
    register = desk.session.register
    assert register is not None
    case = register.find(Query()).rows[0]
    assert case.advisor == "bo"
    assert {event.by for event in register.events(case.id)} == {"bo"}


def test_another_advisor_finds_their_own_case_and_not_the_first_ones(make_desk: MakeDesk) -> None:
    desk = make_desk(TWO)
    desk.type("a")
    desk.type("2")
    desk.press(Qt.Key.Key_L, held=CONTROL)
    desk.type("b")
    assert desk.interview.work.draft.is_empty
    assert not desk.interview.needs.interview.answers
    desk.press(Qt.Key.Key_L, held=CONTROL)
    desk.type("a")
    assert desk.interview.work.draft.answers == {"situation": ("expanding",)}


def test_nothing_of_one_advisors_visitor_is_left_for_another(make_desk: MakeDesk) -> None:
    desk = make_desk(TWO)
    desk.type("a")
    desk.press(Qt.Key.Key_F7)
    desk.type("ma phrase privée")
    desk.press(Qt.Key.Key_L, held=CONTROL)
    desk.type("b")
    assert not desk.has("own-words")
    assert desk.interview.needs.isVisible()


def test_a_look_chosen_while_locked_holds_for_whoever_comes(make_desk: MakeDesk) -> None:
    desk = make_desk(TWO)
    desk.type("a")
    desk.type("2")
    desk.press(Qt.Key.Key_L, held=CONTROL)
    desk.window.show_look(replace(desk.window.look, theme="dark", language="en"))
    desk.type("a")
    assert "Provisional" in words_of(desk.window)
    assert desk.interview.work.draft.answers == {"situation": ("expanding",)}


def test_a_desk_of_one_is_not_locked_out_of_itself(make_desk: MakeDesk) -> None:
    desk = make_desk()
    desk.press(Qt.Key.Key_L, held=CONTROL)
    assert desk.window.page_shown is not None


@pytest.mark.parametrize("language", ["fr", "en"])
def test_help_at_the_desk_tells_of_its_own_keys_and_of_what_it_keeps(
    make_desk: MakeDesk, language: str
) -> None:
    desk = make_desk(look=Look(language=language))
    desk.press(Qt.Key.Key_F1)
    said = words_of(desk.window)
    assert desk.window.look.say(phrase("advisor.help.privacy")) in said
    assert desk.window.look.say(phrase("ui.help.about-privacy")) not in said
    keys = ("F2", "F3", "F4", "F6", "F7", "F8", "F9", "Ctrl+S", "Ctrl+N", "Ctrl+P", "Ctrl+L")
    assert [key for key in keys if key not in said] == []


def test_help_opens_over_the_page_and_escape_goes_back(make_desk: MakeDesk) -> None:
    desk = make_desk()
    desk.press(Qt.Key.Key_F1)
    assert desk.window.page_shown is None
    desk.press(Qt.Key.Key_Escape)
    assert desk.window.page_shown is not None


def test_a_register_that_does_not_open_is_said_and_the_interview_goes_on(
    make_desk: MakeDesk, tmp_path: Path
) -> None:
    (tmp_path / "desk").write_text("in the way", encoding="utf-8")
    desk = make_desk()
    assert desk.session.register is None
    desk.type("2")
    assert desk.interview.work.draft.answers == {"situation": ("expanding",)}
    desk.press(Qt.Key.Key_S, held=CONTROL)
    assert desk.has("told-retry")
    assert desk.interview.work.draft.answers == {"situation": ("expanding",)}
    (tmp_path / "desk").unlink()
    desk.window.open_register()
    desk.settle()
    desk.click("told-retry")
    assert desk.interview.work.is_saved


def test_settings_say_plainly_that_nothing_is_encrypted(make_desk: MakeDesk) -> None:
    desk = make_desk()
    desk.window.go("settings")
    desk.settle()
    assert "n’est pas chiffré" in words_of(desk.window)


def test_settings_make_a_copy_and_put_it_back_when_asked_twice(make_desk: MakeDesk) -> None:
    desk = make_desk()
    desk.type("2")
    desk.press(Qt.Key.Key_S, held=CONTROL)
    desk.window.go("settings")
    desk.click("copy-now")
    assert "vérifiée" in desk.said
    restore = next(
        button.objectName()
        for button in desk.window.findChildren(QPushButton)
        if button.objectName().startswith("restore-")
    )
    desk.click(restore)
    assert "vérifiée" in desk.said
    desk.click(restore)
    assert "1 dossier" in desk.said
    register = desk.session.register
    assert register is not None
    assert register.find(Query()).matches == 1


def test_a_crash_of_a_page_is_said_and_the_case_is_still_there(make_desk: MakeDesk) -> None:
    desk = make_desk()
    desk.type("2")
    desk.window.show_crash()
    desk.settle()
    assert "erreur" in desk.said
    desk.click("kept-take")
    assert desk.interview.work.draft.answers == {"situation": ("expanding",)}


def test_a_desk_that_is_not_shared_asks_no_password(make_desk: MakeDesk) -> None:
    desk = make_desk(replace(ALONE, desk=Desk(advisors=TWO.desk.advisors, shared=False)))
    desk.type("a")
    assert desk.session.advisor is not None


SHARED = replace(TWO, desk=replace(TWO.desk, shared=True))


def open_shared(make_desk: MakeDesk) -> Bench:
    desk = make_desk(SHARED)
    set_password(desk.session.data, AdvisorId("anna"), "Sapin-2026")
    desk.type("a")
    return desk


def test_a_shared_desk_opens_by_password(make_desk: MakeDesk) -> None:
    desk = open_shared(make_desk)
    assert desk.session.advisor is None
    desk.type("Sapin-2026")
    desk.press(ENTER)
    assert desk.session.by == "anna"


def test_a_wrong_password_opens_nothing_and_says_how_long_to_wait(make_desk: MakeDesk) -> None:
    desk = open_shared(make_desk)
    desk.type("sapin-2026")
    desk.press(ENTER)
    assert desk.session.advisor is None
    assert "1 seconde" in words_of(desk.window)
    desk.type("Sapin-2026")
    desk.press(ENTER)
    assert desk.session.advisor is None


def test_the_first_time_an_advisor_sets_a_password_twice(make_desk: MakeDesk) -> None:
    desk = make_desk(SHARED)
    desk.type("b")
    desk.type("Sapin-2026")
    desk.press(ENTER)
    desk.type("Sapin-2027")
    desk.press(ENTER)
    assert desk.session.advisor is None
    desk.type("Sapin-2026")
    desk.press(ENTER)
    assert held_by(desk.session.data, ["bo"]) == {"bo": Held.NONE}


def test_a_password_that_is_too_easy_is_not_taken(make_desk: MakeDesk) -> None:
    desk = make_desk(SHARED)
    desk.type("b")
    desk.type("sapin")
    desk.press(ENTER)
    desk.type("sapin")
    desk.press(ENTER)
    assert desk.session.advisor is None
    assert held_by(desk.session.data, ["bo"]) == {"bo": Held.NONE}


def test_a_shared_desk_locks_by_itself_and_shows_nothing_of_the_case(make_desk: MakeDesk) -> None:
    desk = open_shared(make_desk)
    desk.type("Sapin-2026")
    desk.press(ENTER)
    desk.interview.work.change(Draft({}, Company(name="Société d’essai")))
    assert desk.window.idle.interval() == SHARED.desk.lock_minutes * 60_000
    assert desk.window.idle.isActive()
    desk.window.idle.timeout.emit()
    desk.settle()
    assert desk.session.advisor is None
    assert desk.has("who-page")
    assert not desk.interview.isVisible()
    assert "essai" not in words_of(desk.window)


def test_a_lock_keeps_the_case_for_whoever_comes_back(make_desk: MakeDesk) -> None:
    desk = open_shared(make_desk)
    desk.type("Sapin-2026")
    desk.press(ENTER)
    desk.type("2")
    desk.press(Qt.Key.Key_L, held=CONTROL)
    desk.type("a")
    desk.type("Sapin-2026")
    desk.press(ENTER)
    assert desk.interview.work.draft.answers == {"situation": ("expanding",)}


def test_a_shared_desk_that_is_closed_is_locked(make_desk: MakeDesk) -> None:
    desk = open_shared(make_desk)
    desk.type("Sapin-2026")
    desk.press(ENTER)
    desk.type("2")
    desk.window.close()
    desk.window.open()
    desk.settle()
    assert desk.has("who-page")
    assert desk.window.page_shown is None


def test_no_page_is_reached_while_the_desk_is_locked(make_desk: MakeDesk) -> None:
    desk = open_shared(make_desk)
    desk.press(Qt.Key.Key_5, held=CONTROL)
    desk.press(Qt.Key.Key_F1)
    assert desk.window.page_shown is None
    assert desk.has("who-page")


def test_keys_reach_the_page_from_the_bar(make_desk: MakeDesk) -> None:
    desk = make_desk()
    tab = desk.window.findChild(QWidget, "tab-settings")
    assert tab is not None
    tab.setFocus()
    desk.type("2")
    assert desk.interview.work.draft.answers == {"situation": ("expanding",)}


def test_what_was_done_on_one_page_is_not_said_on_the_next_but_a_fault_is(desk: Bench) -> None:
    desk.window.say(phrase("cases.done.due"))
    assert desk.said
    desk.window.go("reminders")
    desk.settle()
    assert desk.said == ""
    desk.window.say(phrase("advisor.crash"), True)
    desk.window.go("cases")
    desk.settle()
    assert desk.said
