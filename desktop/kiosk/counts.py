"""Counts visits, never keeps one: a number for each half-day, dimension and value."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from desktop.errors import AiguillageError
from desktop.kiosk import counts_file
from desktop.kiosk.counts_file import Damaged, Newer
from desktop.kiosk.faults import note_fault
from desktop.kiosk.folder import find_file, kiosk_folder
from desktop.text import phrase

DIMENSIONS = ("visits", "theme", "need", "member", "department", "language", "end")
ALL = "all"
"""The one value of the dimension `visits`."""

FINISHED, LEFT = "finished", "left:"
HALVES = ("morning", "afternoon")
KEPT_DAYS = 1100
"""Days with visits; older ones are dropped, so that the file cannot grow for ever."""

MOST_VALUES = 200
"""Of one dimension in one visit."""

_NOON = 12
_FILE = "counts.db"
_ID = re.compile(r"[A-Za-z0-9§][A-Za-z0-9§.:/-]{0,119}")
_GUIDE = re.compile(r"[^\x00-\x1f\x7f]{1,100}")

_ADD = """
INSERT INTO counts (day, half, dimension, value, guide, n) VALUES (?, ?, ?, ?, ?, 1)
ON CONFLICT (day, half, guide, dimension, value) DO UPDATE SET n = n + 1
"""
_READ = """
SELECT day, half, guide, dimension, value, n FROM counts WHERE day BETWEEN ? AND ?
ORDER BY day, half DESC, guide
"""
# By the number of days, never by age: a clock that jumps ahead for a day must erase nothing.
_DROP = """
DELETE FROM counts WHERE day < (
    SELECT min(day) FROM (SELECT DISTINCT day FROM counts ORDER BY day DESC LIMIT ?)
)
"""


class CountsUnreadable(AiguillageError):
    """The file of counts is damaged, or may not be opened."""


@dataclass(frozen=True, slots=True)
class CountedVisit:
    """What is counted of one visit: ids only; `end` is FINISHED or `left_at(question)`.

    `guide` is a `guide_label`. A need is written `<theme>/<need>`, so that one hidden in an export
    cannot be worked out from its theme. Raises ValueError for anything that is not an id.
    """

    guide: str
    language: str
    end: str
    department: str = ""
    themes: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    members: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if not _GUIDE.fullmatch(self.guide):
            raise ValueError("a guide is counted under its label")
        for _, values in self._dimensions():
            if len(values) > MOST_VALUES or not all(map(_ID.fullmatch, values)):
                raise ValueError("a visit is counted by ids alone")

    def values(self) -> Iterator[tuple[str, str]]:
        """Each dimension and value to add one to, each once."""
        yield "visits", ALL
        for dimension, values in self._dimensions():
            yield from ((dimension, value) for value in dict.fromkeys(values))

    def _dimensions(self) -> Iterator[tuple[str, tuple[str, ...]]]:
        yield "theme", self.themes
        yield "need", self.needs
        yield "member", self.members
        yield "department", (self.department,) if self.department else ()
        yield "language", (self.language,)
        yield "end", (self.end,)


@dataclass(frozen=True, slots=True, order=True)
class Cell:
    """How many visits of one half-day, under one guide, have this value."""

    day: date
    half: str
    guide: str
    dimension: str
    value: str
    n: int


def guide_label(version: str, rules: str) -> str:
    """The name a guide is counted under: its version and the beginning of its rules' hash."""
    return f"{version} ({rules[:12]})"


def left_at(question: str) -> str:
    """The end of a visit that was left at this question."""
    return f"{LEFT}{question}"


def half_of(now: datetime) -> str:
    """The half of the day: until noon, from noon on."""
    return HALVES[0] if now.hour < _NOON else HALVES[1]


