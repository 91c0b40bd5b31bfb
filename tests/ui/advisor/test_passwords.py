"""A shared desk: nobody takes a name by coming first, and a first password is used once."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from desktop import log
from desktop.register.advisors import (
    Held,
    check_password,
    give_first_password,
    held_by,
    set_password,
)
from desktop.register.model import AdvisorId
from tests.register.registers import NOON
from tests.ui.advisor.conftest import ENTER, TWO, Bench, MakeDesk, strike

SHARED = replace(TWO, desk=replace(TWO.desk, shared=True))
A, B = AdvisorId("anna"), AdvisorId("bo")
MINE, FIRST = "Sapin-2026", re.compile(r"(?:[a-z]{3}[2-9]-?){3}")


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Passwords at the smallest cost there is."""
    monkeypatch.setattr("desktop.register.advisors.MEMORY", 8192)


@pytest.fixture
def logged(tmp_path: Path) -> Iterator[Path]:
    """The log as the program opens it."""
    log.open_log(tmp_path / "desk")
    yield tmp_path / "desk" / log.NAME
    log._close_log()


def labels(widget: QWidget) -> str:
    return "\n".join(label.text() for label in widget.findChildren(QLabel) if label.isVisible())


def shared(make_desk: MakeDesk) -> Bench:
    """A shared desk where Anna has a password and Bo has none."""
    desk = make_desk(SHARED)
    set_password(desk.session.data, A, MINE)
    return desk


def sit(desk: Bench, key: str, password: str) -> None:
    desk.type(key)
    desk.type(password)
    desk.press(ENTER)


def test_the_first_of_a_desk_sets_a_password_and_sits_down(make_desk: MakeDesk) -> None:
    desk = make_desk(SHARED)
    desk.type("a")
    assert "Personne n’a encore de mot de passe" in labels(desk.window)
    desk.type(MINE)
    desk.press(ENTER)
    desk.type(MINE)
    desk.press(ENTER)

    assert desk.session.by == "anna"
    assert held_by(desk.session.data, [A, B]) == {A: Held.OWN, B: Held.NONE}


def test_a_name_without_a_password_cannot_be_taken(make_desk: MakeDesk) -> None:
    desk = shared(make_desk)
    desk.type("b")

    assert desk.window.findChild(QWidget, "password-new") is None
    assert "reset-password bo" in labels(desk.window)
    desk.type("Sapin-2027")
    desk.press(ENTER)
    assert desk.session.advisor is None
    assert held_by(desk.session.data, [B]) == {B: Held.NONE}


def test_escape_leads_from_there_back_to_the_names(make_desk: MakeDesk) -> None:
    desk = shared(make_desk)
    desk.type("b")
    desk.press(Qt.Key.Key_Escape)
    sit(desk, "a", MINE)

    assert desk.session.by == "anna"


def test_a_first_password_opens_nothing_but_the_choice_of_ones_own(make_desk: MakeDesk) -> None:
    desk = shared(make_desk)
    given = give_first_password(desk.session.data, B)
    sit(desk, "b", given)
    assert desk.session.advisor is None
    assert "Un autre connaît ce mot de passe" in labels(desk.window)

    desk.type(given)
    desk.press(ENTER)
    desk.type(given)
    desk.press(ENTER)
    assert desk.session.advisor is None
    assert "premier mot de passe" in labels(desk.window)


def test_ones_own_password_takes_the_place_of_the_first(make_desk: MakeDesk) -> None:
    desk = shared(make_desk)
    given = give_first_password(desk.session.data, B)
    sit(desk, "b", given)
    desk.type("Sapin-2027")
    desk.press(ENTER)
    desk.type("Sapin-2027")
    desk.press(ENTER)

    assert desk.session.by == "bo"
    assert held_by(desk.session.data, [B]) == {B: Held.OWN}
    assert not check_password(desk.session.data, B, given, NOON).ok


def test_a_colleague_gives_a_first_password_that_is_shown_once(
    make_desk: MakeDesk, logged: Path
) -> None:
    desk = shared(make_desk)
    sit(desk, "a", MINE)
    desk.window.go("settings")
    desk.settle()
    assert desk.window.findChild(QWidget, "first-anna") is None
    desk.click("first-bo")

    found = FIRST.search(labels(desk.window))
    assert found is not None
    assert check_password(desk.session.data, B, found[0], NOON).is_first
    focus = QApplication.focusWidget()
    assert isinstance(focus, QLabel)
    assert focus.text() == found[0]
    register = desk.session.register
    assert register is not None
    assert [(trace.act, trace.by) for trace in register.audit()][:1] == [
        ("password-given:bo", "anna")
    ]
    assert "advisors: password-given bo, by anna" in logged.read_text(encoding="utf-8")

    desk.window.go("cases")
    desk.window.go("settings")
    desk.settle()
    assert FIRST.search(labels(desk.window)) is None


def test_a_page_left_open_takes_no_password_from_who_chose_it_meanwhile(
    make_desk: MakeDesk,
) -> None:
    desk = shared(make_desk)
    sit(desk, "a", MINE)
    desk.window.go("settings")
    desk.settle()
    set_password(desk.session.data, B, MINE)
    desk.click("first-bo")

    assert "a choisi son mot de passe entre-temps" in desk.said
    assert desk.window.findChild(QWidget, "first-bo") is None
    assert check_password(desk.session.data, B, MINE, NOON).ok


def test_a_question_left_open_takes_no_name_once_the_desk_is_begun(make_desk: MakeDesk) -> None:
    desk = make_desk(SHARED)
    desk.type("b")
    set_password(desk.session.data, A, MINE)
    for _ in range(2):
        desk.type(MINE)
        desk.press(ENTER)

    assert "Entre-temps" in labels(desk.window)
    assert desk.session.advisor is None
    assert held_by(desk.session.data, [B]) == {B: Held.NONE}


def test_locking_takes_a_first_password_off_the_screen(make_desk: MakeDesk) -> None:
    desk = shared(make_desk)
    sit(desk, "a", MINE)
    desk.window.go("settings")
    desk.settle()
    desk.click("first-bo")
    assert FIRST.search(labels(desk.window)) is not None
    desk.window.lock()
    sit(desk, "a", MINE)
    desk.window.go("settings")
    desk.settle()

    assert FIRST.search(labels(desk.window)) is None


def test_in_another_look_a_password_that_was_under_way_is_asked_again(make_desk: MakeDesk) -> None:
    desk = shared(make_desk)
    desk.type("a")
    desk.type(MINE)
    strike("\r", ENTER)
    desk.window.show_look(replace(desk.window.look, theme="dark"))
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    desk.settle()
    assert desk.session.advisor is None
    desk.type(MINE)
    desk.press(ENTER)

    assert desk.session.by == "anna"


def test_a_desk_of_ones_own_offers_no_password(make_desk: MakeDesk) -> None:
    desk = make_desk(TWO)
    desk.type("a")
    desk.window.go("settings")
    desk.settle()

    assert desk.window.findChild(QWidget, "first-bo") is None
    assert "mot de passe donné" not in labels(desk.window)


def test_a_file_of_a_later_version_is_said_and_lets_nobody_in(make_desk: MakeDesk) -> None:
    desk = shared(make_desk)
    path = desk.session.data / "register" / "advisors.json"
    path.write_text(path.read_text().replace('"format": 1', '"format": 2'))
    desk.type("a")

    assert "version plus récente" in labels(desk.window)
    desk.type(MINE)
    desk.press(ENTER)
    assert desk.session.advisor is None
