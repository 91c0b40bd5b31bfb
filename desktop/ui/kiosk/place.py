"""What a kiosk is given to work with: the visit's own means, its settings, its data folder."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from desktop.casework import Casework
from desktop.configuration import Configuration


@dataclass(frozen=True)
class Place:
    """One kiosk in its hall. `now` is the clock on the wall, `elapsed` counts seconds."""

    casework: Casework
    configuration: Configuration
    data: Path
    now: Callable[[], datetime]
    elapsed: Callable[[], float]
    quit: Callable[[], None]
    """Ends the program: for staff alone."""
