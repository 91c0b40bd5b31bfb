"""Puts together what a helpline needs, as the bytes of a zip file."""

from __future__ import annotations

import io
import json
import zipfile
from datetime import date, datetime, timedelta
from pathlib import Path

from desktop import doctor
from desktop.doctor import databases
from desktop.kiosk.counts_file import Damaged, Newer
from desktop.kiosk.faults import faults_on
from desktop.kiosk.folder import find_file
from desktop.register.faults import RegisterFault
from desktop.support import known, lines, machine, values
from desktop.text import phrase, say

NAMES = (
    *("LISEZMOI.txt", "README.txt", "doctor.json", "settings.json", "versions.json"),
    *("databases.json", "files.json", "kiosk-faults.json", "log.txt"),
)
"""The files of a bundle."""

FAULT_DAYS = 30


def make_bundle(patient: doctor.Patient) -> bytes:
    """The whole file; raises BadRequest for a setting wrongly typed."""
    found = doctor.examine(patient)
    told: dict[str, object] = {
        "doctor.json": values.findings(found),
        "settings.json": values.settings(patient.loaded),
        "versions.json": machine.versions(),
        "databases.json": _databases(patient.data),
        "files.json": machine.files(patient.data),
        "kiosk-faults.json": _kiosk_faults(patient.data, patient.now.date()),
    }
    contents = {
        "LISEZMOI.txt": say(phrase("support.readme"), "fr") + "\n",
        "README.txt": say(phrase("support.readme"), "en") + "\n",
        **{name: json.dumps(value, indent=1) + "\n" for name, value in told.items()},
        "log.txt": "".join(f"{line}\n" for line in lines.let_through(patient.data)),
    }
    return _zipped(contents, patient.now)


def _zipped(contents: dict[str, str], now: datetime) -> bytes:
    raw = io.BytesIO()
    when = (max(now.year, 1980), now.month, now.day, now.hour, now.minute, now.second)
    with zipfile.ZipFile(raw, "w", zipfile.ZIP_DEFLATED) as zipped:
        for name, text in contents.items():
            # The entry names no user and no machine: it is made by hand.
            zipped.writestr(zipfile.ZipInfo(name, when), text, zipfile.ZIP_DEFLATED)
    return raw.getvalue()


def _databases(data: Path) -> dict[str, object]:
    """Whether each can be read from end to end, and how many rows its tables have."""
    return {"register": _register(data), "counts": _counts(data)}


def _register(data: Path) -> dict[str, object]:
    try:
        rows = databases.count_register(data)
    except RegisterFault as error:
        return {"fault": known.key(error.phrase.key)}
    return {"rows": None if rows is None else dict(rows)}


def _counts(data: Path) -> dict[str, object]:
    import sqlite3  # late: only a helpline looks

    try:
        return {"rows": databases.count_counts(find_file(data, databases.COUNTS))}
    except (sqlite3.Error, Damaged, Newer, OSError) as error:
        return {"fault": known.error(type(error).__name__)}


def _kiosk_faults(data: Path, today: date) -> dict[str, dict[str, int]]:
    """How often each fault was noted on each day."""
    told: dict[str, dict[str, int]] = {}
    for back in range(FAULT_DAYS):
        day = today - timedelta(days=back)
        for seen in faults_on(data, day):
            is_known = known.key(f"kiosk-core.fault.{seen.code}") != known.OTHER
            code = seen.code if is_known else known.OTHER
            of_day = told.setdefault(day.isoformat(), {})
            of_day[code] = of_day.get(code, 0) + seen.times
    return told
