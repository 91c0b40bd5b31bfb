"""The staff's PIN: kept as an argon2id hash, with a delay that grows at each wrong try.

It opens the way out of the kiosk and nothing else. Each try is written down as wrong before it is
looked at, so that a power cut gives nobody a free one.
"""

from __future__ import annotations

import contextlib
import math
import re
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise
from pathlib import Path

from desktop import files
from desktop.errors import BadRequest, CannotWrite, NewerData, is_newer
from desktop.kiosk.faults import note_fault
from desktop.kiosk.folder import OWN_ONLY, find_file, kiosk_folder, read_object
from desktop.kiosk.tries import LONGEST_WAIT, Tries
from desktop.text import phrase

__all__ = ["LONGEST_WAIT", "MEMORY", "Checked", "check_pin", "is_easy", "is_set", "set_pin"]

MEMORY = 64 * 2**20
"""What one try costs, in bytes of memory; and three passes over it."""

_FORMAT = 1
_PASSES = 3
_MOST_MEMORY, _MOST_PASSES = 2**28, 10
_FILE = "pin.json"
_PIN = re.compile(r"[0-9]{4,12}")
_HASH = re.compile(
    r"\$argon2id\$v=19\$m=([0-9]{1,9}),t=([0-9]{1,3}),p=1"
    r"\$[A-Za-z0-9+/]{22}\$[A-Za-z0-9+/]{43}"
)


@dataclass(frozen=True, slots=True)
class Checked:
    """Whether the PIN was right; if not, how many seconds the next try has to wait.

    `was_tried` is false when the wait was not over: the PIN was not even looked at.
    """

    ok: bool
    wait_seconds: int = 0
    was_tried: bool = True


def set_pin(data: Path, pin: str) -> None:
    """Keeps a new PIN and forgets the wrong tries; raises BadRequest, CannotWrite."""
    if not _PIN.fullmatch(pin):
        raise BadRequest(phrase("kiosk-core.pin-shape"))
    from nacl.pwhash import argon2id  # late: only a PIN needs it

    kept = argon2id.str(pin.encode("ascii"), _PASSES, MEMORY).rstrip(b"\0").decode("ascii")
    content = f'{{"format": {_FORMAT}, "hash": "{kept}"}}\n'.encode("ascii")
    try:
        path = kiosk_folder(data) / _FILE
        _refuse_newer(path)
        files.write_atomically(path, content)
        path.chmod(OWN_ONLY)
        Tries(data).forget()
    except OSError as error:
        raise CannotWrite(find_file(data, _FILE), error) from error


def _refuse_newer(path: Path) -> None:
    """Raises NewerData for a PIN that a later version kept."""
    with contextlib.suppress(FileNotFoundError):
        if is_newer((read_object(path) or {}).get("format"), _FORMAT):
            raise NewerData(path)


def is_easy(pin: str) -> bool:
    """Whether a passer-by would try this PIN first: one digit again and again, or a run."""
    steps = {int(after) - int(before) for before, after in pairwise(pin)}
    return steps in ({0}, {1}, {-1})


def is_set(data: Path, now: datetime | None = None) -> bool:
    """Whether there is a PIN. A file that makes no sense is none, and is noted as a fault."""
    return _load_hash(data, now or datetime.now()) is not None


def check_pin(data: Path, pin: str, now: datetime) -> Checked:
    """Whether `pin` is the PIN; takes a tenth of a second or more: not on the window's thread.

    Without a PIN set, none is right. Raises CannotWrite when a try cannot be written down.
    """
    kept = _load_hash(data, now)
    if kept is None:
        return Checked(ok=False, was_tried=False)
    try:
        tries = Tries(data)
        begun = tries.begin(now)
        if begun.must_wait:
            return Checked(False, math.ceil(begun.wait), was_tried=False)
        if _PIN.fullmatch(pin) and _is_right(kept, pin):
            tries.forget()
            return Checked(ok=True)
    except OSError as error:
        raise CannotWrite(find_file(data, _FILE), error) from error
    return Checked(False, math.ceil(begun.wait))


def _is_right(kept: str, pin: str) -> bool:
    from nacl.exceptions import CryptoError  # late: only a PIN needs it
    from nacl.pwhash import argon2id

    try:
        return bool(argon2id.verify(kept.encode("ascii"), pin.encode("ascii")))
    except CryptoError:
        return False


def _load_hash(data: Path, now: datetime) -> str | None:
    try:
        found = read_object(find_file(data, _FILE))
    except FileNotFoundError:
        return None
    except OSError:
        note_fault(data, "pin-unreadable", now)
        return None
    kept = _sound_hash(found or {})
    if kept is None:
        note_fault(data, "pin-damaged", now)
    return kept


def _sound_hash(found: dict[str, object]) -> str | None:
    kept = found.get("hash")
    if found.get("format") != _FORMAT or not isinstance(kept, str):
        return None
    cost = _HASH.fullmatch(kept)
    # A spoilt file must not be able to take all the memory, or an hour.
    if cost is None or int(cost[1]) * 1024 > _MOST_MEMORY or int(cost[2]) > _MOST_PASSES:
        return None
    return kept
