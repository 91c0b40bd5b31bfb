"""The settings: without a fault, kept, and out of the reach of those who should not change them."""

from __future__ import annotations

import json
import os
import stat
from pathlib import Path

from desktop.configuration import files_in_use, machine_folder
from desktop.doctor.finding import Finding, note, warning, well
from desktop.doctor.patient import Patient
from desktop.settings import FORMAT, is_of_later_version

HEADER_FILE = "settings.json"
_MAX_BYTES = 64 * 1024
_OTHERS_WRITE = stat.S_IWOTH


def check_settings(patient: Patient) -> Finding:
    """Whether every settings file is without a fault."""
    faults = patient.loaded.faults
    if faults:
        return warning("settings.faulty", n=len(faults), first=faults[0].phrase)
    if is_of_later_version(patient.data):
        return warning("settings.choices-newer", file=HEADER_FILE)
    if _is_header_spoilt(patient.data / HEADER_FILE):
        return warning("settings.choices-spoilt", file=HEADER_FILE)
    return well("settings.sound", n=len(files_in_use(patient.data)))


def check_rights(patient: Patient) -> Finding:
    """Who may change the settings."""
    chosen = patient.data / HEADER_FILE
    is_kept = os.path.lexists(chosen)
    if os.name == "posix":
        folder = machine_folder()
        for path in (folder, *files_in_use(patient.data)):
            if _is_open_to_all(path):
                return warning("rights.open", path=str(path))
        if patient.is_kiosk and _may_be_changed(folder):
            return warning("rights.kiosk", path=str(folder))
    if is_kept and not os.access(chosen, os.W_OK):
        return warning("rights.choices", path=str(chosen))
    if patient.is_kiosk:
        return note("rights.kiosk-forgets")
    return well("rights.kept")


def _is_open_to_all(path: Path) -> bool:
    try:
        return bool(path.stat().st_mode & _OTHERS_WRITE)
    except OSError:
        return False


def _may_be_changed(folder: Path) -> bool:
    """Whether the kiosk's own user, who is the one asking, may change the machine's settings."""
    if os.name != "posix" or os.geteuid() == 0:
        return False
    return any(os.access(path, os.W_OK) for path in (folder, *folder.glob("*.toml")))


def _is_header_spoilt(path: Path) -> bool:
    """Whether the choices made in the header cannot be read."""
    try:
        with path.open("rb") as file:
            found = json.loads(file.read(_MAX_BYTES))
    except OSError:
        return False  # told by the check of the data folder
    except (ValueError, RecursionError):
        return True
    return not isinstance(found, dict) or found.get("format") != FORMAT
