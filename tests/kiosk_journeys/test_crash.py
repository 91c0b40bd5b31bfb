"""Whatever page fails, the next visitor finds the first page, and the log holds no answer."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtTest import QTest

from desktop import app, log, ticket
from desktop.casework import Casework
from desktop.guide.model import Guide
from desktop.interview import Interview
from desktop.kiosk.faults import faults_today
from desktop.ui import crash
from desktop.ui.kiosk.attract_screen import AttractScreen
from desktop.ui.kiosk.pictures import Display, KioskStage
from desktop.ui.kiosk.veil import Veil
from desktop.ui.listening import Listener
from desktop.ui.screens.help_screen import HelpScreen
from desktop.ui.screens.own_words import PAUSE
from desktop.ui.stage import VISIT
from desktop.ui.widgets.code import Code
from desktop.ui.widgets.tile import Tile

ANSWER = "ajusteur wjkcanari"


@pytest.fixture
def stage(guide: Guide, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[KioskStage]:
    """A kiosk in this process, with its log and what catches errors, as the program has them."""
    app.make_application()
    data = tmp_path / "data"
    monkeypatch.setattr("sys.excepthook", lambda *_: None)
    log.open_log(data)
    opened = KioskStage(Casework(guide, False), data, Display("19in", 19, 1280, 1024))
    crash.install(opened.window.show_crash)
    yield opened
    opened.close()
    log._close_log()


def _at(question: str, *then: str) -> Callable[[KioskStage], None]:
    def act(stage: KioskStage) -> None:
        stage.visit(VISIT, question)
        for name in then:
            stage.press(name)

    return act


def _results(stage: KioskStage) -> None:
    stage.visit(VISIT, None)
    stage.press("forward")


def _words(stage: KioskStage) -> None:
    stage.visit(VISIT, "themes")
    stage.focus("own-words")
    for letter in ANSWER:
        stage.strike("space" if letter == " " else letter)
    QTest.qWait(PAUSE + 100)


def _code(stage: KioskStage) -> None:
    stage.press("code-ask")
    attract = stage.window.screen_shown
    assert isinstance(attract, AttractScreen)
    attract.code_entered.emit("WJKC-ANAR-1")


def _nobody(stage: KioskStage) -> None:
    stage.visit(VISIT, "themes")
    stage.seconds += 95
    QTest.qWait(1100)


FAILING: dict[str, tuple[Any, str, Callable[[KioskStage], None]]] = {
    "an answer": (Interview, "answered", _at("situation", "choice-starting")),
    "the next page": (Interview, "forward", _at("situation", "choice-starting", "forward")),
    "a tile being drawn": (Tile, "paintEvent", lambda stage: stage.press("start-fr")),
    "the veil": (Veil, "show_seconds", _nobody),
    "own words": (Listener, "listen", _words),
    "help": (HelpScreen, "rebuild", _at("themes", "kiosk-help")),
    "a code brought along": (Casework, "reopen", _code),
    "the routing": (Casework, "conclude", _results),
    "the code to take along": (ticket, "encode", _results),
}


@pytest.mark.parametrize("what", FAILING)
def test_a_page_that_fails_leads_to_the_first_page_without_an_answer_in_the_log(
    stage: KioskStage, monkeypatch: pytest.MonkeyPatch, what: str
) -> None:
    place, name, act = FAILING[what]
    monkeypatch.setattr(place, name, fails_once(getattr(place, name)))
    act(stage)
    stage.settle()
    shown = stage.window.screen_shown
    written = (stage.place.data / "aiguillage.log").read_text("utf-8")
    _results(stage)

    assert isinstance(shown, AttractScreen)
    assert "LookupError" in written
    assert "wjkcanari" not in written
    assert "crash" in [fault.code for fault in faults_today(stage.place.data, stage.hour)]
    assert stage.get(Code).code != ""


def fails_once(does: Callable[..., Any]) -> Callable[..., Any]:
    """What fails the first time, with an answer in its words, then does what it did."""
    has_failed = False

    def fail(*given: Any, **named: Any) -> Any:
        nonlocal has_failed
        if has_failed:
            return does(*given, **named)
        has_failed = True
        raise LookupError(ANSWER)

    return fail
