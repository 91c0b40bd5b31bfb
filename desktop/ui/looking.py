"""What the machine lets a window do, told for `aiguillage doctor`, which knows no Qt."""

from __future__ import annotations

from PySide6.QtCore import qVersion
from PySide6.QtGui import QFontDatabase, QGuiApplication, QScreen

from desktop import paths
from desktop.ui.fonts import FILES


def look(application: QGuiApplication) -> dict[str, object]:
    """Qt's version, how it shows windows, the screens, and those of our fonts it cannot read."""
    folder = paths.resources() / "fonts"
    missing = [name for name in FILES if QFontDatabase.addApplicationFont(str(folder / name)) < 0]
    return {
        "qt": qVersion(),
        "platform": application.platformName(),
        "screens": [_screen(screen) for screen in application.screens()],
        "fonts": len(FILES),
        "missing_fonts": missing,
    }


def _screen(screen: QScreen) -> dict[str, float]:
    size, physical = screen.geometry(), screen.physicalSize()
    return {
        "width": size.width(),
        "height": size.height(),
        "scale": screen.devicePixelRatio(),
        "width_mm": round(physical.width()),
        "height_mm": round(physical.height()),
    }
