"""Which guide is in use, and those before it: one small file, replaced whole at each change."""

from __future__ import annotations

import re
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import Any

from desktop.library.kept_json import Damaged, read_json, write_json
from desktop.library.shelf import name_of

FILE = "current.json"
MAX_BEFORE = 50
_HASH = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True, slots=True)
class Entry:
    """One guide that was taken into use. `held`: chosen by hand though a newer one was there."""

    guide: str
    version: str
    rules: str
    content: str
    since: str
    held: bool = False

    @property
    def name(self) -> str:
        """Its copy's name."""
        return name_of(self.rules, self.content)


@dataclass(frozen=True, slots=True)
class Chosen:
    """The guide in use, and those before it, the last one last."""

    current: Entry
    before: tuple[Entry, ...] = ()


def read_chosen(library: Path) -> Chosen | None:
    """What the library says; None while nothing was ever chosen. Raises Damaged."""
    data = read_json(library / FILE)
    if data is None:
        return None
    try:
        before = tuple(_entry(item) for item in data["before"])
        return Chosen(_entry(data["current"]), before)
    except (KeyError, TypeError, ValueError) as error:
        raise Damaged(FILE) from error


def _entry(item: dict[str, Any]) -> Entry:
    if set(item) != {field.name for field in fields(Entry)} or type(item["held"]) is not bool:
        raise ValueError("keys")
    if not all(_HASH.fullmatch(item[key]) for key in ("rules", "content")):
        raise ValueError("hash")
    if not all(isinstance(item[key], str) for key in ("guide", "version", "since")):
        raise ValueError("text")
    return Entry(**item)


def write_chosen(library: Path, chosen: Chosen) -> None:
    """Makes the choice, in one step; raises CannotWrite."""
    before = [asdict(entry) for entry in chosen.before[-MAX_BEFORE:]]
    write_json(library / FILE, {"current": asdict(chosen.current), "before": before})
