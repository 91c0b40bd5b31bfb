"""What stands around the program: the printer's queue, and the voice."""

from __future__ import annotations

from desktop.doctor.finding import Finding, fault, note, warning, well
from desktop.doctor.patient import Patient
from desktop.kiosk import paper, speech


def check_printer(patient: Patient) -> Finding:
    """Whether the queue that the kiosk prints on takes a sheet now."""
    queue = patient.settings.kiosk.printer
    if not queue:
        return note("printer.kiosk-none" if patient.is_kiosk else "printer.none")
    found = paper.look_at(queue)
    if found is None:
        return well("printer.ready", queue=queue)
    say_it = fault if patient.is_kiosk else warning
    return say_it(f"printer.{_CASES.get(found.code, 'refused')}", queue=queue)


_CASES = {
    paper.NO_PROGRAM: "no-cups",
    paper.NO_SERVICE: "no-service",
    paper.UNKNOWN: "unknown",
    paper.DISABLED: "disabled",
    paper.STOPPED: "stopped",
    paper.PAPER_OUT: "paper-out",
    paper.REFUSED: "refused",
}


def check_speech(patient: Patient) -> Finding:
    """Whether the kiosk can read aloud, where it offers to."""
    if speech.is_available():
        return well("speech.ready")
    if patient.is_kiosk and patient.settings.kiosk.speech:
        return warning("speech.missing")
    return note("speech.none")
