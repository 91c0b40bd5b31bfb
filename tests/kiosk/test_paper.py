"""Printing without a dialog: on a real CUPS of the test's own, and on commands that misbehave."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop.kiosk import paper
from desktop.kiosk.paper import Printed, PrintFault, look_at, print_pdf
from tests.kiosk.hall_printer import QUEUE, HallPrinter

PDF = b"%PDF-1.7\nmark-of-this-sheet\n%%EOF\n"


@pytest.fixture(scope="module")
def service() -> Iterator[HallPrinter]:
    """A CUPS for the tests of this file."""
    with HallPrinter() as printer:
        yield printer


@pytest.fixture
def hall(service: HallPrinter, monkeypatch: pytest.MonkeyPatch) -> HallPrinter:
    """The printer in the hall, empty, with paper, and named to our commands."""
    for name, value in service.environment.items():
        monkeypatch.setenv(name, value)
    for name in ("no-paper", "slow", "broken"):
        (service.here / name).unlink(missing_ok=True)
    for sheet in (service.here / "sheets").iterdir():
        sheet.unlink()
    service.tell("cupsenable", QUEUE)
    service.tell("cupsaccept", QUEUE)
    return service


@pytest.fixture
def commands(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of commands that stand in for the printing system's, first on the path."""
    folder = tmp_path / "commands"
    folder.mkdir()
    monkeypatch.setenv("PATH", f"{folder}{os.pathsep}/usr/bin{os.pathsep}/bin")
    return folder


def put(folder: Path, name: str, script: str) -> None:
    """Makes a command of this shell script."""
    file = folder / name
    file.write_text(f"#!/bin/sh\n{script}\n")
    file.chmod(0o755)


# On a real CUPS


def test_a_sheet_comes_out_as_it_was_given(hall: HallPrinter) -> None:
    assert print_pdf(PDF, QUEUE, 20) == Printed()
    assert hall.sheets() == [PDF]


def test_nothing_of_a_printed_sheet_stays_in_the_service(hall: HallPrinter) -> None:
    print_pdf(PDF, QUEUE, 20)

    assert (hall.waiting(), hall.left_over()) == ("", [])


def test_without_paper_it_says_so_and_takes_the_sheet_back(
    hall: HallPrinter, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(paper, "PATIENCE", 1.0)
    (hall.here / "no-paper").touch()

    assert print_pdf(PDF, QUEUE, 20) == PrintFault("paper-out")
    assert (hall.waiting(), hall.left_over(), hall.sheets()) == ("", [], [])


def test_once_there_is_paper_again_it_prints(
    hall: HallPrinter, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(paper, "PATIENCE", 1.0)
    (hall.here / "no-paper").touch()
    print_pdf(PDF, QUEUE, 20)
    (hall.here / "no-paper").unlink()
    before = look_at(QUEUE)

    assert print_pdf(PDF, QUEUE, 20) == Printed()
    assert before == PrintFault("paper-out")  # said still, though it was no longer so
    assert hall.sheets() == [PDF]


def test_a_sheet_that_takes_too_long_is_taken_back(hall: HallPrinter) -> None:
    (hall.here / "slow").touch()

    assert print_pdf(PDF, QUEUE, 1) == PrintFault("printer-slow")
    assert (hall.waiting(), hall.left_over(), hall.sheets()) == ("", [], [])


def test_a_queue_that_stops_is_said_and_nothing_waits_in_it(hall: HallPrinter) -> None:
    (hall.here / "broken").touch()

    assert print_pdf(PDF, QUEUE, 20) == PrintFault("printer-disabled")
    assert (hall.waiting(), hall.left_over()) == ("", [])


def test_a_queue_stopped_beforehand_gets_nothing(hall: HallPrinter) -> None:
    hall.tell("cupsdisable", QUEUE)

    assert print_pdf(PDF, QUEUE, 20) == PrintFault("printer-disabled")
    assert hall.waiting() == ""


def test_a_queue_that_refuses_sheets_is_said(hall: HallPrinter) -> None:
    hall.tell("cupsreject", QUEUE)

    assert print_pdf(PDF, QUEUE, 20) == PrintFault("printer-refused")


def test_a_queue_that_is_not_there_is_said(hall: HallPrinter) -> None:
    assert print_pdf(PDF, "Elsewhere", 20) == PrintFault("printer-unknown")


def test_a_queue_that_is_well_has_nothing_to_say(hall: HallPrinter) -> None:
    assert look_at(QUEUE) is None


def test_a_service_that_is_not_there_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CUPS_SERVER", "/nowhere/cups.sock")

    assert print_pdf(PDF, QUEUE, 5) == PrintFault("printing-service")


# With commands that stand in


def test_no_named_queue_means_no_printing(commands: Path) -> None:
    put(commands, "lp", "exit 1")

    assert print_pdf(PDF, "") == PrintFault("printer-none")


@pytest.mark.parametrize("name", ["-o", "a b", "a/b", "a\nb", "a#b", "x" * 200, "--"])
def test_a_queue_is_never_an_option_nor_a_path(name: str, commands: Path) -> None:
    put(commands, "lp", f"touch {commands}/called")
    put(commands, "lpstat", f"touch {commands}/called; echo printer is idle")

    assert print_pdf(PDF, name, 2) == PrintFault("printer-unknown")
    assert not (commands / "called").exists()


def test_without_the_printing_commands_it_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))

    assert print_pdf(PDF, QUEUE) == PrintFault("printing-missing")


def test_a_command_that_never_answers_is_given_up(
    commands: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(paper, "_ONE_COMMAND", 0.3)
    put(commands, "lp", "exec sleep 60")
    put(commands, "lpstat", "exec sleep 60")
    started = time.monotonic()

    assert print_pdf(PDF, QUEUE, 1) == PrintFault("printing-service")
    assert time.monotonic() - started < 5


def test_a_sending_that_never_ends_is_given_up(commands: Path) -> None:
    put(commands, "lp", "exec sleep 60")
    put(commands, "lpstat", "echo printer Hall is idle.")
    started = time.monotonic()

    assert print_pdf(PDF, QUEUE, 0.5) == PrintFault("printer-slow")
    assert time.monotonic() - started < 5


def test_the_sheet_is_never_among_the_arguments(commands: Path) -> None:
    put(commands, "lp", f'echo "$@" > {commands}/said; cat > {commands}/got; exit 1')
    put(commands, "lpstat", "echo printer Hall is idle.")
    print_pdf(PDF, QUEUE, 5)

    assert (commands / "said").read_text() == "-d Hall -t aiguillage -- -\n"
    assert (commands / "got").read_bytes() == PDF


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ("Alerts: media-empty-error", "paper-out"),
        ("Alerts: media-needed", "paper-out"),
        ("Alerts: offline-report", "printer-stopped"),
        ("Alerts: toner-low-report", None),
    ],
)
def test_what_a_printer_says_of_itself_is_understood(
    said: str, code: str | None, commands: Path
) -> None:
    put(commands, "lp", "exit 1")
    put(commands, "lpstat", f"echo 'printer Hall is idle.'; echo '\t{said}'")
    seen = look_at(QUEUE)

    assert (seen.code if seen else None) == code
