"""The clock: opening hours, reminders and dates on paper are only as right as it is."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

from desktop import paths
from desktop.doctor.finding import Finding, fault, well
from desktop.doctor.patient import Patient

FIRST_YEAR, LAST_YEAR = 2026, 2100
LEEWAY = timedelta(days=1)
"""A file copied from a machine in another time zone is not yet a sign of anything."""

_MOST_FILES = 2000


def check_clock(patient: Patient) -> Finding:
    """Whether the date is one that can be."""
    now = patient.now
    values = {"now": f"{now:%Y-%m-%d %H:%M}"}
    if not FIRST_YEAR <= now.year < LAST_YEAR:
        return fault("clock.absurd", **values)
    newest = max(_times(patient.data), default=now.timestamp())
    if newest > (now + LEEWAY).timestamp():
        return fault("clock.behind", newest=f"{datetime.fromtimestamp(newest):%Y-%m-%d}", **values)
    return well("clock.plausible", zone=now.astimezone().strftime("%z"), **values)


def _times(data: Path) -> Iterator[float]:
    """When the program and what it keeps were last written; a clock before that is wrong."""
    for folder in (data, paths.shipped_guide().parent):
        for number, path in enumerate(_inside(folder)):
            if number >= _MOST_FILES:
                break
            try:
                yield path.lstat().st_mtime
            except OSError:
                continue


def _inside(folder: Path) -> Iterator[Path]:
    try:
        yield from folder.rglob("*")
    except OSError:
        return
