"""The staff's door, what is counted of visits, and crashes."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest
from PySide6.QtWidgets import QAbstractButton, QLabel, QWidget
from pytestqt.qtbot import QtBot

from desktop import log
from desktop.configuration import Kiosk
from desktop.kiosk import pin
from desktop.kiosk.counts import read_counts
from desktop.kiosk.faults import faults_today, note_fault
from desktop.ui import crash
from desktop.ui.kiosk.attract_screen import AttractScreen
from desktop.ui.kiosk.pictures import HOUSE, PIN, KioskStage
from desktop.ui.kiosk.start_language import load_language, save_language
from desktop.ui.stage import VISIT
from desktop.ui.widgets.code import Code
from tests.ui.kiosk.conftest import MakeKiosk
from tests.ui.kiosk.programs import install
from tests.ui.kiosk.test_visit import texts


def type_pin(stage: KioskStage, digits: str) -> None:
    """Open the staff's door and type this."""
    stage.window.open_staff()
    stage.settle()
    for digit in digits:
        stage.press(f"pin-{digit}")
    stage.press("pin-done")


@pytest.fixture
def locked(kiosk: KioskStage) -> KioskStage:
    """A kiosk with a PIN."""
    pin.set_pin(kiosk.place.data, PIN)
    return kiosk


def test_the_pin_opens_the_day_and_the_way_out(locked: KioskStage) -> None:
    locked.visit(VISIT, None)
    locked.press("forward")
    locked.press("forward")
    note_fault(locked.place.data, "paper-out", locked.hour)
    type_pin(locked, PIN)
    said = texts(locked)

    assert "Visites aujourd’hui : 1." in said.replace("\u00a0", " ")
    assert locked.place.casework.guide.version in said
    assert "L’imprimante n’a plus de papier" in said
    locked.press("staff-quit")
    assert locked.has_quit


def test_staff_read_the_day_in_words(make_kiosk: MakeKiosk) -> None:
    stage = make_kiosk(kiosk=HOUSE)
    pin.set_pin(stage.place.data, PIN)
    stage.window.open_staff()
    for name in (*PIN, "done"):
        stage.press(f"pin-{name}")
    said = " ".join(label.text() for label in stage.window.findChildren(QLabel))

    assert "ouverte, jusqu’au 10 mars 2026 à 17:30" in said


def test_a_wrong_pin_opens_nothing_and_waits_longer_each_time(locked: KioskStage) -> None:
    type_pin(locked, "1111")

    assert locked.find(QWidget, "staff-page") is None
    assert "1 seconde" in locked.get(QLabel, "pin-status").text()
    assert not locked.get(QAbstractButton, "pin-5").isEnabled()
    locked.window.close_staff()
    locked.settle()
    locked.hour = locked.hour.replace(minute=1)
    type_pin(locked, "1112")
    assert "2 secondes" in locked.get(QLabel, "pin-status").text()


def test_the_wait_is_counted_down_and_then_over(locked: KioskStage) -> None:
    type_pin(locked, "1111")
    staff = locked.window.staff
    assert staff is not None
    staff._count_down()

    assert locked.get(QAbstractButton, "pin-5").isEnabled()


def test_without_a_pin_nobody_gets_out_by_the_screen(kiosk: KioskStage) -> None:
    kiosk.window.open_staff()
    kiosk.settle()

    assert "aiguillage kiosk set-pin" in texts(kiosk)
    assert kiosk.find(QWidget, "staff-quit") is None
    kiosk.press("staff-back")
    assert kiosk.window.staff is None


def test_the_door_closes_by_itself_and_leaves_the_visit(locked: KioskStage) -> None:
    locked.visit(VISIT, "themes")
    type_pin(locked, PIN)
    assert locked.find(QWidget, "staff-page") is not None
    locked.wait(31)

    assert locked.find(QWidget, "staff-page") is None
    assert locked.window.interview_shown().at == "themes"


def test_nothing_typed_shows_but_dots(locked: KioskStage) -> None:
    locked.window.open_staff()
    locked.settle()
    for digit in "27":
        locked.press(f"pin-{digit}")

    assert locked.get(QWidget, "pin-dots").accessibleName() == "2 chiffres tapés"
    assert "27" not in texts(locked).replace("\n2\n7\n", "")


def test_the_language_at_start_is_kept_for_the_next_starts(locked: KioskStage) -> None:
    type_pin(locked, PIN)
    locked.press("staff-language")
    locked.press("staff-back")
    locked.window.restart()
    locked.settle()

    assert locked.window.look.language == "en"
    assert load_language(locked.place.data) == "en"


def test_a_spoilt_language_file_is_no_language(tmp_path: Path) -> None:
    assert load_language(tmp_path) is None
    save_language(tmp_path, "en")
    assert load_language(tmp_path) == "en"
    (tmp_path / "kiosk" / "start.json").write_text('{"language": "xx"}', encoding="utf-8")

    assert load_language(tmp_path) is None


