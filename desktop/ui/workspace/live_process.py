"""The process that looks at drafts, from the window's side: one request at a time, never a wait."""

from __future__ import annotations

import sys
from pathlib import Path

from PySide6.QtCore import QObject, QProcess, QProcessEnvironment, Signal

import desktop
from desktop.ui.soon import make_timer
from desktop.workspace.told import STAGES, Failed, Request
from desktop.workspace.worker import MODULE, Frames, frame

PATIENCE = 1500
"""How long an overtaken request may still be looked at, in milliseconds."""

_MOST_FAILURES = 2


class LiveProcess(QObject):
    """Sends requests and tells what comes back of the latest one alone."""

    told = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._process: QProcess | None = None
        self._frames = Frames()
        self._latest: Request | None = None
        self._told = 0
        self._failures = 0
        self._answering = 0
        self._impatience = make_timer(self, PATIENCE, self._restart_if_late)

    @property
    def is_busy(self) -> bool:
        """Whether something about the latest request is still to come."""
        return self._latest is not None and self._told < len(STAGES)

    def ask(self, request: Request) -> None:
        """Look at this draft; what was under way about another is dropped."""
        was_busy = self.is_busy
        self._latest, self._told, self._failures = request, 0, 0
        self._send()
        if was_busy:
            self._impatience.start()

    def stop(self) -> None:
        """End the process."""
        self._impatience.stop()
        self._latest = None
        self._end()

    def _send(self) -> None:
        if self._process is None:
            self._start()
        if self._process is not None and self._latest is not None:
            self._process.write(frame(self._latest))

    def _start(self) -> None:
        process = QProcess(self)
        process.setProcessEnvironment(_environment())
        process.setStandardErrorFile(QProcess.nullDevice())
        process.readyReadStandardOutput.connect(self._read)
        process.finished.connect(self._fail)
        process.errorOccurred.connect(self._fail)
        self._frames = Frames()
        self._process = process
        program, *arguments = command()
        process.start(program, arguments)

    def _end(self) -> None:
        process, self._process = self._process, None
        if process is None:
            return
        for signal in (process.readyReadStandardOutput, process.finished, process.errorOccurred):
            signal.disconnect()
        process.kill()
        process.waitForFinished(1000)
        process.deleteLater()

    def _read(self) -> None:
        if self._process is None:
            return
        content = bytes(self._process.readAllStandardOutput().data())
        for answer in self._frames.feed(content):
            if isinstance(answer, tuple):
                self._take(*answer)

    def _take(self, number: int, told: object) -> None:
        self._answering = number
        if self._latest is None or number != self._latest.number:
            return  # of a draft that is no longer shown
        self._impatience.stop()
        self.told.emit(told)
        self._told += type(told).__name__ != "Began"

    def _restart_if_late(self) -> None:
        """What is under way is of another draft and takes long: begin afresh."""
        if self._latest is not None and self._answering != self._latest.number:
            self._end()
            self._send()

    def _fail(self) -> None:
        """The process ended by itself: once more, then say so."""
        self._end()
        self._failures += 1
        if self._latest is None:
            return
        if self._failures < _MOST_FAILURES:
            self._told = 0
            self._send()
            return
        for stage in STAGES[self._told :]:
            self.told.emit(Failed(stage, "process"))
        self._told = len(STAGES)


def command() -> list[str]:
    """How the process is started: this program again, without a window."""
    if getattr(sys, "frozen", False):
        return [sys.executable, "guide", "look"]
    return [sys.executable, "-P", "-m", MODULE]


def _environment() -> QProcessEnvironment:
    environment = QProcessEnvironment.systemEnvironment()
    here = str(Path(desktop.__file__).parents[1])
    before = environment.value("PYTHONPATH", "")
    environment.insert("PYTHONPATH", f"{here}{':' if sys.platform != 'win32' else ';'}{before}")
    return environment
