"""`aiguillage kiosk …`: what an operator types, and what comes of it."""

from __future__ import annotations

import csv
import io
import os
import pty
import select
import subprocess
import sys
import time
from collections.abc import Sequence
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from desktop.configuration import Kiosk
from desktop.kiosk import hours
from desktop.kiosk.counts import CountedVisit, Counts, guide_label
from desktop.kiosk.faults import faults_today, note_fault
from desktop.kiosk.pin import check_pin, is_set
from desktop.kiosk.test_page import to_pdf
from desktop.main import main
from desktop.text import LANGUAGES, load_catalogue, phrase, say
from tests.kiosk.hall_printer import QUEUE, HallPrinter

LAUNCH = "import sys; from desktop.main import main; sys.exit(main())"
VISIT = CountedVisit(guide_label("1.0", "a" * 64), "fr", "finished", "38", ("funding",))
YESTERDAY = datetime.now() - timedelta(days=1)

Capture = pytest.CaptureFixture[str]


def say_key(key: str, **values: object) -> str:
    return say(phrase(key, **values), "fr")


def typed(*words: str, stdin: str | None = None) -> subprocess.CompletedProcess[str]:
    """A command of the kiosk in a process of its own."""
    return subprocess.run(
        [sys.executable, "-c", LAUNCH, "--lang", "fr", "kiosk", *words],
        input=stdin,
        capture_output=True,
        encoding="utf-8",
        timeout=60,
        check=False,
    )


# set-pin


def test_a_script_gives_the_code_on_the_standard_input(own_data_folder: Path) -> None:
    done = typed("set-pin", "--stdin", stdin="482156\n")

    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.strip() == say_key("kiosk-core.pin-set")
    assert check_pin(own_data_folder, "482156", datetime.now()).ok


@pytest.mark.parametrize("given", ["", "\n", "12\n", "12345x\n", "1" * 5000])
def test_a_bad_code_is_refused_in_one_sentence(given: str, own_data_folder: Path) -> None:
    done = typed("set-pin", "--stdin", stdin=given)

    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.strip() == say_key("kiosk-core.pin-shape")
    assert not is_set(own_data_folder)


def test_an_easy_code_is_taken_and_said_to_be_easy(own_data_folder: Path) -> None:
    done = typed("set-pin", "--stdin", stdin="1234\n")

    assert done.returncode == 0
    assert done.stderr.strip() == say_key("kiosk-core.pin-easy")
    assert is_set(own_data_folder)


def test_without_a_terminal_one_is_told_how(own_data_folder: Path) -> None:
    done = typed("set-pin", stdin="482156\n")

    assert (done.returncode, done.stderr.strip()) == (2, say_key("kiosk-core.pin-terminal"))


def test_the_code_is_never_an_argument(own_data_folder: Path) -> None:
    assert typed("set-pin", "482156").returncode == 2
    assert not is_set(own_data_folder)


class Terminal:
    """A person at a terminal of their own, who types when asked."""

    def __init__(self, answers: Sequence[str]) -> None:
        self._answers = list(answers)
        self.seen = ""
        process, self._handle = pty.fork()
        if not process:
            words = [sys.executable, "-c", LAUNCH, "--lang", "fr", "kiosk", "set-pin"]
            os.execv(sys.executable, words)
        self.code = self._converse(process)

    def _converse(self, process: int) -> int:
        until = time.monotonic() + 60
        while time.monotonic() < until and self._hears():
            if self._answers and self.seen.endswith("\u00a0: "):
                os.write(self._handle, f"{self._answers.pop(0)}\n".encode())
        os.close(self._handle)
        return os.waitstatus_to_exitcode(os.waitpid(process, 0)[1])

    def _hears(self) -> bool:
        if not select.select([self._handle], [], [], 60)[0]:
            return False
        try:
            self.seen += os.read(self._handle, 4096).decode()
        except OSError:
            return False  # the other side has left
        return True


# A process may fork here: this test's has no thread that matters to the new one.
@pytest.mark.filterwarnings("ignore:.*fork.*:DeprecationWarning")
def test_a_code_is_typed_twice_and_never_shown(own_data_folder: Path) -> None:
    person = Terminal(["482156", "482156"])

    assert person.code == 0, person.seen
    assert "482156" not in person.seen
    assert check_pin(own_data_folder, "482156", datetime.now()).ok


