"""Loads the shipped font under its private name, so that every machine shows the same letters."""

from __future__ import annotations

from PySide6.QtGui import QFontDatabase

from desktop import paths

FILES = ("SillageSans-Regular.ttf", "SillageSans-SemiBold.ttf", "SillageSans-Bold.ttf")


def load_fonts() -> None:
    """Make the shipped weights known to Qt; raises RuntimeError for a file that is no font."""
    for name in FILES:
        path = paths.resources() / "fonts" / name
        if QFontDatabase.addApplicationFont(str(path)) < 0:
            raise RuntimeError(f"not a font: {path}")
