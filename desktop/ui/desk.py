"""What the window is given to work with, and how large it shows it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from desktop.casework import Casework
from desktop.text import Phrase
from desktop.ui.theme import Look

if TYPE_CHECKING:  # no first screen listens
    from desktop.ui.listening import KeepSaying

AskPath = Callable[[QWidget, str, str, str], Path | None]
"""Asks where to save: parent, title, proposed name, language; None for a change of mind."""


@dataclass(frozen=True)
class Desk:
    """What the window works with: the use cases, where to save, and how to keep its look."""

    casework: Casework
    ask_path: AskPath
    keep_look: Callable[[Look], None]
    edit_guide: Callable[[Look], object] | None = None
    """Opens the Guide workspace; None where nobody may (a kiosk, a visit opened from there)."""
    notices: tuple[Phrase, ...] = ()
    """What the person at the desk must be told of the guide in use."""
    keep_saying: KeepSaying | None = None
    """Keeps a sentence an advisor proposes; None on trial, and where visitors are alone."""
    open_desk: Callable[[Look], object] | None = None
    """Opens the advisor's desk; None where visitors are alone, and in the desk itself."""
    asks_before_erasing: bool = True
    """Whether to ask before a visit with answers is erased; a kiosk erases at once."""


_FITS = ((3600, 2000, 2.5), (2400, 1300, 1.75), (1800, 960, 1.375), (1500, 840, 1.125))


def fit_for(width: int, height: int) -> float:
    """How far a window of this size enlarges everything; upright screens count lying down."""
    long, short = max(width, height), min(width, height)
    for least_long, least_short, fit in _FITS:
        if long >= least_long and short >= least_short:
            return fit
    return 1.0
