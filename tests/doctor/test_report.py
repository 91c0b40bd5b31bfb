"""The doctor's report: plain words, the exit code of monitoring, and every case with its words."""

from __future__ import annotations

import ast
import json
import shutil
import subprocess
import sys
from datetime import datetime
from pathlib import Path

import pytest

from desktop import doctor
from desktop.doctor.finding import UNCHECKED, Finding, fault, note, warning, well
from desktop.doctor.patient import Patient
from desktop.main import main
from desktop.text import LANGUAGES, load_catalogue
from tests import released
from tests.proved_guides import Installation

PACKAGE = Path(doctor.__file__).parent
NOW = datetime(2026, 11, 24, 12, 0)
FOUND = {
    "well": well("version.is", version="1"),
    "note": note("register.none"),
    "warning": warning("speech.missing"),
    "fault": fault("printer.stopped", queue="hall"),
}
Capture = pytest.CaptureFixture[str]


def cases() -> dict[str, set[str]]:
    """Every case written in the checks, with the states it is given."""
    found: dict[str, set[str]] = {}
    for file in PACKAGE.glob("*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.args:
                said = node.args[0]
                if node.func.id in FOUND and isinstance(said, ast.Constant):
                    found.setdefault(str(said.value), set()).add(node.func.id)
    return found


JOINED = {"printer.kiosk-none", "printer.none", "keyboard.none"}
"""Cases that the checks choose among."""


def test_every_case_has_its_sentence_and_every_fault_its_remedy() -> None:
    known = {key.removesuffix(".one").removesuffix(".other") for key in load_catalogue("fr")}
    remedies = [case for case, states in cases().items() if states & {"warning", "fault"}]

    assert [case for case in cases() if f"doctor.{case}" not in known] == []
    assert [case for case in remedies if f"doctor.remedy.{case}" not in known] == []
    assert len(cases()) > 40


def test_no_sentence_is_of_a_case_that_no_check_finds() -> None:
    fixed = ("doctor.name.", "doctor.colon", "doctor.all-well", "doctor.to-mend", "doctor.faulty")
    written = {
        node.value
        for file in PACKAGE.glob("*.py")
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }
    told = [
        key.removesuffix(".one").removesuffix(".other").removeprefix("doctor.")
        for key in load_catalogue("fr")
        if key.startswith("doctor.") and not key.startswith(fixed)
    ]
    stems = {case.removeprefix("remedy.") for case in told} - {"unchecked"}

    spoken = written | {f"printer.{case}" for case in written}
    assert stems - spoken - JOINED == set()


def test_every_check_has_a_name() -> None:
    named = {key.split(".")[2] for key in load_catalogue("fr") if key.startswith("doctor.name.")}

    assert named == set(doctor.CHECKS)


@pytest.mark.parametrize(
    ("states", "code"),
    [("well", 0), ("well note", 0), ("warning well", 1), ("note fault warning", 2), ("", 0)],
)
def test_the_exit_code_is_what_monitoring_expects(states: str, code: int) -> None:
    assert doctor.exit_code([FOUND[state] for state in states.split()]) == code


def test_the_first_line_says_how_it_stands_and_each_fault_what_to_do() -> None:
    lines = list(doctor.to_lines(list(FOUND.values()), "en"))

    assert lines[0] == "Fault: 2 of 4 points checked have to be mended."
    assert lines[1] == "✓ Version: aiguillage 1"
    assert lines[-2].startswith("✗ Printer: the printer of “hall” is off")
    assert lines[-1].startswith("    → Switch it on")


def test_what_programs_read_does_not_change_with_the_language() -> None:
    told = [doctor.to_json(list(FOUND.values()), language, NOW) for language in LANGUAGES]
    checks = [one["checks"] for one in told]
    same = [
        [{key: check[key] for key in ("check", "case", "state", "values")} for check in one]  # type: ignore[attr-defined]
        for one in checks
    ]

    assert same[0] == same[1]
    assert told[0]["state"] == "fault"


def test_a_check_that_fails_is_told_beside_the_others(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    def broken(patient: Patient) -> Finding:
        raise RuntimeError("a canary that must not be shown")

    monkeypatch.setitem(doctor.CHECKS, "clock", broken)
    findings = {found.check: found for found in doctor.examine(Patient(tmp_path, NOW))}

    assert findings["clock"].case == "clock.unchecked"
    lines = "\n".join(doctor.to_lines(list(findings.values()), "en"))
    assert "RuntimeError, test_report.py:" in lines
    assert "canary" not in lines
    assert findings.keys() == doctor.CHECKS.keys()


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_command_speaks_both_languages_and_changes_nothing(
    language: str, capsys: Capture, own_data_folder: Path
) -> None:
    code = main(["doctor", "--lang", language])

    said = capsys.readouterr()
    assert code in (0, 1, 2)
    assert said.err == ""
    names = [line for line in said.out.splitlines()[1:] if not line.startswith("    ")]
    assert len(names) == len(doctor.CHECKS)
    assert not own_data_folder.exists()


def test_looking_at_an_installation_changes_nothing_in_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    here = Installation(tmp_path, monkeypatch)
    shutil.rmtree(here.data)
    shutil.copytree(released.FOLDER / released.versions()[-1] / "data", here.data)
    (here.data / "guides" / "proved.json").unlink()
    before = contents(here.data)

    doctor.examine(Patient(here.data, datetime.now()))

    assert contents(here.data) == before
    assert len(before) > 20


def contents(folder: Path) -> dict[str, bytes]:
    """Every file below `folder`, with what is in it."""
    files = [path for path in folder.rglob("*") if path.is_file()]
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


def test_a_data_folder_that_cannot_be_looked_into_is_told_by_every_check_it_concerns(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("AIGUILLAGE_MACHINE_SETTINGS", str(tmp_path))

    findings = doctor.examine(Patient(tmp_path / ("d" * 300), datetime.now()))

    cases = {finding.check: finding.case for finding in findings}
    assert [case for case in cases.values() if case.endswith(UNCHECKED)] == []
    assert cases["data"] == "data.closed"
    assert cases["register"] == "register.closed"
    assert cases["counts"] == "counts.closed"
    assert cases["settings"] == "settings.faulty"


def test_the_command_in_json_has_every_check(capsys: Capture) -> None:
    code = main(["doctor", "--json", "--set", "kiosk.printer=no-such-queue", "--kiosk"])

    told = json.loads(capsys.readouterr().out)
    assert [check["check"] for check in told["checks"]] == list(doctor.CHECKS)
    assert code == {"well": 0, "note": 0, "warning": 1, "fault": 2}[told["state"]] == 2


def test_a_setting_wrongly_typed_is_one_sentence(capsys: Capture) -> None:
    assert main(["doctor", "--set", "kiosk.idle_seconds=1", "--lang", "en"]) == 2
    assert "from 45 to 300" in capsys.readouterr().err


def test_the_doctor_itself_needs_no_qt() -> None:
    blocked = (
        "import sys\n"
        "class Block:\n"
        "    def find_spec(self, name, path=None, target=None):\n"
        "        if name.startswith('PySide6.'): raise ImportError(name)\n"
        "sys.meta_path.insert(0, Block())\n"
        "from desktop.main import main\n"
        "main(['doctor', '--json'])\n"
        "assert 'PySide6' not in sys.modules\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", blocked],
        capture_output=True,
        encoding="utf-8",
        timeout=60,
        check=False,
    )

    assert done.stderr == ""
    assert '"case": "fonts.ours"' in done.stdout
