"""Leaving with something: the sheet on a queue, its faults, and the end after it."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QAbstractButton, QLabel

from desktop.configuration import Kiosk
from desktop.kiosk.faults import faults_today
from desktop.ui.kiosk.attract_screen import AttractScreen
from desktop.ui.kiosk.pictures import KioskStage
from desktop.ui.kiosk.results_screen import KioskResults
from desktop.ui.stage import VISIT
from desktop.ui.widgets.code import Code, Square
from tests.ui.kiosk.conftest import BY_NAME, MakeKiosk
from tests.ui.kiosk.programs import install

READY = """case "$*" in
*-o*) exit 0 ;;
*) echo "printer hall is idle.  enabled since then"; echo "hall accepting requests since then" ;;
esac"""
NO_PAPER = """case "$*" in
*-o*) echo "hall-7 someone 1024 then" ;;
*) echo "printer hall now printing hall-7.  enabled since then"
   echo "	Alerts: media-empty-error"; echo "hall accepting requests since then" ;;
esac"""


STOPPED = 'echo "printer hall disabled since then"; echo "hall accepting requests since then"'


def printer(folder: Path, state: str, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A queue called hall; where what it prints comes out."""
    paper = folder / "paper.pdf"
    install(folder / "bin", "lp", f'cat > "{paper}"; echo "request id is hall-7 (1 file(s))"',
            monkeypatch)  # fmt: skip
    install(folder / "bin", "lpstat", state, monkeypatch)
    install(folder / "bin", "cancel", "exit 0", monkeypatch)
    return paper


def at_results(make: MakeKiosk, queue: str = "hall", language: str = "fr") -> KioskStage:
    """A visit that came to its results."""
    stage = make(kiosk=Kiosk(printer=queue, after_sheet_seconds=60), language=language)
    stage.visit(VISIT, None)
    stage.press("forward")
    return stage


def test_the_sheet_goes_to_the_queue_without_a_dialog(
    make_kiosk: MakeKiosk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    paper = printer(tmp_path, READY, monkeypatch)
    stage = at_results(make_kiosk)
    stage.press("forward")

    assert paper.read_bytes().startswith(b"%PDF")
    assert "imprimée" in stage.get(QLabel, "status").text()
    assert stage.get(QAbstractButton, "forward").text() == "Terminer"
    stage.press("forward")
    assert isinstance(stage.window.screen_shown, AttractScreen)
    assert faults_today(stage.place.data, stage.hour) == ()


def test_after_the_sheet_the_visit_ends_by_itself(
    make_kiosk: MakeKiosk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    printer(tmp_path, READY, monkeypatch)
    stage = at_results(make_kiosk)
    stage.press("forward")
    stage.wait(30)
    assert stage.window.veil is not None
    stage.wait(30)

    assert isinstance(stage.window.screen_shown, AttractScreen)
    stage.visit(VISIT, "themes")
    stage.wait(60)
    assert stage.window.veil is None


def test_no_paper_is_said_calmly_and_the_code_stays(
    make_kiosk: MakeKiosk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    printer(tmp_path, NO_PAPER, monkeypatch)
    stage = at_results(make_kiosk, language="en")
    stage.press("forward")

    assert "does not answer at the moment" in stage.get(QLabel, "status").text()
    assert stage.get(Code).isVisible()
    assert stage.get(Square).has_rows
    assert [fault.code for fault in faults_today(stage.place.data, stage.hour)] == ["paper-out"]
    assert stage.get(QAbstractButton, "forward").text() == "Print my sheet"


def test_printing_leaves_the_bar_alone(
    make_kiosk: MakeKiosk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    printer(tmp_path, STOPPED, monkeypatch)
    stage = at_results(make_kiosk)
    stage.get(QAbstractButton, "forward").setFocus()
    stage.press("forward")
    focus = stage.window.focusWidget()

    assert focus is not None
    assert stage.window.screen_shown.isAncestorOf(focus)


def test_what_was_said_of_printing_outlives_another_look(
    make_kiosk: MakeKiosk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    printer(tmp_path, STOPPED, monkeypatch)
    stage = at_results(make_kiosk)
    stage.press("forward")
    stage.press("kiosk-language")

    assert "does not answer at the moment" in stage.get(QLabel, "status").text()


def test_a_missing_printing_program_is_a_fault_and_no_crash(
    make_kiosk: MakeKiosk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    stage = at_results(make_kiosk)
    stage.press("forward")

    assert "ne répond pas" in stage.get(QLabel, "status").text()
    seen = [fault.code for fault in faults_today(stage.place.data, stage.hour)]
    assert seen == ["printing-missing"]


def test_without_a_printer_in_the_settings_nothing_offers_to_print(make_kiosk: MakeKiosk) -> None:
    stage = at_results(make_kiosk, queue="")

    assert stage.get(QAbstractButton, "forward").text() == "Terminer"
    assert stage.get(Code).isVisible()


def test_a_sheet_that_ends_late_says_nothing_to_the_next_visitor(
    make_kiosk: MakeKiosk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    printer(tmp_path, READY, monkeypatch)
    stage = at_results(make_kiosk)
    stage.get(QAbstractButton, "forward").click()
    assert not stage.get(QAbstractButton, "forward").isVisible()
    stage.get(QAbstractButton, "restart").click()
    stage.settle()
    stage.visit(VISIT, None)
    stage.press("forward")

    assert stage.get(QLabel, "status").text() == ""


def test_a_sheet_of_other_answers_does_not_count_for_these(
    make_kiosk: MakeKiosk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    printer(tmp_path, READY, monkeypatch)
    stage = at_results(make_kiosk)
    stage.get(QAbstractButton, "forward").click()
    shown, visit = stage.window.screen_shown, stage.window.interview_shown()
    assert isinstance(shown, KioskResults)
    changed = visit.answered("urgency", ("now",))
    shown.show_state(stage.place.casework.conclude(changed))
    stage.settle()

    assert stage.get(QAbstractButton, "forward").text() == "Imprimer ma fiche"
    assert stage.get(QLabel, "status").text() == ""


def test_the_code_is_written_large(make_kiosk: MakeKiosk) -> None:
    stage = make_kiosk(BY_NAME["10in-portrait"])
    stage.visit(VISIT, None)
    stage.press("forward")
    look = stage.window.look

    assert look.font("code").pixelSize() >= 1.7 * look.font("body").pixelSize()
    assert stage.get(Square).width() >= stage.window.kiosk_look.mm(60)


def test_on_a_narrow_screen_without_a_printer_nobody_ends_before_the_code_was_shown(
    make_kiosk: MakeKiosk,
) -> None:
    stage = make_kiosk(BY_NAME["10in-portrait"])
    stage.visit(VISIT, None)
    stage.press("forward")
    code, forward = stage.get(Code), stage.get(QAbstractButton, "forward")
    assert code.visibleRegion().isEmpty()
    assert forward.text() == "Mon code"
    stage.press("forward")

    assert not code.visibleRegion().isEmpty()
    assert stage.get(QAbstractButton, "forward").text() == "Terminer"
