"""Where an advisor is in a case, so that reading it anew does not move them."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QWidget

from desktop.register.model import CaseId
from desktop.ui.advisor.cases.case_pane import CasePane
from desktop.ui.focus import named


@dataclass(frozen=True, slots=True)
class Place:
    """A case, how far down it was read, and the control that had the focus in it."""

    case: CaseId
    height: int
    has_focus: bool
    control: str


def place_in(pane: CasePane | None) -> Place | None:
    """The place in this pane; None where there is no pane."""
    if pane is None:
        return None
    focus: QWidget | None = QApplication.focusWidget()
    inside = focus if focus is not None and pane.isAncestorOf(focus) else None
    name = inside.objectName() if inside is not None else ""
    return Place(pane.case, pane.page.verticalScrollBar().value(), inside is not None, name)


def go_back(pane: CasePane, place: Place) -> None:
    """Take the focus again if it was in the case; the same case is as far down as before."""
    if place.has_focus:
        found = named(pane, place.control) if place.control else None
        (found or pane).setFocus(Qt.FocusReason.OtherFocusReason)
    if place.case == pane.case:
        bar = pane.page.verticalScrollBar()
        QTimer.singleShot(0, bar, lambda: bar.setValue(place.height))  # once it is laid out
