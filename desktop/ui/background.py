"""Work that would hold up the screen, done beside it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from PySide6.QtCore import (
    QCoreApplication,
    QEventLoop,
    QObject,
    QThreadPool,
    QTimer,
    Signal,
    Slot,
)

Result = TypeVar("Result")


def _nothing() -> None:
    """What is left of work once it is done: its job may live on, a visit’s answers must not."""


class _Ends(QObject):
    ended = Signal(object, object, object)


class _Job:
    """No QRunnable: PySide never gives back one that does not delete itself."""

    def __init__(self, work: Callable[[], Any], ends: _Ends) -> None:
        self._work = work
        self._ends = ends

    def run(self) -> None:
        result, error = None, None
        work, self._work = self._work, _nothing
        try:
            result = work()
        # Carried to the thread of the screen, where it is raised or said.
        except BaseException as raised:  # noqa: BLE001
            error = raised
        self._ends.ended.emit(self, result, error)


class Background(QObject):
    """Runs work in a thread and hands the result back to the thread of the screen."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(1)
        self._waiting = 0
        self._ends = _Ends()
        # A slot of this object and no lambda: so it runs in the thread this object lives in.
        self._ends.ended.connect(self._end)
        self._under_way: dict[_Job, Callable[[Any, BaseException | None], None]] = {}

    def run(
        self,
        work: Callable[[], Result],
        then: Callable[[Result | None, BaseException | None], None],
        after: int = 0,
    ) -> None:
        """Do `work` in the thread; then `then(result, error)` here, one of the two None.

        `after`: milliseconds to leave to the screen first, for the two share one processor's time.
        """
        job = _Job(work, self._ends)
        self._under_way[job] = then
        if after:
            self.later(lambda: self._pool.start(job.run), after)
        else:
            self._pool.start(job.run)

    def later(self, act: Callable[[], None], after: int) -> None:
        """Do `act` here, in the thread of the screen, after so many milliseconds."""
        self._waiting += 1
        QTimer.singleShot(after, self, lambda: self._act(act))

    def _act(self, act: Callable[[], None]) -> None:
        self._waiting -= 1
        act()

    def wait(self) -> bool:
        """Wait until every job has run; their results come with the next events."""
        return self._pool.waitForDone(30_000)

    def settle(self) -> None:
        """Take every result there is to come, asleep until each does: where no loop runs."""
        while self.is_busy:
            self.wait()
            QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)

    @property
    def is_busy(self) -> bool:
        """Whether anything is still to come."""
        return bool(self._under_way or self._waiting)

    @Slot(object, object, object)
    def _end(self, job: _Job, result: Any, error: BaseException | None) -> None:
        self._under_way.pop(job)(result, error)
