"""What the kiosk's tests stand on: a kiosk on any screen, with clocks that stand still."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from shiboken6 import isValid

from desktop.casework import Casework
from desktop.configuration import Kiosk
from desktop.guide.model import Guide
from desktop.ui.kiosk.pictures import DISPLAYS, Display, KioskStage
from tests.ui.kiosk.programs import install

SCREENS = (*DISPLAYS, Display("15.6in", 15.6, 1920, 1080))
LOW = Display("10.1in", 10.1, 1280, 800)
"""So low that the keyboard takes the room of both bars."""

BY_NAME = {screen.name: screen for screen in SCREENS}

MakeKiosk = Callable[..., KioskStage]


@pytest.fixture
def make_kiosk(qapp: QApplication, guide: Guide, tmp_path: Path) -> Iterator[MakeKiosk]:
    """Opens kiosks on the shipped guide; they are gone after the test."""
    opened: list[KioskStage] = []

    def make(
        display: Display = BY_NAME["24in"],
        kiosk: Kiosk | None = None,
        language: str = "fr",
        theme: str = "light",
    ) -> KioskStage:
        cases = Casework(guide, on_trial=False)
        stage = KioskStage(cases, tmp_path / "data", display, kiosk, language, theme)
        opened.append(stage)
        return stage

    yield make
    for stage in opened:
        if isValid(stage.window):  # a test may have closed it itself, to open the next
            stage.close()
    gc.collect()  # windows go in circles, and those of a large screen are large


@pytest.fixture
def kiosk(make_kiosk: MakeKiosk) -> KioskStage:
    """A kiosk in French on a 24-inch screen, with the settings as shipped."""
    return make_kiosk()


@pytest.fixture
def speech(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where the voice writes down what it is given, in place of saying it."""
    said = tmp_path / "said.txt"
    script = f'echo "[$*]" >> "{said}"; cat >> "{said}"; exec sleep 60'
    install(tmp_path / "bin", "espeak-ng", script, monkeypatch)
    return said
