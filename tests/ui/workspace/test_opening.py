"""How one comes to the workspace, and from there to a visit."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from desktop import paths
from desktop.casework import Casework
from desktop.guide.loader import load_guide
from desktop.ui.desk import Desk
from desktop.ui.theme import Look
from desktop.ui.window import Window
from desktop.ui.workspace.opening import Opener
from desktop.ui.workspace.window import WorkspaceWindow


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
