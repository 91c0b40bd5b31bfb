"""The advisors' passwords, where a desk is shared: hashes bound to their ids, and growing delays.

Nobody takes a name by coming first: the first password of an advisor is given by another, and
only lets them choose their own.

Each try is written down as wrong before it is looked at, so that a power cut gives nobody a free
one. The password guards the screen, not the file: whoever has the disk has the file.
"""

from __future__ import annotations

import json
import math
import os
import secrets
import unicodedata
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from pathlib import Path
from typing import Any

from desktop import files, locks
from desktop.errors import CannotWrite, NewerData, is_newer, shown
from desktop.register.faults import BadPassword, RegisterDamaged
from desktop.register.model import AdvisorId
from desktop.register.places import register_folder
from desktop.text import phrase

SHORTEST, KINDS = 8, 3
MAX_LENGTH = 200
LONGEST_WAIT = 60
MEMORY, PASSES = 64 * 2**20, 3
"""What one try costs: bytes of memory, and passes over it."""
_FORMAT = 1
_FILE, _LOCK = "advisors.json", ".advisors"
_MAX_BYTES = 1024 * 1024
_SIGNS = "abcdefghjkmnpqrstuvwxyz"
_DIGITS = "23456789"
"""Of what is written down and typed again: no sign that looks like another."""


class Held(Enum):
    """What an advisor has: no password, a first one that another gave, or one of their own."""

    NONE = "none"
    FIRST = "first"
    OWN = "own"


@dataclass(frozen=True, slots=True)
class Checked:
    """Whether the password was right; if not, how many seconds the next try has to wait.

    `was_tried` is False when the wait was not over: the password was not even looked at.
    `is_first`: it was right, and must be replaced before anything else.
    """

    ok: bool
    wait_seconds: int = 0
    was_tried: bool = True
    is_first: bool = False


def set_password(data: Path, advisor: AdvisorId, password: str) -> None:
    """Keeps one's own new password and forgets the wrong tries; takes a tenth of a second or more.

    Raises BadPassword for one that is too easy or is the first one again, CannotWrite.
    """
    if not is_strong(password):
        raise BadPassword(phrase("register.password-weak"))
    with _alone(data):
        found = _load(data)
        before = found.get(advisor)
        if before and before.get("first") and _is_right(str(before["hash"]), advisor, password):
            raise BadPassword(phrase("register.password-first"))
        _keep(data, found | {advisor: _made(advisor, password)})


def give_first_password(data: Path, advisor: AdvisorId) -> str:
    """Makes up a first password, in place of any there was, and gives it: it is kept nowhere.

    Takes a tenth of a second or more. Raises CannotWrite, RegisterDamaged.
    """
    given = "-".join(map(_group, range(3)))
    with _alone(data):
        _keep(data, _load(data) | {advisor: _made(advisor, given) | {"first": True}})
    return given


def _group(_: int) -> str:
    return "".join(secrets.choice(_SIGNS) for _ in range(3)) + secrets.choice(_DIGITS)


def _made(advisor: AdvisorId, password: str) -> dict[str, Any]:
    from nacl.pwhash import argon2id  # late: only a password needs it

    kept = argon2id.str(_bound(advisor, password), PASSES, MEMORY).rstrip(b"\0").decode("ascii")
    return {"hash": kept, "tries": 0, "until": 0.0}


def is_strong(password: str) -> bool:
    """Whether it has eight signs or more, of three kinds: small, capital, digit, other."""
    kinds = {_kind(sign) for sign in password}
    return SHORTEST <= len(password) <= MAX_LENGTH and len(kinds) >= KINDS


def _kind(sign: str) -> str:
    if sign.islower():
        return "small"
    if sign.isupper():
        return "capital"
    return "digit" if sign.isdigit() else "other"


def held_by(data: Path, advisors: Iterable[str]) -> dict[str, Held]:
    """What each of these advisors has; raises RegisterDamaged if nobody can tell."""
    found = _load(data)
    return {advisor: _held(found.get(advisor)) for advisor in advisors}


def _held(kept: dict[str, Any] | None) -> Held:
    if kept is None:
        return Held.NONE
    return Held.FIRST if kept.get("first") else Held.OWN


def remove_password(data: Path, advisor: AdvisorId) -> None:
    """Forgets an advisor's password, as when they leave; raises CannotWrite, RegisterDamaged."""
    if advisor not in _load(data):
        return
    with _alone(data):
        found = _load(data)
        found.pop(advisor, None)
        _keep(data, found)


