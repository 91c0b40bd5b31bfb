"""Run as a program: walks the interview in the real window and tells how long each page took.

A change is timed from the click to the end of the painting that it causes.
"""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path
from tempfile import mkdtemp

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication, QPushButton

from desktop import app, casework
from desktop.ui.screenshots import Stage
from desktop.ui.stage import VISIT
from desktop.ui.theme import Look

SIZE = (1280, 800)


class Paints(QObject):
    """Counts paint events."""

    count = 0

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 (Qt's name)
        """Every event passes here."""
        self.count += event.type() == QEvent.Type.Paint
        return False


class Walker:
    """Changes pages and keeps the milliseconds of each change."""

    def __init__(self, stage: Stage, paints: Paints | None) -> None:
        self._stage = stage
        self._paints = paints
        self.milliseconds: dict[str, list[float]] = {}

    def walk(self) -> None:
        """Once through the whole visit, back to its first page, and on to the results."""
        self._change(f"start-{self._stage.window.look.language}", "first page")
        self._forward_to_review(answering=True)
        for _ in range(len(VISIT)):
            self._change("back", "page")
        self._forward_to_review(answering=False)
        self._change("forward", "results")
        self._stage.window.restart()
        self._stage.settle()

    def _forward_to_review(self, answering: bool) -> None:
        while (at := self._stage.window.interview_shown().at) is not None:
            if answering:
                for choice in VISIT[at]:
                    self._stage.press(f"choice-{choice}")
            self._change("forward", "page")

    def _change(self, button: str, kind: str) -> None:
        pressed = self._stage.window.findChild(QPushButton, button)
        if pressed is None:
            raise AssertionError(f"no button {button} on this page")
        before = self._paints.count if self._paints else 0
        start = time.perf_counter()
        pressed.click()
        QApplication.processEvents()
        taken = (time.perf_counter() - start) * 1000
        if self._paints is not None and self._paints.count == before:
            raise AssertionError(f"{button} painted nothing")
        self.milliseconds.setdefault(kind, []).append(taken)
        self._stage.settle()


def main(walks: int) -> None:
    """Walks once to see that each change does paint, then `walks` times to time it."""
    application = app.make_application()
    cases = casework.adopt(None, Path(mkdtemp())).casework
    stage = Stage(cases, Look(), SIZE)
    paints = Paints()
    application.installEventFilter(paints)
    Walker(stage, paints).walk()
    application.removeEventFilter(paints)
    walker = Walker(stage, None)
    for _ in range(walks):
        walker.walk()
    sys.stdout.write(json.dumps(walker.milliseconds) + "\n")


if __name__ == "__main__":
    main(int(sys.argv[1]))
