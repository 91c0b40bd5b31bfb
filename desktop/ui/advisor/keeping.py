"""Keeps the case in progress beside the screen: the newest state wins, no key waits."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from threading import Lock

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

    def __init__(
        self, session: Session, place: Callable[[AdvisorId], AdvisorId], parent: QObject
    ) -> None:
        """`place`: what an advisor's case is kept under; asked once the register is open."""
        super().__init__(parent)
        # A thread of its own: no answer waits for a sheet being printed, or for the network.
        self._session, self._place, self._background = session, place, Background(self)
        self._early: dict[AdvisorId, bytes | None] = {}
        self._waiting: dict[AdvisorId, bytes | None] = {}
        self._under_way: dict[AdvisorId, bytes | None] = {}
        self._lock = Lock()
        """Held while what waits is added to, or taken: two threads do."""
        self._is_writing, self._is_told = False, False

    def keep(self, draft: bytes | None, by: AdvisorId) -> None:
        """Keep this from now on; None forgets what was kept."""
        self._early[by] = draft
        if self._can_write():
            self._put_in_place()

    def drop(self, place: AdvisorId) -> None:
        """Forget what was kept there."""
        self._add({place: None})
        self._start(_PAINTED)

    def _can_write(self) -> bool:
        """Whether the register is open; where it can only be read, that was said already."""
        register = self._session.register
        return register is not None and not register.is_read_only

    def _put_in_place(self) -> None:
        try:
            self._place_early()
        except AiguillageError as fault:
            self._tell(fault)
            return
        self._start(_PAINTED)

    def _place_early(self) -> None:
        """Raises RegisterFault: what came too early then still waits."""
        placed = {self._place(by): draft for by, draft in self._early.items()}
        self._early = {}
        self._add(placed)

    def _add(self, drafts: dict[AdvisorId, bytes | None]) -> None:
        with self._lock:
            self._waiting |= drafts

    def _start(self, delay: int = 0) -> None:
        if not self._is_writing and (self._waiting or self._under_way):
            self._is_writing = True
            self._background.run(self._write, self._end, delay)

    def _write(self) -> None:
        register = self._session.register
        if register is None:
            return
        with self._lock:
            # What could not be written comes again: with the next key, or at the end.
            self._under_way, self._waiting = self._under_way | self._waiting, {}
        for place, draft in self._under_way.items():
            register.keep_progress(draft, place)
        self._under_way = {}

    def _end(self, _: None, error: BaseException | None) -> None:
        self._is_writing = False
        if isinstance(error, AiguillageError):
            self._tell(error)
            return
        if error is not None:
            raise error
        self._is_told = False
        if self._can_write():
            self._start()

    def _tell(self, fault: AiguillageError) -> None:
        if not self._is_told:
            self._is_told = True
            self.failed.emit(fault.phrase)

    def wait(self) -> None:
        """Write at once what still waits: the window is being closed."""
        self._background.wait()
        with suppress(AiguillageError):  # there is no page left to say it on
            if self._can_write():
                self._place_early()
            self._write()

    @property
    def is_busy(self) -> bool:
        """Whether anything is still to be written."""
        return self._background.is_busy

    def resume(self) -> None:
        """The register is open now: write what waited for it."""
        if self._can_write():
            self._put_in_place()
