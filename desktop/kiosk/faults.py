"""The operator's log of the kiosk: which fault, when. Codes only, never a word of a visitor."""

from __future__ import annotations

import contextlib
import json
import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from desktop.kiosk.folder import MAX_BYTES, OWN_ONLY, find_file, kiosk_folder, parse_object
from desktop.text import Phrase, load_catalogue, phrase

MAX_LOG_BYTES = 256 * 1024
"""Of the file in use; the one before is kept beside it, and nothing older."""

_FILE, _BEFORE = "faults.jsonl", "faults.before.jsonl"
_CODE = re.compile(r"[a-z][a-z0-9-]{0,39}")


@dataclass(frozen=True, slots=True)
class FaultSeen:
    """One kind of fault on one day: how often, and when it was last noted."""

    code: str
    times: int
    last: datetime

    @property
    def phrase(self) -> Phrase:
        """The fault in a sentence for the operator."""
        known = f"kiosk-core.fault.{self.code}"
        if known in load_catalogue("fr"):
            return Phrase(known)
        return phrase("kiosk-core.fault-other", code=self.code)


def note_fault(data: Path, code: str, now: datetime) -> bool:
    """Adds one fault to the log; whether it could. A full disk must not stop a visitor too.

    Raises ValueError for a code that is not one: lower-case words joined by hyphens.
    """
    if not _CODE.fullmatch(code):
        raise ValueError("a fault is noted by its code alone")
    line = json.dumps({"at": now.isoformat(timespec="seconds"), "code": code}) + "\n"
    try:
        _append(kiosk_folder(data) / _FILE, line.encode("ascii"))
    except OSError:
        return False
    return True


def _append(path: Path, line: bytes) -> None:
    with contextlib.suppress(FileNotFoundError):
        if path.stat().st_size + len(line) > MAX_LOG_BYTES:
            path.replace(path.with_name(_BEFORE))
    handle = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, OWN_ONLY)
    try:
        # After a write cut short, the new line begins on a line of its own.
        os.write(handle, line if _ends_whole(path) else b"\n" + line)
    finally:
        os.close(handle)


def _ends_whole(path: Path) -> bool:
    with path.open("rb") as file:
        if file.seek(0, os.SEEK_END) == 0:
            return True
        file.seek(-1, os.SEEK_END)
        return file.read(1) == b"\n"


def faults_on(data: Path, day: date) -> tuple[FaultSeen, ...]:
    """The faults noted on a day, the latest first; what cannot be read is passed over."""
    seen: dict[str, FaultSeen] = {}
    for at, code in _noted(data):
        if at.date() == day:
            before = seen.get(code)
            last = max(at, before.last) if before else at
            seen[code] = FaultSeen(code, before.times + 1 if before else 1, last)
    return tuple(sorted(seen.values(), key=lambda fault: fault.last, reverse=True))


def faults_today(data: Path, now: datetime) -> tuple[FaultSeen, ...]:
    """The faults noted today, the latest first."""
    return faults_on(data, now.date())


def _noted(data: Path) -> Iterator[tuple[datetime, str]]:
    for name in (_BEFORE, _FILE):
        try:
            with find_file(data, name).open("rb") as file:
                lines = file.read(MAX_LOG_BYTES + MAX_BYTES).splitlines()
        except OSError:
            continue
        for line in lines:
            if (noted := _parse(line)) is not None:
                yield noted


def _parse(line: bytes) -> tuple[datetime, str] | None:
    found = parse_object(line) or {}
    code, at = found.get("code"), found.get("at")
    if not isinstance(code, str) or not isinstance(at, str) or not _CODE.fullmatch(code):
        return None
    try:
        return datetime.fromisoformat(at).replace(tzinfo=None), code
    except ValueError:
        return None
