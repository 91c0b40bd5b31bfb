"""Every check of the doctor, on an installation that is well and on one where something is not."""

from __future__ import annotations

import ast
import os
import platform
import shutil
import sqlite3
import sys
from collections.abc import Callable
from contextlib import closing
from datetime import datetime, timedelta
from importlib.metadata import PackageNotFoundError
from pathlib import Path

import pytest

from desktop import disks, paths
from desktop.doctor import (
    clock,
    databases,
    folder,
    guide,
    journal,
    keyboard,
    machine,
    program,
    settings,
    window,
)
from desktop.doctor.finding import Finding, State
from desktop.doctor.patient import Patient
from desktop.kiosk.counts import CountedVisit, Counts
from desktop.kiosk.faults import note_fault
from desktop.kiosk.folder import find_file
from desktop.library import trust, updates
from desktop.register.places import register_file
from desktop.settings import Settings, save_settings
from desktop.text import say
from tests.proved_guides import DAY, KEY, Installation
from tests.register.registers import ANNA, bakery, register_in

NOW = datetime.now()
Make = Callable[..., Patient]


@pytest.fixture
def patient(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Patient:
    """An installation without any settings of a machine."""
    monkeypatch.setenv("AIGUILLAGE_MACHINE_SETTINGS", str(tmp_path / "machine"))
    (tmp_path / "machine").mkdir()
    (tmp_path / "data").mkdir()
    return Patient(tmp_path / "data", NOW)


@pytest.fixture
def kiosk(patient: Patient) -> Patient:
    """The same, as a kiosk with a printer."""
    return Patient(patient.data, NOW, {"start.mode": "kiosk", "kiosk.printer": "hall"})


def is_mended_by(finding: Finding, case: str, state: State, word: str) -> bool:
    """Whether the finding is this one, and its remedy names `word` in both languages."""
    remedy = finding.remedy
    assert (finding.case, finding.state) == (case, state)
    assert remedy is not None
    return all(word in say(remedy, language) for language in ("fr", "en"))


# The program


def test_the_program_says_its_version_and_what_it_stands_on(patient: Patient) -> None:
    runtime = program.check_runtime(patient)

    assert program.check_version(patient).state is State.WELL
    assert runtime.state is State.WELL
    assert runtime.values["python"] == platform.python_version()


def test_a_library_that_is_there_and_cannot_be_read_is_missing_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "half_a_library.py").write_text("import not_there_at_all\n", encoding="utf-8")
    monkeypatch.syspath_prepend(str(tmp_path))

    assert not program.is_whole("half_a_library")
    assert program.is_whole("yaml")