@pytest.mark.filterwarnings("ignore:.*fork.*:DeprecationWarning")
def test_two_codes_that_differ_change_nothing(own_data_folder: Path) -> None:
    person = Terminal(["482156", "482157"])

    assert person.code == 2
    assert say_key("kiosk-core.pins-differ") in person.seen
    assert not is_set(own_data_folder)


# counts


def count_yesterday(data: Path, visits: int) -> None:
    morning = YESTERDAY.replace(hour=9)
    for _ in range(visits):
        Counts(data).add(morning, VISIT)


def table(capsys: Capture, *words: str) -> list[list[str]]:
    """The table written on the standard output."""
    assert main(["--lang", "en", "kiosk", "counts", "--csv", "-", *words]) == 0
    text = capsys.readouterr().out.removeprefix("\ufeff")
    return list(csv.reader(io.StringIO(text)))


def test_the_table_has_the_half_days_that_are_over(own_data_folder: Path, capsys: Capture) -> None:
    count_yesterday(own_data_folder, 6)
    Counts(own_data_folder).add(datetime.now(), VISIT)
    rows = table(capsys)

    yesterday = [row for row in rows if row[0] == f"{YESTERDAY:%Y-%m-%d}"]
    assert [row[3:6] for row in yesterday] == [
        ["visits", "all", "6"],
        ["theme", "funding", "6"],
        ["department", "38", "6"],
        ["language", "fr", "6"],
        ["end", "finished", "6"],
    ]
    assert [row[6] for row in rows if row[0] == f"{datetime.now():%Y-%m-%d}"] == ["in-progress"]


def test_days_may_be_chosen(own_data_folder: Path, capsys: Capture) -> None:
    count_yesterday(own_data_folder, 6)
    day = f"{YESTERDAY:%Y-%m-%d}"

    assert len(table(capsys, "--from", day, "--until", day)) == 6
    assert len(table(capsys, "--until", "2020-01-01")) == 1


def test_a_french_table_opens_in_a_french_spreadsheet(
    own_data_folder: Path, tmp_path: Path, capsys: Capture
) -> None:
    count_yesterday(own_data_folder, 6)
    file = tmp_path / "comptages.csv"

    assert main(["--lang", "fr", "kiosk", "counts", "--csv", str(file)]) == 0
    assert file.read_bytes().startswith(b"\xef\xbb\xbfdate;half_day;guide;")
    assert str(file) in capsys.readouterr().out


def test_without_a_file_the_visits_of_each_day_are_said(
    own_data_folder: Path, capsys: Capture
) -> None:
    count_yesterday(own_data_folder, 2)
    assert main(["--lang", "fr", "kiosk", "counts"]) == 0

    day = f"{YESTERDAY:%Y-%m-%d}"
    assert capsys.readouterr().out.splitlines() == [
        say_key("kiosk-core.counts-day", day=day, n=2),
        say_key("kiosk-core.counts-all", n=2),
    ]


@pytest.mark.parametrize(
    "words", [["--from", "never"], ["--from", "2026-02-01", "--until", "2026-01-01"]]
)
def test_days_that_are_none_are_refused(words: list[str], capsys: Capture) -> None:
    assert main(["kiosk", "counts", *words]) == 2
    assert len(capsys.readouterr().err.splitlines()) == 1


def test_a_damaged_file_is_said_and_left(own_data_folder: Path, capsys: Capture) -> None:
    file = own_data_folder / "kiosk" / "counts.db"
    file.parent.mkdir(parents=True)
    file.write_bytes(b"spoilt" * 100)

    assert main(["--lang", "fr", "kiosk", "counts"]) == 2
    assert say_key("kiosk-core.counts-damaged", path=str(file)) in capsys.readouterr().err
    assert file.read_bytes() == b"spoilt" * 100


# status


def status(capsys: Capture, *words: str) -> str:
    """What `status` says."""
    assert main(["--lang", "fr", "kiosk", "status", *words]) == 0
    return capsys.readouterr().out


def test_the_status_of_a_new_kiosk(own_data_folder: Path, capsys: Capture) -> None:
    said = status(capsys)

    assert say_key("kiosk-core.status.pin-none") in said
    assert say_key("kiosk-core.status.open-always") in said
    assert say_key("kiosk-core.fault.printer-none") in said
    assert say_key("kiosk-core.status.faults", n=0) in said
    assert not own_data_folder.exists()


