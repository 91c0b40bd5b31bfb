"""The file of the counters: opened for one moment, wiped where overwritten, known when damaged.

It has no write-ahead log, whose pages would show the visits one after another; so the command line
may also read while the kiosk writes, which some systems' SQLite does not bear with such a log.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from desktop.kiosk.folder import OWN_ONLY

FORMAT = 1
APPLICATION = 0x41494B43
"""What marks the file as ours."""

KEPT_ASIDE = 3
SECONDS = 5.0
"""How long one waits for the other."""

_TABLE = """
CREATE TABLE counts (
    day TEXT NOT NULL, half TEXT NOT NULL, dimension TEXT NOT NULL, value TEXT NOT NULL,
    guide TEXT NOT NULL, n INTEGER NOT NULL CHECK (n > 0),
    PRIMARY KEY (day, half, guide, dimension, value)
) STRICT, WITHOUT ROWID
"""
_DAMAGE = {sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_CORRUPT}


class Damaged(Exception):
    """The file is not, or is no longer, one of counters that this version reads."""


class Newer(Exception):
    """The file is of counters that a later version wrote: it is left alone."""


@contextmanager
def damage_told() -> Iterator[None]:
    """Raises Damaged in place of SQLite's errors that mean the file is spoilt."""
    try:
        yield
    except (UnicodeDecodeError, sqlite3.IntegrityError) as error:
        raise Damaged from error  # a name that is no text, a number that is none of ours
    except sqlite3.DatabaseError as error:
        # The lower eight bits: SQLite adds the kind of damage above them.
        if getattr(error, "sqlite_errorcode", 0) & 0xFF in _DAMAGE:
            raise Damaged from error
        if "no such table" in str(error) or "no such column" in str(error):
            raise Damaged from error
        raise


def open_to_write(path: Path) -> sqlite3.Connection:
    """A connection that may write, to a file made when there is none."""
    os.close(os.open(path, os.O_RDWR | os.O_CREAT, OWN_ONLY))
    database = _connect(path, "rw")
    try:
        # EXTRA: also the end of a transaction outlives a power cut.
        for rule in ("journal_mode = DELETE", "synchronous = EXTRA", "secure_delete = ON"):
            database.execute(f"PRAGMA {rule}").fetchall()
        _make_table(database)
    except BaseException:
        database.close()
        raise
    return database


def open_to_read(path: Path) -> sqlite3.Connection:
    """A connection that only reads; it may take back what a killed writer left half done."""
    database = _connect(path, "rw" if os.access(path, os.W_OK) else "ro")
    try:
        database.execute("PRAGMA query_only = ON")
        _check(database)
    except BaseException:
        database.close()
        raise
    return database


def set_aside(path: Path) -> None:
    """Moves a damaged file out of the way, with its journal; keeps a few such files."""
    names = [path.with_name(f"{path.stem}.damaged-{n}{path.suffix}") for n in range(KEPT_ASIDE)]
    place = next((name for name in names if not name.exists()), names[-1])
    path.replace(place)
    journal = _journal(path)
    if journal.exists():
        journal.replace(_journal(place))


def _journal(path: Path) -> Path:
    return path.with_name(f"{path.name}-journal")


def _connect(path: Path, mode: str) -> sqlite3.Connection:
    address = f"{path.absolute().as_uri()}?mode={mode}"
    database = sqlite3.connect(address, uri=True, timeout=SECONDS, isolation_level=None)
    database.execute("PRAGMA temp_store = MEMORY")
    return database


def _make_table(database: sqlite3.Connection) -> None:
    if _is_empty(database):
        database.execute("BEGIN IMMEDIATE")
        if _is_empty(database):  # another may have been first
            database.execute(f"PRAGMA application_id = {APPLICATION}")
            database.execute(f"PRAGMA user_version = {FORMAT}")
            database.execute(_TABLE)
        database.execute("COMMIT")
    _check(database)


def _is_empty(database: sqlite3.Connection) -> bool:
    return database.execute("SELECT 1 FROM sqlite_schema").fetchone() is None


def _check(database: sqlite3.Connection) -> None:
    names = ("application_id", "user_version")
    owner, version = (database.execute(f"PRAGMA {name}").fetchone()[0] for name in names)
    if owner == APPLICATION and version > FORMAT:
        raise Newer
    if (owner, version) != (APPLICATION, FORMAT):
        raise Damaged