def check_password(data: Path, advisor: AdvisorId, password: str, now: datetime) -> Checked:
    """Whether it is theirs; takes a tenth of a second or more: not on the window's thread.

    Without a password set, none is right. Raises CannotWrite when a try cannot be written down,
    RegisterDamaged.
    """
    if advisor not in _load(data):
        return Checked(ok=False, was_tried=False)
    with _alone(data):
        return _try(data, advisor, password, now)


def _try(data: Path, advisor: AdvisorId, password: str, now: datetime) -> Checked:
    found = _load(data)
    mine = found.get(advisor)
    if mine is None:
        return Checked(ok=False, was_tried=False)
    # A clock that was put back must not lock anybody out for longer than the longest wait.
    wait = min(float(mine["until"]) - now.timestamp(), LONGEST_WAIT)
    if wait > 0:
        return Checked(False, math.ceil(wait), was_tried=False)
    next_wait = min(2 ** int(mine["tries"]), LONGEST_WAIT)
    tries = {"tries": min(int(mine["tries"]) + 1, 60), "until": now.timestamp() + next_wait}
    _keep(data, found | {advisor: mine | tries})
    if not _is_right(str(mine["hash"]), advisor, password):
        return Checked(False, next_wait)
    _keep(data, found | {advisor: mine | {"tries": 0, "until": 0.0}})
    return Checked(ok=True, is_first=_held(mine) is Held.FIRST)


def _is_right(kept: str, advisor: AdvisorId, password: str) -> bool:
    from nacl.exceptions import CryptoError  # late: only a password needs it
    from nacl.pwhash import argon2id

    if len(password) > MAX_LENGTH:
        return False
    with suppress(CryptoError, ValueError):
        return bool(argon2id.verify(kept.encode("ascii"), _bound(advisor, password)))
    return False


def _bound(advisor: AdvisorId, password: str) -> bytes:
    """What is hashed: a hash moved to another advisor's name opens nothing."""
    return f"{advisor}\0{unicodedata.normalize('NFC', password)}".encode()


@contextmanager
def _alone(data: Path) -> Iterator[None]:
    """One try or change at a time, of all windows and commands: none undoes another's."""
    path = register_folder(data) / _LOCK
    with ExitStack() as stack:
        try:
            path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
            stack.callback(os.close, handle)
            locks.wait_for(handle)
        except OSError as error:
            raise CannotWrite(path.with_name(_FILE), error) from error
        yield


def _load(data: Path) -> dict[str, dict[str, Any]]:
    path = register_folder(data) / _FILE
    try:
        with path.open("rb") as file:
            found = json.loads(file.read(_MAX_BYTES))
    except FileNotFoundError:
        return {}
    except (OSError, ValueError, RecursionError):
        found = None
    version = found.get("format", _FORMAT) if isinstance(found, dict) else None
    if is_newer(version, _FORMAT):
        raise NewerData(path)
    # A file without its number is of the first form, and gets it when it is next written.
    is_known = version == _FORMAT and not isinstance(version, bool)
    kept = found.get("advisors") if isinstance(found, dict) and is_known else None
    if not isinstance(kept, dict) or not all(_is_sound(each) for each in kept.values()):
        raise RegisterDamaged(phrase("register.passwords-damaged", path=shown(path)))
    return dict(kept)


def _is_sound(kept: object) -> bool:
    # A spoilt file must not be able to take all the memory, or an hour.
    cost = f"$argon2id$v=19$m={MEMORY // 1024},t={PASSES},p=1$"
    return (
        isinstance(kept, dict)
        and isinstance(kept.get("hash"), str)
        and kept["hash"].startswith(cost)
        and len(kept["hash"]) < 200
        and isinstance(kept.get("tries"), int)
        and isinstance(kept.get("until"), int | float)
        and isinstance(kept.get("first", False), bool)
    )


def _keep(data: Path, found: dict[str, dict[str, Any]]) -> None:
    path = register_folder(data) / _FILE
    text = json.dumps({"format": _FORMAT, "advisors": found}, indent=1)
    try:
        files.write_atomically(path, text.encode("utf-8"))
        if os.name != "nt":
            path.chmod(0o600)
    except OSError as error:
        raise CannotWrite(path, error) from error
