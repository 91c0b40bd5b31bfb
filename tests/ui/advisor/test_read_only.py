"""A desk whose folder cannot be written: old cases are read and searched, nothing is offered."""

from __future__ import annotations

import errno
from datetime import date, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

from desktop.errors import CannotWrite
from desktop.register import store
from desktop.ui.advisor.cases.referral import ReferralCard
from tests.ui.advisor.conftest import CONTROL, Bench, MakeDesk
from tests.ui.advisor.test_cases import BY, cases, go, keep, names

OPEN = store.open_register


@pytest.fixture
def reader(make_desk: MakeDesk, monkeypatch: pytest.MonkeyPatch) -> Bench:
    """A desk with two old cases, one of them due, whose folder can be written no more."""

    def refuse(*_: object) -> None:
        raise CannotWrite("/data", OSError(errno.EROFS, "read-only"))

    before = make_desk()
    register = before.session.register
    assert register is not None
    referral = register.case(keep(before, "Alpha d’essai")).referrals[0]
    late = date.today() - timedelta(days=1)
    register.set_referral(referral.id, referral.state, BY, due=late)
    keep(before, "Beta d’essai")
    before.close()
    monkeypatch.setattr(store, "open_register", refuse)
    return make_desk()


def test_old_cases_are_listed_searched_and_read_with_one_sentence(reader: Bench) -> None:
    assert "lecture seule" in reader.said
    assert reader.window.frame.said is not None
    assert not reader.window.frame.said[1]  # it is no error
    page = cases(reader)
    assert names(page) == ["Beta d’essai", "Alpha d’essai"]
    assert reader.has("read-only")
    reader.type("alp")
    assert names(page) == ["Alpha d’essai"]
    reader.press(Qt.Key.Key_Return)
    reader.settle()
    assert reader.has("case")
    assert reader.has("case-history")


def test_nothing_is_offered_that_could_not_be_done(reader: Bench) -> None:
    page = cases(reader)
    page.show_case(page.list.model.rows[0].id)
    reader.settle()
    assert reader.window.findChild(ReferralCard) is not None
    assert reader.window.findChild(ReferralCard).findChildren(QPushButton) == []  # type: ignore[union-attr]
    assert not reader.has("case-erase")
    assert not reader.has("case-interview")
    go(reader, "reminders")
    assert reader.has("read-only")
    shown = [b.objectName().split("-")[0] for b in reader.window.findChildren(QPushButton)]
    assert "see" in shown
    assert "result" not in shown


def test_the_interview_goes_on_and_saving_says_what_is_in_the_way(reader: Bench) -> None:
    reader.type("2")
    assert reader.interview.work.draft.answers == {"situation": ("expanding",)}
    reader.press(Qt.Key.Key_S, held=CONTROL)
    assert "lecture seule" in reader.said
    assert reader.interview.work.draft.answers == {"situation": ("expanding",)}


def test_once_the_folder_can_be_written_again_saving_works(
    reader: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    reader.type("2")
    reader.press(Qt.Key.Key_S, held=CONTROL)
    monkeypatch.setattr(store, "open_register", OPEN)
    reader.click("told-retry")
    assert reader.interview.work.is_saved
    register = reader.session.register
    assert register is not None
    assert not register.is_read_only
