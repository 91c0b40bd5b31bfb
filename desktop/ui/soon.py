"""A timer that calls once, a while after it was last started."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer


def make_timer(parent: QObject, after: int, act: Callable[[], None]) -> QTimer:
    """Calls `act` so many milliseconds after its start, unless it is started or stopped again."""
    timer = QTimer(parent)
    timer.setSingleShot(True)
    timer.setInterval(after)
    timer.timeout.connect(act)
    return timer
