"""Looks at everything a helpline asks about, and says in plain words what to do."""

from desktop.doctor.examine import CHECKS, examine
from desktop.doctor.finding import Finding, State
from desktop.doctor.patient import Patient
from desktop.doctor.report import exit_code, to_json, to_lines

__all__ = [
    "CHECKS",
    "Finding",
    "Patient",
    "State",
    "examine",
    "exit_code",
    "to_json",
    "to_lines",
]