class Counts:
    """The counters of one installation. The file is opened for each visit and closed again."""

    def __init__(self, data: Path) -> None:
        self._data = data

    def add(self, now: datetime, visit: CountedVisit) -> bool:
        """Counts one visit, whole or not at all; whether it is on the disk.

        Waits for the disk: not on the window's thread. What goes wrong is noted as a fault, and a
        damaged file is set aside for a new one.
        """
        try:
            self._add(now, visit)
        except Damaged:
            note_fault(self._data, "counts-damaged", now)
            return self._add_afresh(now, visit)
        except Newer:
            note_fault(self._data, "counts-newer", now)
            return False
        except (sqlite3.Error, OSError):
            note_fault(self._data, "counts-not-kept", now)
            return False
        return True

    def add_many(self, visits: Iterable[tuple[datetime, CountedVisit]]) -> int:
        """Counts many visits in one go, all or none; gives how many. Raises CountsUnreadable.

        For made-up ones: a kiosk writes each visit as it ends.
        """
        path = kiosk_folder(self._data) / _FILE
        counted = 0
        try:
            with counts_file.damage_told(), closing(counts_file.open_to_write(path)) as database:
                database.execute("BEGIN IMMEDIATE")
                for now, visit in visits:
                    database.executemany(_ADD, _rows(now, visit))
                    counted += 1
                database.execute(_DROP, (KEPT_DAYS,))
                database.execute("COMMIT")
        except (sqlite3.Error, OSError, Damaged):
            raise CountsUnreadable(phrase("kiosk-core.counts-damaged", path=str(path))) from None
        return counted

    def _add_afresh(self, now: datetime, visit: CountedVisit) -> bool:
        try:
            counts_file.set_aside(find_file(self._data, _FILE))
            self._add(now, visit)
        except (sqlite3.Error, OSError, Damaged):
            note_fault(self._data, "counts-not-kept", now)
            return False
        return True

    def _add(self, now: datetime, visit: CountedVisit) -> None:
        day, rows = now.date().isoformat(), _rows(now, visit)
        path = kiosk_folder(self._data) / _FILE
        with counts_file.damage_told(), closing(counts_file.open_to_write(path)) as database:
            database.execute("BEGIN IMMEDIATE")
            known = database.execute("SELECT 1 FROM counts WHERE day = ?", (day,)).fetchone()
            database.executemany(_ADD, rows)
            if known is None:
                database.execute(_DROP, (KEPT_DAYS,))
            database.execute("COMMIT")


def _rows(now: datetime, visit: CountedVisit) -> list[tuple[str, ...]]:
    day, half = now.date().isoformat(), half_of(now)
    return [(day, half, name, value, visit.guide) for name, value in visit.values()]


def read_counts(data: Path, since: date = date.min, until: date = date.max) -> list[Cell]:
    """The counters of the days from `since` to `until`, both included, in order.

    Raises CountsUnreadable; changes nothing, even of a damaged file.
    """
    path = find_file(data, _FILE)
    try:
        if not path.exists() or not path.stat().st_size:
            return []  # nothing was counted yet, or a kill came before the first visit
        with counts_file.damage_told(), closing(counts_file.open_to_read(path)) as database:
            rows = database.execute(_READ, (since.isoformat(), until.isoformat())).fetchall()
        return [_to_cell(*row) for row in rows]
    except (Damaged, ValueError):
        raise CountsUnreadable(phrase("kiosk-core.counts-damaged", path=str(path))) from None
    except Newer:
        raise CountsUnreadable(phrase("kiosk-core.counts-newer", path=str(path))) from None
    except (sqlite3.Error, OSError):
        raise CountsUnreadable(phrase("kiosk-core.counts-closed", path=str(path))) from None


def _to_cell(day: str, half: str, guide: str, dimension: str, value: str, n: int) -> Cell:
    if half not in HALVES or dimension not in DIMENSIONS:
        raise ValueError("a spoilt line")
    return Cell(date.fromisoformat(day), half, guide, dimension, value, n)


def visits_on(data: Path, day: date) -> int:
    """How many visits were counted on a day; raises CountsUnreadable."""
    return sum(cell.n for cell in read_counts(data, day, day) if cell.dimension == DIMENSIONS[0])
