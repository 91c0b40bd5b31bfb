"""A window left open for days: no call may take a reference off None (PYSIDE-3474)."""

from __future__ import annotations

import os
import sys

import pytest
from PySide6.QtCore import QObject, QTimer
from pytestqt.qtbot import QtBot

TICKS = 90_000 if os.environ.get("AIGUILLAGE_SOAK") else 3_000


class _Clock(QObject):
    """Calls methods that return nothing, as a window's clock does, and stops after TICKS."""

    def __init__(self) -> None:
        super().__init__()
        self.ticks = 0
        self.timer = QTimer(self)
        self.timer.timeout.connect(self._tick)
        self.timer.start(0)

    def _tick(self) -> None:
        self.ticks += 1
        self.setObjectName(str(self.ticks))
        if self.ticks >= TICKS:
            self.timer.stop()


@pytest.mark.soak
def test_a_clock_that_ticks_for_a_day_takes_nothing_from_the_program(qtbot: QtBot) -> None:
    before = sys.getrefcount(None)
    clock = _Clock()
    qtbot.waitUntil(lambda: clock.ticks >= TICKS, timeout=120_000)
    lost = before - sys.getrefcount(None)
    assert lost < TICKS // 10, f"{lost} references lost in {TICKS} ticks"