def test_the_status_of_a_kiosk_that_has_worked(own_data_folder: Path, capsys: Capture) -> None:
    typed("set-pin", "--stdin", stdin="482156\n")
    Counts(own_data_folder).add(datetime.now(), VISIT)
    note_fault(own_data_folder, "paper-out", datetime.now())
    said = status(capsys)

    assert say_key("kiosk-core.status.pin-set") in said
    assert say_key("kiosk-core.status.visits", n=1) in said
    assert say_key("kiosk-core.fault.paper-out") in said
    assert "482156" not in said


def test_the_status_goes_on_when_the_counts_cannot_be_read(
    own_data_folder: Path, capsys: Capture
) -> None:
    file = own_data_folder / "kiosk" / "counts.db"
    file.parent.mkdir(parents=True)
    file.write_bytes(b"spoilt" * 100)
    said = status(capsys)

    assert say_key("kiosk-core.counts-damaged", path=str(file)) in said
    assert say_key("kiosk-core.status.faults", n=0) in said


def test_the_status_says_when_a_closed_kiosk_opens(capsys: Capture) -> None:
    week = 'kiosk.hours={ monday = "", tuesday = "", wednesday = "", thursday = "", friday = "",'
    said = status(capsys, "--set", f'{week} saturday = "", sunday = "" }}')

    assert say_key("kiosk-core.status.closed-always") in said
    assert hours.is_open(Kiosk(), datetime.now())


def test_the_status_names_a_fault_of_the_settings(own_data_folder: Path, capsys: Capture) -> None:
    own_data_folder.mkdir()
    (own_data_folder / "aiguillage.toml").write_text("[kiosk]\nidle_seconds = 3\n")
    main(["--lang", "fr", "kiosk", "status"])

    assert "kiosk.idle_seconds" in capsys.readouterr().err


# paper-test


def test_the_test_page_comes_out(capsys: Capture, monkeypatch: pytest.MonkeyPatch) -> None:
    with HallPrinter() as hall:
        for name, value in hall.environment.items():
            monkeypatch.setenv(name, value)
        code = main(["--lang", "fr", "kiosk", "paper-test", "--set", f"kiosk.printer={QUEUE}"])
        sheets = hall.sheets()

    assert (code, capsys.readouterr().out.strip()) == (
        0,
        say_key("kiosk-core.paper-printed", queue=QUEUE),
    )
    assert [sheet[:5] for sheet in sheets] == [b"%PDF-"]


def test_a_printer_that_fails_is_said_and_noted(
    own_data_folder: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CUPS_SERVER", "/nowhere/cups.sock")
    code = main(["--lang", "fr", "kiosk", "paper-test", "--set", "kiosk.printer=Hall"])

    assert (code, capsys.readouterr().err.strip()) == (
        1,
        say_key("kiosk-core.fault.printing-service"),
    )
    assert [f.code for f in faults_today(own_data_folder, datetime.now())] == ["printing-service"]


def test_no_printer_set_is_said(capsys: Capture) -> None:
    assert main(["--lang", "fr", "kiosk", "paper-test"]) == 2
    assert capsys.readouterr().err.strip() == say_key("kiosk-core.fault.printer-none")


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_test_page_is_one_page_that_names_the_printer(language: str, tmp_path: Path) -> None:
    file = tmp_path / "page.pdf"
    file.write_bytes(to_pdf("Hall-2", datetime(2026, 11, 24, 9), language))
    text = subprocess.run(
        ["pdftotext", "-layout", file, "-"], capture_output=True, encoding="utf-8", check=True
    ).stdout

    assert text.count("\f") == 1
    assert "Hall-2" in text
    assert load_catalogue(language)["kiosk-core.paper.title"] in text


# Help


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", ["set-pin", "status", "counts", "paper-test"])
def test_every_command_has_its_help(name: str, language: str, capsys: Capture) -> None:
    assert main(["--lang", language, "kiosk", name, "--help"]) == 0
    assert f"aiguillage kiosk {name}" in capsys.readouterr().out
    assert f"aiguillage kiosk {name}" in load_catalogue(language)["cli.help.kiosk"]
