"""The window follows the colours that the system wants, while it runs, until one chooses others."""

from __future__ import annotations

import contextlib
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from desktop.ui.theme import TOKENS
from tests.journeys.robot import ROOT, SECONDS, Desk, Visitor, open_desk, start_process, visit

DARK, HIGH = "color-scheme 1", "contrast 1"
LOOK = """
from PySide6.QtGui import QGuiApplication
application = QGuiApplication([])
seen = application.primaryScreen().grabWindow(0, 20, 700, 1, 1)
print(seen.toImage().pixelColor(0, 0).name())
"""
"""Tells the colour of the screen in a place of the page where nothing is written."""


@dataclass(frozen=True)
class System:
    """A desk, and what its system wants."""

    desk: Desk
    portal: subprocess.Popen[str]

    def wants(self, what: str) -> None:
        """From here on, and it is told."""
        assert self.portal.stdin is not None
        self.portal.stdin.write(f"{what}\n")
        self.portal.stdin.flush()

    def shows(self, theme: str) -> None:
        """Waits until the page has the colour of this theme."""
        wanted, end = TOKENS[theme].page.lower(), time.monotonic() + SECONDS
        while (seen := self._color()) != wanted:
            assert time.monotonic() < end, f"{theme} is {wanted}, what shows is {seen}"

    def _color(self) -> str:
        environment = self.desk.environment | {"QT_QPA_PLATFORM": "xcb"}
        command = [sys.executable, "-c", LOOK]
        done = subprocess.run(
            command, env=environment, check=True, timeout=60, capture_output=True, text=True
        )
        return done.stdout.strip()


@pytest.fixture
def system() -> Iterator[System]:
    """A desk of its own, as a system that wants nothing yet."""
    with contextlib.ExitStack() as stack:
        desk = stack.enter_context(open_desk("1366x900"))
        desk.environment["XDG_CURRENT_DESKTOP"] = "XFCE"
        command = ["/usr/bin/python3", str(ROOT / "tests/journeys/system_colours.py")]
        portal = start_process(stack, command, desk.environment)
        assert portal.stdout is not None
        assert portal.stdout.readline() == "ready\n"
        yield System(desk, portal)


def test_the_window_follows_the_system_until_a_person_chooses(
    system: System, tmp_path: Path
) -> None:
    with visit(system.desk, tmp_path) as visitor:
        visitor.sees("Commencer")
        system.shows("light")
        system.wants(DARK)
        system.shows("dark")
        system.wants(HIGH)
        system.shows("contrast")
        assert not (tmp_path / "settings.json").exists()
        choose_light(visitor)
        system.shows("light")
    with visit(system.desk, tmp_path) as again:
        again.sees("Commencer")
        system.shows("light")


def choose_light(visitor: Visitor) -> None:
    visitor.clicks("Contraste")
    visitor.clicks("Clair")
    visitor.sees("Commencer")
