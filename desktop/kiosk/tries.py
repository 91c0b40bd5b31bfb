"""Wrong tries of the PIN, on the disk: how many, and how long the next one has to wait.

Written in place and always of one size, so that a full disk does not make tries free.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from desktop import locks
from desktop.kiosk.faults import note_fault
from desktop.kiosk.folder import MAX_BYTES, OWN_ONLY, kiosk_folder, parse_object

LONGEST_WAIT = 60
"""Seconds; it comes after the seventh wrong try and stays."""

_FORMAT = 1
_FILE = "pin-tries.json"
_SIZE = 128
_MOST_KEPT = 1000


@dataclass(frozen=True, slots=True)
class Begun:
    """A try that may go on (`wait`: the delay should it be wrong), or that has to wait."""

    must_wait: bool
    wait: float


@dataclass(frozen=True, slots=True)
class _Kept:
    wrong: int = 0
    at: float = 0.0

    def wait_at(self, moment: float) -> float:
        """Seconds still to wait."""
        if not self.wrong:
            return 0.0
        return delay_after(self.wrong) - (moment - self.at)


def delay_after(wrong: int) -> int:
    """The delay after so many wrong tries: 1, 2, 4 … 60 seconds."""
    return min(LONGEST_WAIT, 1 << min(wrong - 1, 10))


class Tries:
    """The wrong tries of one installation."""

    def __init__(self, data: Path) -> None:
        self._data = data
        self.path = kiosk_folder(data) / _FILE

    def begin(self, now: datetime) -> Begun:
        """Writes a try down as wrong, unless it has to wait; raises OSError."""
        moment = now.timestamp()
        with self._alone() as handle:
            kept = self._read(handle, now)
            if kept.wrong and moment < kept.at:
                # The clock was set back: the delay begins again rather than lasting for days.
                kept = _Kept(kept.wrong, moment)
                _write(handle, kept)
            left = kept.wait_at(moment)
            if left > 0:
                return Begun(must_wait=True, wait=left)
            kept = _Kept(min(kept.wrong + 1, _MOST_KEPT), moment)
            _write(handle, kept)
        return Begun(must_wait=False, wait=delay_after(kept.wrong))

    def forget(self) -> None:
        """The PIN was right, or is a new one; raises OSError."""
        with self._alone() as handle:
            _write(handle, _Kept())

    def _read(self, handle: int, now: datetime) -> _Kept:
        raw = os.read(handle, MAX_BYTES)
        if not raw:
            return _Kept()
        kept = _parse(raw)
        if kept is None:
            note_fault(self._data, "pin-tries-damaged", now)
            # Spoiling the file must not be a way round the delay.
            return _Kept(_MOST_KEPT, now.timestamp())
        return kept

    @contextmanager
    def _alone(self) -> Iterator[int]:
        # No link: under another account this could be made to write somewhere else.
        flags = os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)
        handle = os.open(self.path, flags, OWN_ONLY)
        try:
            locks.wait_for(handle)
            os.lseek(handle, 0, os.SEEK_SET)
            yield handle
        finally:
            os.close(handle)


def _parse(raw: bytes) -> _Kept | None:
    found = parse_object(raw) or {}
    wrong, at = found.get("wrong"), found.get("at")
    if found.get("format") != _FORMAT or isinstance(wrong, bool):
        return None
    if not isinstance(wrong, int) or not isinstance(at, int | float) or isinstance(at, bool):
        return None
    return _Kept(wrong, float(at)) if 0 <= wrong <= _MOST_KEPT and abs(at) < 1e11 else None


def _write(handle: int, kept: _Kept) -> None:
    text = json.dumps({"format": _FORMAT, "wrong": kept.wrong, "at": kept.at})
    os.lseek(handle, 0, os.SEEK_SET)
    os.write(handle, text.ljust(_SIZE - 1).encode("ascii") + b"\n")
    os.ftruncate(handle, _SIZE)
    os.fsync(handle)
