"""What went wrong lately: the program's log and the kiosk's list of faults, counted."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

from desktop import log
from desktop.doctor.finding import Finding, warning, well
from desktop.doctor.patient import Patient
from desktop.kiosk.faults import faults_on

DAYS = 7
_CRASH = re.compile(r"(\d{4}-\d\d-\d\d) [\d:,]+ ERROR crash: ")


def check_faults(patient: Patient) -> Finding:
    """How often the program failed, and what the kiosk met, in the last days."""
    days = [patient.now.date() - timedelta(days=back) for back in range(DAYS)]
    crashes = sum(day in days for day in crashes_in(patient.data))
    seen = sum(fault.times for day in days for fault in faults_on(patient.data, day))
    if crashes:
        return warning("faults.crashes", n=crashes, days=DAYS, seen=seen)
    if seen:
        return warning("faults.kiosk", n=seen, days=DAYS)
    return well("faults.none", days=DAYS)


def crashes_in(data: Path) -> Iterator[date]:
    """The day of each failure in the log and those before it."""
    for text in log.read_logs(data):
        for found in _CRASH.finditer(text):
            try:
                yield date.fromisoformat(found[1])
            except ValueError:
                continue
