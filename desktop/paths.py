"""Where things are: the files shipped with the program, and the user's own folder."""

from __future__ import annotations

import os
import sys
from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent

PORTABLE = "aiguillage-data"
"""The folder that makes a frozen program portable: beside it, it holds all that is kept."""


def resources() -> Path:
    """The folder of shipped files: beside the package in a clone, inside it once installed."""
    inside = _PACKAGE / "resources"
    return inside if inside.is_dir() else _PACKAGE.parent / "resources"


def shipped_guide() -> Path:
    """The guide that is used unless another is asked for."""
    return resources() / "guides" / "g6-relocalisation"


def data_folder(chosen: Path | None = None) -> Path:
    """Where settings and logs live.

    `chosen`, or AIGUILLAGE_DATA, or beside a portable program, or the system's usual place.
    """
    if chosen is not None:
        return chosen
    from_environment = os.environ.get("AIGUILLAGE_DATA")
    if from_environment:
        return Path(from_environment)
    beside = Path(sys.executable).resolve().parent / PORTABLE
    if getattr(sys, "frozen", False) and beside.is_dir():
        return beside
    import platformdirs  # late: only a start without --data needs it

    return Path(platformdirs.user_data_dir("aiguillage", appauthor=False))
