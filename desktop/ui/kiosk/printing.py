"""Prints a visitor's sheet on the queue of the settings; the operator's log hears of a fault."""

from __future__ import annotations

from desktop.kiosk.faults import note_fault
from desktop.kiosk.paper import Printed, PrintFault, print_pdf
from desktop.ui.kiosk.place import Place
from desktop.ui.kiosk.results_screen import Print


def printing(place: Place) -> Print | None:
    """What prints a sheet here; None where the settings name no printer."""
    queue = place.configuration.kiosk.printer
    if not queue:
        return None

    def print_(pdf: bytes) -> Printed | PrintFault:
        came = print_pdf(pdf, queue)
        if isinstance(came, PrintFault):
            note_fault(place.data, came.code, place.now())
        return came

    return print_
