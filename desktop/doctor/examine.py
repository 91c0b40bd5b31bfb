"""Carries out every check, each on its own: one that fails is a finding like the others."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

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
from desktop.doctor.finding import Finding, fault
from desktop.doctor.patient import Patient
from desktop.errors import BadRequest

CHECKS: dict[str, Callable[[Patient], Finding]] = {
    "version": program.check_version,
    "runtime": program.check_runtime,
    "guide": guide.check_guide,
    "data": folder.check_data,
    "space": folder.check_space,
    "register": databases.check_register,
    "counts": databases.check_counts,
    "settings": settings.check_settings,
    "rights": settings.check_rights,
    "fonts": window.check_fonts,
    "display": window.check_display,
    "printer": machine.check_printer,
    "keyboard": keyboard.check_keyboard,
    "clock": clock.check_clock,
    "speech": machine.check_speech,
    "faults": journal.check_faults,
}
"""Every check, in the order of the report."""


def examine(patient: Patient) -> tuple[Finding, ...]:
    """What every check found; raises BadRequest for a setting wrongly typed."""
    return tuple(_carried_out(name, check, patient) for name, check in CHECKS.items())


def _carried_out(name: str, check: Callable[[Patient], Finding], patient: Patient) -> Finding:
    try:
        return check(patient)
    except BadRequest:
        raise
    except Exception as error:  # noqa: BLE001 - a check that fails must not hide the others
        return fault(f"{name}.unchecked", error=type(error).__name__, place=_place(error))


def _place(error: BaseException) -> str:
    import traceback  # late: only a failure needs it

    last = traceback.extract_tb(error.__traceback__)[-1]
    return f"{Path(last.filename).name}:{last.lineno}"