def test_a_test_page_that_fails_says_why_in_the_operators_words(
    make_kiosk: MakeKiosk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    install(tmp_path / "bin", "lpstat", "echo 'lpstat: Unknown destination \"x\"' >&2; exit 1",
            monkeypatch)  # fmt: skip
    install(tmp_path / "bin", "lp", "exit 1", monkeypatch)
    stage = make_kiosk(kiosk=Kiosk(printer="x"))
    pin.set_pin(stage.place.data, PIN)
    type_pin(stage, PIN)
    stage.press("staff-paper")

    assert "kiosk.printer" in stage.get(QLabel, "staff-status").text()
    assert "printer-unknown" in [f.code for f in faults_today(stage.place.data, stage.hour)]


def counted(stage: KioskStage) -> set[tuple[str, str, int]]:
    """What the counters hold."""
    stage.window.background.wait()
    return {(cell.dimension, cell.value, cell.n) for cell in read_counts(stage.place.data)}


def test_a_finished_visit_is_counted_once_and_by_ids_alone(kiosk: KioskStage) -> None:
    kiosk.visit(VISIT, None)
    kiosk.press("forward")
    kiosk.press("back")
    kiosk.press("forward")
    kiosk.press("forward")

    assert counted(kiosk) == {
        ("visits", "all", 1), ("language", "fr", 1), ("end", "finished", 1),
        ("theme", "funding", 1), ("theme", "talent", 1), ("department", "38", 1),
        ("member", "medef", 1), ("member", "bpifrance", 1), ("need", "funding/fundraising", 1),
        ("need", "funding/financing", 1), ("need", "talent/talent", 1),
    }  # fmt: skip


@pytest.mark.parametrize(
    "end", [lambda stage: stage.press("restart"), lambda stage: stage.wait(121)],
    ids=["start-again", "idle"],
)  # fmt: skip
def test_a_visit_left_on_the_way_counts_where_it_was_left(
    kiosk: KioskStage, end: Callable[[KioskStage], None]
) -> None:
    kiosk.visit(VISIT, "funding-kind")
    end(kiosk)

    assert ("end", "left:funding-kind", 1) in counted(kiosk)
    assert ("theme", "funding", 1) in counted(kiosk)
    assert not [value for dimension, value, _ in counted(kiosk) if dimension == "need"]


def test_a_commune_counts_as_its_department(kiosk: KioskStage) -> None:
    kiosk.visit({**VISIT, "territory": ()}, "territory")
    interview = kiosk.window.interview_shown().answered("territory", ("38185",))
    kiosk.window._show_interview(interview)
    kiosk.press("restart")

    assert ("department", "38", 1) in counted(kiosk)


def test_nobody_who_only_looked_is_counted(kiosk: KioskStage) -> None:
    kiosk.press("kiosk-language")
    kiosk.wait(200)

    assert counted(kiosk) == set()


def test_a_crash_of_a_page_leads_to_the_first_page_without_an_answer_in_the_log(
    kiosk: KioskStage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    monkeypatch.setattr("sys.excepthook", lambda *_: None)
    log.open_log(tmp_path)
    crash.install(kiosk.window.show_crash)
    kiosk.visit(VISIT, "themes")
    try:
        raise ValueError("soudeur introuvable")
    except ValueError as error:
        import sys

        sys.excepthook(type(error), error, error.__traceback__)
    kiosk.settle()
    log._close_log()
    written = (tmp_path / "aiguillage.log").read_text("utf-8")

    assert isinstance(kiosk.window.screen_shown, AttractScreen)
    assert "ValueError" in written
    assert "soudeur" not in written
    assert [fault.code for fault in faults_today(kiosk.place.data, kiosk.hour)] == ["crash"]
    assert kiosk.find(Code, "code") is None


def test_a_first_page_that_crashes_again_and_again_ends_the_program(kiosk: KioskStage) -> None:
    for _ in range(3):
        kiosk.window.show_crash()
        kiosk.settle()
    with pytest.raises(SystemExit) as ended:
        kiosk.window.show_crash()

    assert ended.value.code == 1


def test_crashes_far_apart_end_nothing(kiosk: KioskStage) -> None:
    for _ in range(6):
        kiosk.seconds += 60
        kiosk.window.show_crash()
        kiosk.settle()

    assert isinstance(kiosk.window.screen_shown, AttractScreen)


def test_leaving_counts_the_visit_under_way(kiosk: KioskStage) -> None:
    kiosk.hour = datetime(2026, 3, 10, 15, 0)
    kiosk.visit(VISIT, "urgency")
    kiosk.window.leave()

    assert ("end", "left:urgency", 1) in counted(kiosk)
