"""A window that is gone leaves nothing behind: no part of it is held for good."""

from __future__ import annotations

import gc
import weakref
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from desktop.casework import Casework
from desktop.guide.model import Guide
from desktop.ui.kiosk import pictures
from desktop.ui.screenshots import SCENES, SIZE, Stage
from desktop.ui.theme import Look

Open = Callable[[Casework, Path], Stage | pictures.KioskStage]


def at_the_desk(scene: str) -> Open:
    """A visitor's window, as far as this scene."""

    def open_one(cases: Casework, _: Path) -> Stage:
        stage = Stage(cases, Look(), SIZE)
        SCENES[scene](stage)
        return stage

    return open_one


def in_a_hall(scene: str) -> Open:
    """A kiosk's window, as far as this scene."""

    def open_one(cases: Casework, data: Path) -> pictures.KioskStage:
        stage = pictures.KioskStage(cases, data, kiosk=pictures.HOUSE)
        pictures.SCENES[scene](stage)
        return stage

    return open_one


def is_held_after(open_one: Open, cases: Casework, data: Path) -> bool:
    """Whether something still holds the window once it was closed."""
    stage = open_one(cases, data)
    window = weakref.ref(stage.window)
    stage.settle()
    stage.close()
    del stage
    gc.collect()
    return window() is not None


@pytest.mark.parametrize(
    "open_one",
    [
        *(pytest.param(at_the_desk(scene), id=f"window-{scene}") for scene in SCENES),
        *(pytest.param(in_a_hall(scene), id=f"kiosk-{scene}") for scene in pictures.SCENES),
    ],
)
def test_a_window_that_was_closed_is_held_by_nothing(
    qapp: QApplication, guide: Guide, open_one: Open, tmp_path: Path
) -> None:
    assert not is_held_after(open_one, Casework(guide, on_trial=False), tmp_path)
