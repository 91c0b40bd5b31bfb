"""Windows that work on one register at once: what each holds, no other touches."""

from __future__ import annotations

import os
from pathlib import Path

from desktop import locks


class Seats:
    """Names that this window alone holds; given back when its program ends, however it ends."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._held: dict[str, int] = {}

    def take(self, name: str) -> bool:
        """Hold this name (letters, digits and hyphens); False while another window does.

        Also False where no file can be made.
        """
        if name in self._held:
            return True
        try:
            handle = os.open(self._folder / f".desk-{name}", os.O_RDWR | os.O_CREAT, 0o666)
        except OSError:
            return False
        if not locks.take(handle):
            os.close(handle)
            return False
        self._held[name] = handle
        return True

    def give_back(self, name: str) -> None:
        """Let another window hold it."""
        handle = self._held.pop(name, None)
        if handle is not None:
            os.close(handle)

    def close(self) -> None:
        """Give all back."""
        for name in tuple(self._held):
            self.give_back(name)
