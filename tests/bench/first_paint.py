"""Run as a program: opens a window, and tells when its first screen was painted and what it takes.

`first_paint.py bare` opens an empty PySide6 window with a label; `first_paint.py app DIR` opens
Aiguillage with its data in DIR. The product knows nothing of this: Qt's event loop is watched.
"""

from __future__ import annotations

import json
import os
import sys
import time
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication, QLabel, QVBoxLayout, QWidget

SIZE = (1280, 800)
AT_REST_AFTER = 400
"""Milliseconds after the first screen: what the program reads afterwards is then there too."""

_exec = QApplication.exec


class Watch(QObject):
    """Notes the moment when the first painting has ended."""

    def __init__(self, application: QCoreApplication) -> None:
        super().__init__()
        self._application = application
        self._is_painting = False
        self.painted: dict[str, float] = {}

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 (Qt's name)
        """Every event passes here: the first that follows the paint events tells they ended."""
        if event.type() == QEvent.Type.Paint:
            self._is_painting = True
        elif self._is_painting and not self.painted:
            self.painted = {"at": time.monotonic(), **memory()}
            self._application.removeEventFilter(self)
            QTimer.singleShot(AT_REST_AFTER, self._tell)
        return False

    def _tell(self) -> None:
        rest = {f"{name} at rest": value for name, value in memory().items()}
        sys.stdout.write(json.dumps({**self.painted, **rest}) + "\n")
        sys.stdout.flush()
        os._exit(0)


def memory() -> dict[str, float]:
    """Megabytes of this process: the peak so far, and its share now (PSS)."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    share = Path("/proc/self/smaps_rollup").read_text(encoding="ascii")
    return {"peak": _kilobytes(status, "VmHWM:") / 1024, "share": _kilobytes(share, "Pss:") / 1024}


def _kilobytes(text: str, label: str) -> int:
    return next(int(line.split()[1]) for line in text.splitlines() if line.startswith(label))


def watched_exec(*_: object) -> int:
    """The event loop with a watch on it."""
    application = QApplication.instance()
    if application is None:
        raise RuntimeError("there is no application to watch")
    watch = Watch(application)
    application.installEventFilter(watch)
    return _exec()


def open_bare() -> int:
    """The least that a PySide6 program can be."""
    application = QApplication(sys.argv[:1])
    window = QWidget()
    QVBoxLayout(window).addWidget(QLabel("Bonjour"))
    window.resize(*SIZE)
    window.show()
    return application.exec()


def open_app(folder: str) -> int:
    """Aiguillage, as `aiguillage` opens it."""
    from desktop.main import main

    return main(["--data", folder])


if __name__ == "__main__":
    QApplication.exec = watched_exec  # type: ignore[method-assign]
    sys.exit(open_bare() if sys.argv[1] == "bare" else open_app(sys.argv[2]))
