"""Run as a program: answers visits by keys at the desk, and tells how long each took to be seen.

From the key to the verdicts painted; in milliseconds, by the clock and by the processor's time of
the thread that paints.
"""

from __future__ import annotations

import gc
import json
import random
import sys
import tempfile
import time
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from desktop import app, paths
from desktop.casework import Casework
from desktop.configuration import Configuration, Loaded
from desktop.desk.session import Session
from desktop.guide.loader import load_guide
from desktop.guide.model import Kind
from desktop.ui.advisor.interview_page import InterviewPage
from desktop.ui.advisor.window import DeskWindow
from desktop.ui.desk import Desk
from desktop.ui.theme import Look


def main(visits: int) -> None:
    """Answers so many visits."""
    app.make_application()
    casework = Casework(load_guide(paths.shipped_guide()), on_trial=False)
    with tempfile.TemporaryDirectory() as folder:
        session = Session(casework, Loaded(Configuration(), {}, ()), Path(folder))
        window = DeskWindow(Desk(casework, lambda *_: None, lambda _: None), session, Look())
        window.resize(1366, 768)
        window.show()
        window.activateWindow()
        session.open()
        QApplication.processEvents()
        gc.collect()
        gc.freeze()
        page = window.page("interview")
        assert isinstance(page, InterviewPage)
        told = answer(page, visits)
        window.close()
        session.close()
    print(json.dumps(told))


def answer(page: InterviewPage, visits: int) -> dict[str, list[float]]:
    """Every question of each visit, by a key drawn at random."""
    draw, clock, processor = random.Random(11), [], []
    for _ in range(visits):
        page.begin()
        QApplication.processEvents()
        while waiting := page.needs.interview.unanswered:
            question = waiting[0]
            if question.kind is Kind.TERRITORY:
                page.needs.answered.emit(question.id, ("63",))
                continue
            page.needs.go_to(question.id)
            QApplication.processEvents()
            key = str(draw.randrange(len(question.choices)) + 1)
            at, busy = time.perf_counter(), time.thread_time()
            focus: QWidget = QApplication.focusWidget() or page
            QTest.keyClick(focus, Qt.Key(ord(key)))
            QApplication.processEvents()
            clock.append((time.perf_counter() - at) * 1000)
            processor.append((time.thread_time() - busy) * 1000)
    return {"clock": clock, "processor": processor}


if __name__ == "__main__":
    main(int(sys.argv[1]))
