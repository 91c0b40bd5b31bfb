"""The process beside the window: only the latest draft is told, whatever the process does."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from datetime import date

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop import paths
from desktop.ui.workspace import live_process
from desktop.ui.workspace.live_process import LiveProcess
from desktop.workspace.document import At
from desktop.workspace.draft import Draft, load_draft
from desktop.workspace.told import Began, Failed, FaultsFound, ProofTold, Request

ROUTE = At("routes.yaml", "routes", 0)
HUNG = [sys.executable, "-c", "import sys; sys.stdin.read()"]
ENDING = [sys.executable, "-c", ""]


@pytest.fixture(scope="module")
def shipped() -> Draft:
    """The shipped guide as text."""
    return load_draft(paths.shipped_guide())


@pytest.fixture
def live(qapp: QApplication) -> Iterator[LiveProcess]:
    """A process, ended after the test."""
    made = LiveProcess()
    yield made
    made.stop()


@pytest.fixture
def told(live: LiveProcess) -> list[object]:
    """All that comes back."""
    found: list[object] = []
    live.told.connect(found.append)
    return found


def request(draft: Draft, number: int) -> Request:
    """A draft against the shipped guide."""
    return Request(number, draft.to_files(), str(paths.shipped_guide()), date(2026, 11, 24))


def wait(bot: QtBot, live: LiveProcess) -> None:
    """Until everything about the latest request is told."""
    bot.waitUntil(lambda: not live.is_busy, timeout=60_000)


def test_nothing_of_an_earlier_draft_is_told(
    qtbot: QtBot, live: LiveProcess, told: list[object], shipped: Draft
) -> None:
    live.ask(request(shipped.set(ROUTE, ("member",), "cpme"), 1))
    qtbot.waitUntil(lambda: any(isinstance(item, Began) for item in told), timeout=60_000)
    told.clear()

    live.ask(request(shipped, 2))
    wait(qtbot, live)

    assert [item.faults for item in told if isinstance(item, FaultsFound)] == [()]
    assert [item.holds for item in told if isinstance(item, ProofTold)] == [True]


def test_a_process_that_does_not_answer_is_replaced(
    qtbot: QtBot,
    live: LiveProcess,
    told: list[object],
    shipped: Draft,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(live_process, "command", lambda: HUNG)
    live._impatience.setInterval(50)
    live.ask(request(shipped, 1))
    monkeypatch.undo()

    live.ask(request(shipped, 2))
    wait(qtbot, live)

    assert [item.holds for item in told if isinstance(item, ProofTold)] == [True]


def test_a_process_that_ends_each_time_is_said_and_not_tried_for_ever(
    qtbot: QtBot,
    live: LiveProcess,
    told: list[object],
    shipped: Draft,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(live_process, "command", lambda: ENDING)

    live.ask(request(shipped, 1))
    wait(qtbot, live)

    assert [item.stage for item in told if isinstance(item, Failed)] == [
        "faults",
        "proof",
        "diff",
        "cases",
    ]


def test_a_process_that_cannot_be_started_is_said(
    qtbot: QtBot,
    live: LiveProcess,
    told: list[object],
    shipped: Draft,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(live_process, "command", lambda: ["/nowhere/at/all"])

    live.ask(request(shipped, 1))
    wait(qtbot, live)

    assert any(isinstance(item, Failed) for item in told)
