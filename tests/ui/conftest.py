"""What the tests of the interface stand on: an application, the shipped guide, a stage."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtWidgets import QApplication

from desktop import app, paths
from desktop.casework import Casework
from desktop.guide.loader import load_guide
from desktop.guide.model import Guide
from desktop.ui import accessibility
from desktop.ui.desk import AskPath
from desktop.ui.listening import KeepSaying
from desktop.ui.screenshots import SIZE, Stage
from desktop.ui.theme import Look

MakeStage = Callable[..., Stage]
_OFFSCREEN = ("propagateSizeHints", "support raise", "grabbing the keyboard")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """A window without a screen cannot be told its smallest size, nor a menu hold the keys.

    Qt says so each time.
    """
    for item in items:
        item.add_marker(pytest.mark.qt_log_ignore(*_OFFSCREEN, extend=True))


@pytest.fixture(scope="session")
def qapp() -> QApplication:
    """The application as the product makes it."""
    application = app.make_application()
    accessibility.install()
    return application


@pytest.fixture(scope="session")
def guide() -> Guide:
    """The shipped guide."""
    return load_guide(paths.shipped_guide())


@pytest.fixture
def make_stage(qapp: QApplication, guide: Guide) -> Iterator[MakeStage]:
    """Opens windows on the shipped guide; they are gone after the test."""
    opened: list[Stage] = []

    def make(
        look: Look | None = None,
        size: tuple[int, int] = SIZE,
        cases: Casework | None = None,
        ask_path: AskPath = lambda *_: None,
        keep_saying: KeepSaying | None = None,
    ) -> Stage:
        cases = cases or Casework(guide, on_trial=False)
        stage = Stage(cases, look or Look(), size, ask_path, keep_saying)
        opened.append(stage)
        return stage

    yield make
    for stage in opened:
        stage.close()


@pytest.fixture
def stage(make_stage: MakeStage) -> Stage:
    """A window in French, light, at the usual size."""
    return make_stage()
