"""Keeps the case in progress beside the screen: the newest state wins, no key waits."""

from __future__ import annotations

from contextlib import suppress

from PySide6.QtCore import QObject, Signal

from desktop.desk.session import Session
from desktop.errors import AiguillageError
from desktop.register.model import AdvisorId
from desktop.ui.background import Background

_PAINTED = 20
"""Milliseconds that are left to the screen before the disk is written."""


class Keeping(QObject):
    """Writes what was given last, one write at a time."""

    failed = Signal(object)
    """The sentence of a fault: said once, until a write goes well again."""

    def __init__(self, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        # A thread of its own: no answer waits for a sheet being printed, or for the network.
        self._session, self._background = session, Background(self)
        self._waiting: dict[AdvisorId, bytes | None] = {}
        self._is_writing, self._is_told = False, False

    def keep(self, draft: bytes | None, by: AdvisorId) -> None:
        """Keep this from now on; None forgets what was kept."""
        self._waiting[by] = draft
        if not self._is_writing:
            self._is_writing = True
            self._background.run(self._write, self._end, _PAINTED)

    def _write(self) -> None:
        waiting, self._waiting = self._waiting, {}
        register = self._session.register
        if register is None:
            self._waiting = waiting | self._waiting
            return
        for by, draft in waiting.items():
            register.keep_progress(draft, by)

    def _end(self, _: None, error: BaseException | None) -> None:
        self._is_writing = False
        if isinstance(error, AiguillageError):
            if not self._is_told:
                self._is_told = True
                self.failed.emit(error.phrase)
            return
        if error is not None:
            raise error
        self._is_told = False
        if self._waiting and self._session.register is not None:
            self._is_writing = True
            self._background.run(self._write, self._end)

    def wait(self) -> None:
        """Write at once what still waits: the window is being closed."""
        self._background.wait()
        with suppress(AiguillageError):  # there is no page left to say it on
            self._write()

    @property
    def is_busy(self) -> bool:
        """Whether anything is still to be written."""
        return self._background.is_busy

    def resume(self) -> None:
        """The register is open now: write what waited for it."""
        if self._waiting and not self._is_writing:
            self._is_writing = True
            self._background.run(self._write, self._end)
