"""Where things are: the files shipped with the program, and the user's own folder."""

from __future__ import annotations

import os
from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


def resources() -> Path:
    """The folder of shipped files: beside the package in a clone, inside it once installed."""
    inside = _PACKAGE / "resources"
    return inside if inside.is_dir() else _PACKAGE.parent / "resources"


def shipped_guide() -> Path:
    """The guide that is used unless another is asked for."""
    return resources() / "guides" / "g6-relocalisation"


def data_folder(chosen: Path | None = None) -> Path:
    """Where settings and logs live: `chosen`, or AIGUILLAGE_DATA, or the system's usual place."""
    if chosen is not None:
        return chosen
    from_environment = os.environ.get("AIGUILLAGE_DATA")
    if from_environment:
        return Path(from_environment)
    import platformdirs  # late: only a start without --data needs it

    return Path(platformdirs.user_data_dir("aiguillage", appauthor=False))
