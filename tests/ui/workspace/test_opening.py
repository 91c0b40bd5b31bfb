"""How one comes to the workspace, and from there to a visit."""

from __future__ import annotations

import logging
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QPlainTextEdit, QPushButton
from pytestqt.qtbot import QtBot

from desktop import paths
from desktop.casework import Casework
from desktop.guide.loader import load_guide
from desktop.ui import crash
from desktop.ui.desk import Desk
from desktop.ui.theme import Look
from desktop.ui.window import Window
from desktop.ui.workspace.notice import Notice
from desktop.ui.workspace.opening import Opener
from desktop.ui.workspace.window import WorkspaceWindow
from desktop.workspace.draft import Draft


def help_page(bot: QtBot, desk: Desk) -> Window:
    """The wizard on its help page."""
    window = Window(desk, Look())
    bot.addWidget(window)
    window.show()
    window.show_help()
    return window


def test_the_help_page_of_a_desk_leads_to_the_workspace(qapp: QApplication, qtbot: QtBot) -> None:
    asked: list[Look] = []
    cases = Casework(load_guide(paths.shipped_guide()), on_trial=False)
    window = help_page(qtbot, Desk(cases, lambda *_: None, lambda _: None, asked.append))

    button = window.findChild(QPushButton, "edit-guide")
    assert button is not None
    button.click()

    assert asked == [window.look]


def test_where_nobody_may_the_help_page_offers_nothing(qapp: QApplication, qtbot: QtBot) -> None:
    cases = Casework(load_guide(paths.shipped_guide()), on_trial=False)
    window = help_page(qtbot, Desk(cases, lambda *_: None, lambda _: None))

    assert window.findChild(QPushButton, "edit-guide") is None


@pytest.fixture
def opened(qapp: QApplication, tmp_path: Path) -> Iterator[tuple[Opener, WorkspaceWindow]]:
    """The workspace as the program opens it."""
    opener = Opener(tmp_path, lambda _: None)
    source = paths.shipped_guide()
    window = opener.open(source, source, Look())
    yield opener, window
    window.close()
    opener.close()


def test_it_is_opened_once(opened: tuple[Opener, WorkspaceWindow]) -> None:
    opener, window = opened
    source = paths.shipped_guide()

    assert opener.open(source, source, Look()) is window


def test_a_visit_opens_on_the_draft_on_trial(
    qtbot: QtBot, opened: tuple[Opener, WorkspaceWindow]
) -> None:
    opener, window = opened
    qtbot.waitUntil(lambda: not window.is_busy, timeout=60_000)
    window.show_pane("proof")
    window.session.change(lambda d: d.set(window.item.at or (), ("member",), "cpme"))  # type: ignore[arg-type]
    qtbot.waitUntil(lambda: not window.is_busy, timeout=60_000)

    button = window.findChild(QPushButton, "visit-2-0")
    assert button is not None
    button.click()

    visit = opener.visits[0]
    assert visit.isVisible()
    assert visit.interview_shown().guide.get_route("fundraising").member == "cpme"
    assert visit.interview_shown().at is None


@pytest.fixture
def visit(qapp: QApplication, qtbot: QtBot) -> Iterator[Window]:
    """A visit under way behind the workspace, in a program that tells its faults."""
    before = sys.excepthook
    cases = Casework(load_guide(paths.shipped_guide()), on_trial=False)
    window = Window(Desk(cases, lambda *_: None, lambda _: None), Look())
    qtbot.addWidget(window)
    window.show()
    window.start("fr")
    crash.install(window.show_crash)
    yield window
    sys.excepthook = before


def fail(*_: object) -> Draft:
    """A fault of ours, with what was typed in its words."""
    raise IndexError("Dupont 38185")


def tell(act: Callable[[], object]) -> None:
    """What Qt does with an error that came out of a slot."""
    with pytest.raises(Exception) as raised:  # noqa: PT011
        act()
    sys.excepthook(raised.type, raised.value, raised.tb)


def test_a_fault_of_the_workspace_is_said_there_and_the_visit_goes_on(
    qtbot: QtBot,
    visit: Window,
    opened: tuple[Opener, WorkspaceWindow],
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    _, window = opened
    qtbot.waitUntil(lambda: not window.is_busy, timeout=60_000)
    draft, interview = window.session.draft, visit.screen_shown
    monkeypatch.setattr(logging.getLogger("aiguillage"), "propagate", True)
    monkeypatch.setattr(Draft, "set", fail)
    field = window.findChild(QPlainTextEdit, "field-because-fr")
    assert field is not None

    tell(lambda: window.item._type(("because", "fr"), "Dupont 38185"))
    qtbot.waitUntil(lambda: window.findChild(QPlainTextEdit, "field-because-fr") is not field)

    notice = window.findChild(Notice)
    assert notice is not None
    assert "problème de son fait" in notice.said
    assert visit.screen_shown is interview
    assert window.session.draft == draft
    shown, at = window.findChild(QPlainTextEdit, "field-because-fr"), window.item.at
    assert shown is not None
    assert at is not None
    assert shown.toPlainText() == draft.word(at, "because", "fr").replace("\u00a0", " ")
    assert "IndexError" in caplog.text
    assert "Dupont" not in caplog.text


def test_a_change_that_cannot_be_shown_is_undone(
    qtbot: QtBot, visit: Window, opened: tuple[Opener, WorkspaceWindow]
) -> None:
    _, window = opened
    qtbot.waitUntil(lambda: not window.is_busy, timeout=60_000)
    at = window.item.at
    assert at is not None
    window.session.change(lambda d: d.set(at, ("because", "fr"), "Une chose"))
    draft = window.session.draft
    window.session.change(lambda d: d.set(at, ("because", "fr"), "Autre chose"))

    tell(lambda: window.session.change(fail))
    qtbot.waitUntil(lambda: window.session.draft == draft)
    qtbot.waitUntil(lambda: not window.is_busy, timeout=60_000)

    assert window.session.is_kept


def test_a_workspace_that_fails_without_end_is_shown_anew_once(
    qtbot: QtBot, visit: Window, opened: tuple[Opener, WorkspaceWindow]
) -> None:
    _, window = opened
    qtbot.waitUntil(lambda: not window.is_busy, timeout=60_000)
    shown: list[None] = []

    def fail_again() -> None:
        shown.append(None)
        tell(lambda: window.jump(None))  # type: ignore[arg-type]

    window.session.reshaped.connect(fail_again)
    tell(lambda: window.jump(None))  # type: ignore[arg-type]
    qtbot.waitUntil(lambda: bool(shown))
    for _ in range(5):
        QApplication.processEvents()

    assert len(shown) == 1


def test_a_workspace_that_cannot_open_says_so_beside_the_visit(
    qtbot: QtBot, visit: Window, tmp_path: Path
) -> None:
    opener = Opener(tmp_path, lambda _: None)
    interview = visit.screen_shown

    tell(lambda: opener.open(tmp_path / "nowhere", tmp_path, Look()))

    boxes = [w for w in QApplication.topLevelWidgets() if w.objectName() == "not-opened"]
    assert [box.isVisible() for box in boxes] == [True]
    assert visit.screen_shown is interview
    boxes[0].close()


def test_a_fault_of_the_visit_still_shows_its_calm_page(
    visit: Window, opened: tuple[Opener, WorkspaceWindow]
) -> None:
    tell(fail)

    assert visit.findChild(QPushButton, "crash-restart") is not None
    assert opened[1].findChild(Notice) is None