def test_a_packed_program_learns_the_version_from_qt_itself(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    known = program.qt_version()

    def nothing(name: str) -> str:
        raise PackageNotFoundError(name)

    monkeypatch.setattr(program, "version", nothing)
    assert program.qt_version().split(".")[:2] == known.split(".")[:2]


def test_a_library_that_has_gone_is_named(
    patient: Patient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(program, "PARTS", ("no_such_library", "yaml"))

    finding = program.check_runtime(patient)

    assert finding.case == "runtime.missing"
    assert finding.values["names"] == "no_such_library"


@pytest.mark.parametrize(
    ("python", "qt", "aborts"),
    [((3, 11), "6.12.0", True), ((3, 12), "6.12.0", False), ((3, 11), "6.11.3", False)],
)
def test_the_pair_of_python_and_qt_that_dies_after_an_hour_is_known(
    python: tuple[int, ...], qt: str, aborts: bool
) -> None:
    assert program.aborts(python, qt) is aborts


def test_every_library_the_program_imports_is_looked_for() -> None:
    package = Path(program.__file__).parents[1]
    trees = [ast.parse(file.read_text(encoding="utf-8")) for file in package.rglob("*.py")]
    nodes = [node for tree in trees for node in ast.walk(tree)]
    modules = [node.module or "" for node in nodes if isinstance(node, ast.ImportFrom)]
    modules += [name.name for node in nodes if isinstance(node, ast.Import) for name in node.names]
    tops = {module.partition(".")[0] for module in modules}

    # shiboken6 comes with PySide6, and nothing of PySide6 can be imported without it.
    ours = {"desktop", "", "shiboken6"}
    assert tops - sys.stdlib_module_names - ours <= set(program.PARTS)


# The guide


def test_the_shipped_guide_is_well(patient: Patient) -> None:
    finding = guide.check_guide(patient)

    assert (finding.case, finding.state) == ("guide.shipped", State.WELL)
    assert finding.values["proved"] is True


def test_an_installed_guide_is_told_with_who_signed_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    here = Installation(tmp_path, monkeypatch)
    updates.install(here.data, here.file("1.1"), False, DAY)
    signed = guide.check_guide(Patient(here.data, NOW))

    trust.distrust(here.data, "Region")
    unsigned = guide.check_guide(Patient(here.data, NOW))
    (here.data / "trusted-keys.json").write_text("{", encoding="utf-8")
    unreadable = guide.check_guide(Patient(here.data, NOW))

    assert (signed.case, signed.values["names"]) == ("guide.signed", "Region")
    assert is_mended_by(unsigned, "guide.unsigned", State.WARNING, "guide rollback")
    assert is_mended_by(unreadable, "guide.keys", State.WARNING, "trusted-keys.json")
    assert KEY.public.text


def test_a_guide_that_stands_in_for_a_spoilt_one_is_told(patient: Patient) -> None:
    (patient.data / "guides").mkdir()
    (patient.data / "guides" / "current.json").write_text("{", encoding="utf-8")

    finding = guide.check_guide(patient)

    assert is_mended_by(finding, "guide.replaced", State.WARNING, "guide install")


def test_a_program_without_its_guide_is_a_fault(
    patient: Patient, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(paths, "shipped_guide", lambda: tmp_path / "nothing")

    assert guide.check_guide(patient).case == "guide.broken"


# The data folder


def test_a_folder_of_this_machine_is_well_even_before_it_is_made(patient: Patient) -> None:
    assert folder.check_data(patient).state is State.WELL
    assert folder.check_data(Patient(patient.data / "not" / "yet", NOW)).state is State.WELL
    assert list(patient.data.iterdir()) == []


def test_a_folder_that_is_a_file_is_closed(patient: Patient) -> None:
    (patient.data / "file").write_text("", encoding="utf-8")

    finding = folder.check_data(Patient(patient.data / "file", NOW))

    assert is_mended_by(finding, "data.closed", State.FAULT, "--data")


MOUNTS = """\
22 1 8:1 / / rw - ext4 /dev/sda1 rw
30 22 0:40 / {base}/my\\040share rw shared:1 - nfs4 server:/x rw
31 22 0:41 / {base}/local rw - nfs server:/y rw
32 31 8:2 / {base}/local rw - ext4 /dev/sdb1 rw
"""


@pytest.mark.parametrize(
    ("place", "kind"), [("my share", "nfs4"), ("local", ""), ("elsewhere", "")]
)
def test_a_network_folder_is_known_by_how_it_is_mounted(
    place: str, kind: str, tmp_path: Path
) -> None:
    (tmp_path / place).mkdir()
    mounts = tmp_path / "mountinfo"
    mounts.write_text(MOUNTS.format(base=tmp_path.resolve()), encoding="utf-8")

    assert disks.network_kind(tmp_path / place, mounts) == kind
    assert disks.network_kind(tmp_path / place, tmp_path / "none") == ""


def test_the_mounts_of_this_machine_are_read() -> None:
    points = dict(disks.mounted())

    assert Path("/") in points


@pytest.mark.parametrize(
    "above", ["Dropbox", "OneDrive - Région", "Nextcloud", "Google Drive", "kDrive"]
)
def test_a_folder_that_another_program_copies_is_told(above: str, patient: Patient) -> None:
    inside = patient.data / above / "aiguillage"
    inside.mkdir(parents=True)

    finding = folder.check_data(Patient(inside, NOW))

    assert is_mended_by(finding, "data.synced", State.FAULT, "--data")
    assert finding.values["by"] == above


def test_a_folder_marked_by_what_copies_it_is_told(patient: Patient) -> None:
    (patient.data / ".stfolder").mkdir()
    (patient.data / "megaphone").mkdir()

    assert folder.check_data(Patient(patient.data / "megaphone", NOW)).case == "data.synced"


@pytest.mark.parametrize(
    ("free", "case"), [(10, "space.none"), (200, "space.little"), (900, "space.enough")]
)
def test_the_room_left_is_weighed(
    free: int, case: str, patient: Patient, monkeypatch: pytest.MonkeyPatch
) -> None:
    usage = shutil.disk_usage(patient.data)
    monkeypatch.setattr(
        shutil, "disk_usage", lambda path: usage._replace(free=free * folder.MEBIBYTE)
    )

    assert folder.check_space(patient).case == case


# Databases


def test_a_register_is_read_from_end_to_end_and_counted(patient: Patient) -> None:
    assert databases.check_register(patient).case == "register.none"
    register = register_in(patient.data)
    register.save_case(bakery(), ANNA)
    register.save_case(bakery(), ANNA)
    while_open = databases.check_register(patient)
    register.close()

    assert (while_open.case, while_open.values["n"]) == ("register.sound", 2)
    assert databases.check_register(patient) == while_open


def test_a_register_that_has_gone_while_its_copies_stay_is_a_fault(patient: Patient) -> None:
    register = register_in(patient.data)
    register.backup()
    register.close()
    register_file(patient.data).unlink()

    finding = databases.check_register(patient)

    assert is_mended_by(finding, "register.missing", State.FAULT, "aiguillage register")


PAGE = 4096


def found_with_page_spoilt(patient: Patient, path: Path, whole: bytes, number: int) -> Finding:
    """What is found when one page of the file was overwritten."""
    path.write_bytes(whole[: number * PAGE] + b"\xee" * PAGE + whole[(number + 1) * PAGE :])
    return databases.check_register(patient)


def test_a_register_with_any_one_page_spoilt_is_a_fault(patient: Patient) -> None:
    register = register_in(patient.data)
    register.save_case(bakery(), ANNA)
    register.close()
    path = register_file(patient.data)
    whole = path.read_bytes()

    pages = range(len(whole) // PAGE)
    found = [found_with_page_spoilt(patient, path, whole, number) for number in pages]

    assert {finding.state for finding in found} == {State.FAULT}
    assert is_mended_by(found[-1], "register.damaged", State.FAULT, "aiguillage register")
    assert len(found) > 10


def test_a_register_of_a_later_version_is_told_and_left_alone(patient: Patient) -> None:
    register_in(patient.data).close()
    path = register_file(patient.data)
    with closing(sqlite3.connect(path)) as database:
        database.execute("PRAGMA user_version = 9999")
    before = path.read_bytes()

    finding = databases.check_register(patient)

    assert (finding.case, finding.state) == ("register.newer", State.FAULT)
    assert path.read_bytes() == before


def test_something_else_in_the_registers_place_is_a_fault(patient: Patient) -> None:
    register_file(patient.data).parent.mkdir()
    register_file(patient.data).write_bytes(b"not a register at all" * 500)

    assert databases.check_register(patient).case == "register.damaged"


def test_the_counters_of_the_kiosk_are_read_from_end_to_end(patient: Patient) -> None:
    assert databases.check_counts(patient).case == "counts.none"
    Counts(patient.data).add(NOW, CountedVisit("1.0 (0)", "fr", "finished"))
    assert databases.check_counts(patient).values["n"] == 3

    find_file(patient.data, "counts.db").write_bytes(b"x" * 9000)
    assert databases.check_counts(patient).state is State.FAULT


# Settings


def test_a_fault_in_a_setting_is_a_warning_that_names_the_command(patient: Patient) -> None:
    assert settings.check_settings(patient).state is State.WELL
    (patient.data / "aiguillage.toml").write_text("[kiosk]\nidle_seconds = 1\n", encoding="utf-8")

    finding = settings.check_settings(Patient(patient.data, NOW))

    assert is_mended_by(finding, "settings.faulty", State.WARNING, "config check")
    assert "45" in say(finding.sentence, "fr")


@pytest.mark.parametrize("content", ["{", '{"format": "2"}', "[]"])
def test_choices_that_cannot_be_read_are_told(content: str, patient: Patient) -> None:
    save_settings(patient.data, Settings())
    assert settings.check_settings(patient).state is State.WELL

    (patient.data / "settings.json").write_text(content, encoding="utf-8")
    assert settings.check_settings(patient).case == "settings.choices-spoilt"


def test_settings_that_anybody_may_change_are_told(patient: Patient, tmp_path: Path) -> None:
    assert settings.check_rights(patient).state is State.WELL
    file = tmp_path / "machine" / "a.toml"
    file.write_text("", encoding="utf-8")
    file.chmod(0o666)

    finding = settings.check_rights(patient)

    assert is_mended_by(finding, "rights.open", State.WARNING, str(file))


# Display and letters


def test_the_programs_letters_can_be_used_here(patient: Patient) -> None:
    finding = window.check_fonts(patient)

    assert (finding.case, finding.values["n"]) == ("fonts.ours", 3)


def test_without_a_screen_there_is_none_and_that_is_no_fault(
    patient: Patient, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)

    assert (window.check_display(patient).case, window.display_kind()) == ("display.none", "")


def test_a_screen_that_does_not_answer_is_a_fault(
    patient: Patient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("QT_QPA_PLATFORM", raising=False)
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    monkeypatch.setenv("DISPLAY", ":98765")
    window.look.cache_clear()

    finding = window.check_display(patient)

    assert is_mended_by(finding, "display.closed", State.FAULT, "libxcb-cursor0")
    assert finding.values["display"] == "X11"
    assert "Traceback" not in say(finding.sentence, "en")


def test_a_screen_is_told_with_its_size(patient: Patient) -> None:
    finding = window.check_display(patient)

    assert finding.case == "display.open"
    assert finding.values["screens"] == 1


def test_a_screen_smaller_than_the_window_is_told(
    patient: Patient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(window, "SMALLEST", (9000, 9000))

    assert window.check_display(patient).case == "display.small"


# Around the program


@pytest.fixture
def commands(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder that is the whole path of commands."""
    where = tmp_path / "commands"
    where.mkdir()
    monkeypatch.setenv("PATH", str(where))
    return where


def put(commands: Path, name: str, script: str) -> None:
    (commands / name).write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    (commands / name).chmod(0o755)


@pytest.mark.parametrize(
    ("answer", "case"),
    [
        ("echo 'printer hall is idle.  enabled since today'", "printer.ready"),
        ("echo 'printer hall disabled since today -'", "printer.disabled"),
        ("echo 'printer hall is idle. Alerts: cover-open'", "printer.stopped"),
        ("echo 'printer hall is idle. Alerts: media-empty'", "printer.paper-out"),
        ("echo 'hall not accepting requests since today'", "printer.refused"),
        (
            "echo 'lpstat: Invalid destination name in list \"hall\"!' >&2; exit 1",
            "printer.unknown",
        ),
        ("exit 1", "printer.no-service"),
    ],
)
def test_the_state_of_the_queue_is_said(
    answer: str, case: str, kiosk: Patient, commands: Path
) -> None:
    put(commands, "lp", "exit 1")
    put(commands, "lpstat", answer)

    assert machine.check_printer(kiosk).case == case


def test_a_queue_without_a_printing_system_is_a_fault_of_a_kiosk(
    kiosk: Patient, commands: Path
) -> None:
    assert is_mended_by(machine.check_printer(kiosk), "printer.no-cups", State.FAULT, "cups-client")


def test_no_queue_is_only_noted(patient: Patient) -> None:
    assert machine.check_printer(patient).state is State.NOTE


def test_a_voice_is_missed_by_a_kiosk_alone(
    patient: Patient, kiosk: Patient, commands: Path
) -> None:
    assert machine.check_speech(patient).state is State.NOTE
    assert is_mended_by(machine.check_speech(kiosk), "speech.missing", State.WARNING, "espeak-ng")
    put(commands, "espeak-ng", "exit 0")
    assert machine.check_speech(kiosk).state is State.WELL


@pytest.mark.parametrize(
    ("layout", "case"), [("fr", "known"), ("fr,us", "known"), ("dvorak", "untried"), ("", "none")]
)
def test_the_layout_of_the_keyboard_is_known_or_said_to_be_untried(
    layout: str, case: str, kiosk: Patient, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.delenv("DISPLAY", raising=False)
    monkeypatch.setattr(keyboard, "FILES", (tmp_path / "none",))
    monkeypatch.setenv("XKB_DEFAULT_LAYOUT", layout)

    assert keyboard.check_keyboard(kiosk).case == f"keyboard.{case}"


def test_the_layout_is_read_where_the_system_keeps_it(
    commands: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    kept = tmp_path / "keyboard"
    kept.write_text('# XKBLAYOUT="us"\nXKBMODEL="pc105"\nXKBLAYOUT="be"\n', encoding="utf-8")
    monkeypatch.setattr(keyboard, "FILES", (tmp_path / "none", kept))
    monkeypatch.delenv("XKB_DEFAULT_LAYOUT", raising=False)
    monkeypatch.setenv("DISPLAY", ":1")
    assert keyboard.find_layout() == "be"

    put(commands, "setxkbmap", "printf 'rules:      evdev\\nlayout:     ch,fr\\n'")
    assert keyboard.find_layout() == "ch,fr"


@pytest.mark.parametrize("year", [1970, 2001, 2150])
def test_a_date_that_cannot_be_is_a_fault(year: int, patient: Patient) -> None:
    finding = clock.check_clock(Patient(patient.data, datetime(year, 1, 1)))

    assert is_mended_by(finding, "clock.absurd", State.FAULT, "timedatectl")


def test_a_clock_behind_the_files_it_wrote_is_a_fault(patient: Patient) -> None:
    assert clock.check_clock(patient).state is State.WELL
    file = patient.data / "settings.json"
    file.write_text("", encoding="utf-8")
    later = (NOW + timedelta(days=40)).timestamp()
    os.utime(file, (later, later))

    finding = clock.check_clock(patient)

    assert is_mended_by(finding, "clock.behind", State.FAULT, "timedatectl")


def test_failures_of_the_last_days_are_counted(patient: Patient) -> None:
    assert journal.check_faults(patient).case == "faults.none"
    note_fault(patient.data, "paper-out", NOW)
    note_fault(patient.data, "paper-out", NOW - timedelta(days=30))
    assert journal.check_faults(patient).values["n"] == 1

    today, before = f"{NOW:%Y-%m-%d}", f"{NOW - timedelta(days=30):%Y-%m-%d}"
    lines = [f"{day} 10:00:00,000 ERROR crash: KeyError\n" for day in (today, today, before)]
    (patient.data / "aiguillage.log").write_text("".join(lines), encoding="utf-8")
    crashed = journal.check_faults(patient)
    assert (crashed.case, crashed.values["n"]) == ("faults.crashes", 2)
    assert is_mended_by(crashed, "faults.crashes", State.WARNING, "support-bundle")
