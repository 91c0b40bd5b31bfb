"""The privacy search: after a visit with marks and a reset, nothing holds a mark any more."""

from __future__ import annotations

import gc
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication

from desktop import app, log, ticket
from desktop.casework import Casework
from desktop.guide.model import Guide
from desktop.interview import start
from desktop.ui import accessibility
from desktop.ui.kiosk.attract_screen import AttractScreen
from desktop.ui.kiosk.pictures import Display, KioskStage
from desktop.ui.widgets.code import Code
from tests.journeys.walk import answer
from tests.kiosk_journeys.guest import Guest
from tests.kiosk_journeys.hall import Hall
from tests.kiosk_journeys.traces import (
    backwards,
    files_of,
    in_files,
    in_memory,
    in_objects,
    in_widgets,
)

SAID = "iranacxqz reiturg"
"""Backwards here and below: what looks for a mark must not find the test that knows it."""

PLACE, INSEE = "Retournac", "43162"
ANSWERS = {
    "situation": ("starting",),
    "territory": (INSEE,),
    "themes": ("talent",),
    "talent-kind": ("recruit", "train"),
    "urgency": ("months",),
}


@pytest.fixture
def stage(guide: Guide, tmp_path: Path) -> Iterator[KioskStage]:
    """A kiosk in this process, with a log as the program opens one."""
    app.make_application()
    accessibility.install()
    log.open_log(tmp_path / "data")
    opened = KioskStage(Casework(guide, False), tmp_path / "data", Display("19in", 19, 1280, 1024))
    yield opened
    opened.close()
    log._close_log()


def type_words(stage: KioskStage, field: str, words: str) -> None:
    """Touches the field, then each key."""
    stage.focus(field)
    for letter in words:
        stage.strike("space" if letter == " " else letter)


def come_to_themes(stage: KioskStage) -> None:
    """Says a commune, then a sentence."""
    stage.press("start-fr")
    stage.press("choice-starting")
    stage.press("forward")
    type_words(stage, "place", PLACE.lower())
    stage.press(f"place-{INSEE}")
    stage.press("forward")
    type_words(stage, "own-words", backwards(SAID))


def come_to_results(stage: KioskStage) -> None:
    """Answers everything, with another look and help on the way; takes the code along."""
    come_to_themes(stage)
    for question in ("themes", "talent-kind", "urgency"):
        for value in ANSWERS[question]:
            stage.press(f"choice-{value}")
        stage.press("forward")
    for name in ("kiosk-help", "kiosk-help", "kiosk-large", "kiosk-contrast", "forward"):
        stage.press(name)
    QGuiApplication.clipboard().setText(stage.get(Code).code)


def code_backwards(guide: Guide) -> str:
    """The visit's code, as the test keeps it."""
    return backwards(ticket.encode(guide, ANSWERS))


def test_after_a_finished_visit_nothing_living_holds_a_mark(
    stage: KioskStage, guide: Guide, tmp_path: Path
) -> None:
    come_to_results(stage)
    edoc = code_backwards(guide)
    shown, living = in_widgets([backwards(edoc)]), in_objects([edoc])
    while not isinstance(stage.window.screen_shown, AttractScreen):
        stage.press("forward")

    assert [where for where in shown if where.startswith("clipboard")] != []
    assert living != []
    assert what_is_left(tmp_path, edoc) == []


@pytest.mark.parametrize("end", ["restart", "idle", "crash"])
def test_however_a_visit_ends_nothing_living_holds_a_mark(
    stage: KioskStage, guide: Guide, tmp_path: Path, end: str
) -> None:
    come_to_themes(stage)
    shown, living = in_widgets([backwards(SAID)]), in_objects([SAID])
    ENDS[end](stage)
    stage.settle()

    assert [where for where in shown if "own-words.text" in where] != []
    assert living != []
    assert what_is_left(tmp_path, code_backwards(guide)) == []


def test_a_code_half_typed_goes_with_its_visitor(stage: KioskStage, tmp_path: Path) -> None:
    stage.press("code-ask")
    type_words(stage, "code", backwards("ranacxqz"))
    shown = in_widgets(["ZQXC", "zqxc"])
    stage.wait(130)

    assert shown != []
    assert in_widgets(["ZQXC", "zqxc"]) == []
    assert in_objects(["RANA-CXQZ", "RANACXQZ"]) == []


ENDS: dict[str, Callable[[KioskStage], None]] = {
    "restart": lambda stage: stage.press("restart"),
    "idle": lambda stage: stage.wait(130),
    "crash": lambda stage: stage.window.show_crash(),
}


def what_is_left(folder: Path, edoc: str) -> list[str]:
    """Where a mark of the visit is found: widgets, clipboards, objects, files."""
    objects = in_objects([SAID, edoc])  # before there is a list of marks to be found
    marks = [backwards(SAID), PLACE, INSEE, backwards(edoc)]
    return objects + in_widgets(marks) + in_files(folder.rglob("*"), marks)


def visit_with_marks(guest: Guest, guide: Guide) -> list[str]:
    """A whole visit at the real kiosk, with a commune and a sentence typed; its marks."""
    guest.clicks(guest.says("kiosk.attract.start"), "push button")
    visit = start(guide, "fr")
    for question, values in ANSWERS.items():
        asked = guide.get_question(question)
        guest.sees(asked.ask.fr, "heading")
        if question == "themes":
            guest.clicks(guest.says("ui.own-words.label"), "text")
            guest.types(backwards(SAID))
            guest.sees(guest.says("ui.own-words.label"), "text")
        answer(guest, asked, values, "fr")
        guest.clicks(guest.says("ui.continue"))
        visit = visit.answered(question, values).forward()
    guest.clicks(guest.says("ui.review.forward"))
    code = ticket.encode(guide, visit.answers)
    guest.sees(code)
    return [backwards(SAID), PLACE, INSEE, code]


def test_the_real_program_leaves_no_mark_in_files_or_for_a_screen_reader(
    fresh: Hall, guide: Guide
) -> None:
    guest, owner = fresh.guest, fresh.account.number
    marks = visit_with_marks(guest, guide)
    told = [node.name for node in guest.everything() if marks[-1] in node.name]
    guest.starts_again()
    told_after = [node for node in guest.everything() if any(mark in str(node) for mark in marks)]
    left = in_files(files_of(owner, fresh.home), marks)
    print("memory after the reset, freed or not:", in_memory(guest.pid, marks))  # noqa: T201

    assert told != []
    assert told_after == []
    assert left == []
    assert "kiosk" in [file.name for file in files_of(owner, fresh.home)]
    assert core_limits(guest.pid) == ["0", "0"]


def core_limits(pid: int) -> list[str]:
    """How much of a fallen program may be written to a file, and how much it may ask for."""
    limits = Path(f"/proc/{pid}/limits").read_text().splitlines()
    (said,) = (line.split()[4:6] for line in limits if line.startswith("Max core file size"))
    return said


def test_visits_that_are_gone_are_not_kept_in_part(stage: KioskStage) -> None:
    for _ in range(2):
        come_to_results(stage)
        stage.window.restart()
        stage.settle()
    before = known_to_python()
    come_to_results(stage)
    stage.window.restart()
    stage.settle()

    assert known_to_python() == before


def known_to_python() -> Counter[str]:
    """How many widgets Python knows, there or not, and how many things of ours, by kind."""
    gc.unfreeze()  # what was there before the first test counts too
    gc.collect()
    kinds = [
        type(thing)
        for thing in gc.get_objects()
        if isinstance(thing, QObject) or str(type(thing).__module__).startswith("desktop.")
    ]
    return Counter(kind.__name__ for kind in kinds)
