"""Which guide is in use, and those before it: one small file, replaced whole at each change.

Named tuples: every start makes these, and a dataclass takes six times as long to make.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any, NamedTuple

from desktop.library.copies import name_of
from desktop.library.kept_json import Damaged, read_json, write_json

FILE = "current.json"
MAX_BEFORE = 50
_HEX = frozenset("0123456789abcdef")


class Entry(NamedTuple):
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


class Chosen(NamedTuple):
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
    if set(item) != set(Entry._fields) or type(item["held"]) is not bool:
        raise ValueError("keys")
    if not all(isinstance(item[key], str) for key in Entry._fields[:-1]):
        raise ValueError("text")
    if not all(len(item[key]) == 64 and set(item[key]) <= _HEX for key in ("rules", "content")):
        raise ValueError("hash")
    return Entry(**item)


def write_chosen(library: Path, chosen: Chosen) -> None:
    """Makes the choice, in one step; raises CannotWrite."""
    before = [entry._asdict() for entry in chosen.before[-MAX_BEFORE:]]
    write_json(library / FILE, {"current": chosen.current._asdict(), "before": before})
