"""Who has the register open: many may, but to put another in its place one must be alone."""

from __future__ import annotations

import os
import time
from pathlib import Path

PATIENCE_SECONDS = 10.0
_FILE = ".open"


class Presence:
    """A mark that this process has the register open; given back when it ends, however it ends.

    `was_alone` says that nobody else had it open when the mark was made. Raises BlockingIOError
    while another is being put in its place.
    """

    def __init__(self, folder: Path) -> None:
        self._handle = os.open(folder / _FILE, os.O_RDWR | os.O_CREAT, 0o666)
        self.was_alone = _lock(self._handle, alone=True)
        if not self.was_alone and not self._wait():
            os.close(self._handle)
            raise BlockingIOError

    def _wait(self) -> bool:
        """Another that opens it is alone for a moment; one that replaces it, for longer."""
        until = time.monotonic() + PATIENCE_SECONDS
        while not _lock(self._handle, alone=False):
            if time.monotonic() > until:
                return False
            time.sleep(0.02)
        return True

    def share(self) -> None:
        """Lets others open it too."""
        _lock(self._handle, alone=False)

    def close(self) -> None:
        """Takes the mark away."""
        if self._handle >= 0:
            os.close(self._handle)
            self._handle = -1


class Glimpse(Presence):
    """The mark of one that only reads where nothing can be written; there may be none to make."""

    def __init__(self, folder: Path) -> None:
        self.was_alone = False
        try:
            self._handle = os.open(folder / _FILE, os.O_RDONLY)
        except OSError:
            self._handle = -1
            return
        _lock(self._handle, alone=False)


def _lock(handle: int, *, alone: bool) -> bool:
    if os.name == "nt":
        return True  # there, a file that is open cannot be replaced: the system itself guards it
    import fcntl  # the other systems'

    try:
        fcntl.flock(handle, (fcntl.LOCK_EX if alone else fcntl.LOCK_SH) | fcntl.LOCK_NB)
    except OSError:
        return False
    return True
