"""Run as a program: opens a window, and tells when its first screen was painted and what it takes.

`first_paint.py bare` opens an empty PySide6 window with a label; `first_paint.py app DIR` opens
Aiguillage with its data in DIR, and with the words that follow. The product knows nothing of this:
Qt's event loop is watched.
"""

from __future__ import annotations

import json
import os
import sys
import time
from importlib.abc import Loader, MetaPathFinder
from importlib.machinery import ModuleSpec
from importlib.util import find_spec
from pathlib import Path
from types import ModuleType
from typing import Any

SIZE = (1280, 800)
AT_REST_AFTER = 400
"""Milliseconds after the first screen: what the program reads afterwards is then there too."""


def watch_event_loop(widgets: Any) -> None:
    """Puts a watch on the event loop of `widgets` (PySide6.QtWidgets, just imported)."""
    from PySide6.QtCore import QEvent, QObject, QTimer

    class Watch(QObject):
        """Notes the moment when the first painting has ended."""

        def __init__(self) -> None:
            super().__init__()
            self._is_painting = False
            self._painted: dict[str, float] = {}

        def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 (Qt's name)
            """Every event passes here: the first that follows the paint events tells they ended."""
            if event.type() == QEvent.Type.Paint:
                self._is_painting = True
            elif self._is_painting and not self._painted:
                cpu = time.process_time()
                self._painted = {"at": time.monotonic(), "processor": cpu, **memory()}
                widgets.QApplication.instance().removeEventFilter(self)
                QTimer.singleShot(AT_REST_AFTER, self._tell)
            return False

        def _tell(self) -> None:
            rest = {f"{name} at rest": value for name, value in memory().items()}
            sys.stdout.write(json.dumps({**self._painted, **rest}) + "\n")
            sys.stdout.flush()
            os._exit(0)

    run_loop = widgets.QApplication.exec

    def watched_loop(*_: object) -> object:
        watch = Watch()
        widgets.QApplication.instance().installEventFilter(watch)
        return run_loop()

    widgets.QApplication.exec = watched_loop


class WhenQtComes(MetaPathFinder, Loader):
    """Waits for PySide6.QtWidgets to be imported, by whoever does and when, and watches its loop.

    Importing it here would change what is measured: modules are slower to import after Qt.
    """

    def find_spec(self, name: str, *_: object) -> ModuleSpec | None:
        """Finds that one module, once, as it would have been found."""
        if name != "PySide6.QtWidgets":
            return None
        sys.meta_path.remove(self)
        spec = find_spec(name)
        if spec is None or spec.loader is None:
            raise ImportError(name)
        self._loader, spec.loader = spec.loader, self
        return spec

    def create_module(self, spec: ModuleSpec) -> ModuleType | None:
        """As its own loader does."""
        return self._loader.create_module(spec)

    def exec_module(self, module: ModuleType) -> None:
        """As its own loader does; then its event loop is watched."""
        self._loader.exec_module(module)
        watch_event_loop(module)


def memory() -> dict[str, float]:
    """Megabytes of this process: the peak so far, and its share now (PSS)."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    share = Path("/proc/self/smaps_rollup").read_text(encoding="ascii")
    return {"peak": _kilobytes(status, "VmHWM:") / 1024, "share": _kilobytes(share, "Pss:") / 1024}


def _kilobytes(text: str, label: str) -> int:
    return next(int(line.split()[1]) for line in text.splitlines() if line.startswith(label))


def open_bare() -> int:
    """The least that a PySide6 program can be."""
    from PySide6.QtWidgets import QApplication, QLabel, QVBoxLayout, QWidget

    application = QApplication(sys.argv[:1])
    window = QWidget()
    QVBoxLayout(window).addWidget(QLabel("Bonjour"))
    window.resize(*SIZE)
    window.show()
    return application.exec()


def open_app(folder: str, *more: str) -> int:
    """Aiguillage, as `aiguillage` opens it, with `more` words typed."""
    from desktop.main import main

    return main(["--data", folder, *more])


if __name__ == "__main__":
    sys.meta_path.insert(0, WhenQtComes())
    sys.exit(open_bare() if sys.argv[1] == "bare" else open_app(*sys.argv[2:]))
