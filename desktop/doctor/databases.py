"""The register and the kiosk's counters: read from end to end, and how much is in them."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from contextlib import closing
from pathlib import Path
from typing import Any

from desktop.doctor.finding import Finding, fault, note, well
from desktop.doctor.patient import Patient
from desktop.errors import shown
from desktop.kiosk import counts_file
from desktop.kiosk.folder import find_file
from desktop.register.faults import (
    RegisterDamaged,
    RegisterFault,
    RegisterGone,
    RegisterReadOnly,
    RegisterTooNew,
)
from desktop.text import phrase

COUNTS = "counts.db"


def check_register(patient: Patient) -> Finding:
    """Whether the register can be read from end to end."""
    try:
        tables = count_register(patient.data)
    except RegisterTooNew as error:
        return fault("register.newer", reason=error.phrase)
    except RegisterGone as error:
        return fault("register.missing", reason=error.phrase)
    except RegisterDamaged as error:
        return fault("register.damaged", reason=error.phrase)
    except RegisterFault as error:
        return fault("register.closed", reason=error.phrase)
    if tables is None:
        return note("register.none")
    return well("register.sound", n=tables["cases"])


def count_register(data: Path) -> Mapping[str, int] | None:
    """How many rows each table of the register has, once all of it was read; None without one.

    Raises RegisterFault; changes nothing.
    """
    from desktop.register.backups import list_backups  # late, with the rest: it brings SQLAlchemy
    from desktop.register.engine import named
    from desktop.register.places import register_file

    path = register_file(data)
    try:
        if not path.exists():
            if list_backups(data):
                raise RegisterGone(phrase("register.missing", path=shown(path)))
            return None
        if not path.is_file():  # a pipe would never end
            raise RegisterDamaged(phrase("register.not-a-register", path=shown(path)))
    except OSError:
        raise RegisterReadOnly(phrase("register.cannot-open", path=shown(path))) from None
    with named(path), closing(_opened(path)) as database:
        return _read_whole(database, path)


def _opened(path: Path) -> Any:
    """A connection that leaves no trace: neither a journal of its own nor the end of another's."""
    from desktop.register.engine import connect

    journal = path.with_name(f"{path.name}-wal")
    in_use = journal.exists() and journal.stat().st_size > 0
    return connect(path, "ro" if in_use else "copy")


def _read_whole(database: Any, path: Path) -> dict[str, int]:
    from desktop.register import migrations
    from desktop.register.engine import APPLICATION_ID
    from desktop.register.tables import METADATA

    owner, version = _number(database, "application_id"), _number(database, "user_version")
    if owner != APPLICATION_ID or version < 1:
        raise RegisterDamaged(phrase("register.not-a-register", path=shown(path)))
    if version > migrations.CURRENT:
        raise RegisterTooNew(phrase("register.too-new", path=shown(path)))
    if database.execute("PRAGMA quick_check(1)").fetchone() != ("ok",):
        raise RegisterDamaged(phrase("register.damaged", path=shown(path)))
    there = {row[0] for row in database.execute("SELECT name FROM sqlite_schema")}
    return {name: _rows(database, name) for name in METADATA.tables if name in there}


def check_counts(patient: Patient) -> Finding:
    """Whether the kiosk's counters can be read from end to end."""
    path = find_file(patient.data, COUNTS)
    try:
        n = count_counts(path)
    except counts_file.Newer:
        return fault("counts.newer", path=str(path))
    except (sqlite3.DatabaseError, counts_file.Damaged):
        return fault("counts.damaged", path=str(path))
    except OSError:
        return fault("counts.closed", path=str(path))
    return note("counts.none") if n is None else well("counts.sound", n=n)


def count_counts(path: Path) -> int | None:
    """How many counters there are, once all of the file was read; None without a file."""
    try:
        if not path.stat().st_size:
            return None
    except FileNotFoundError:
        return None
    with counts_file.damage_told(), closing(counts_file.open_to_read(path)) as database:
        if database.execute("PRAGMA quick_check(1)").fetchone() != ("ok",):
            raise counts_file.Damaged
        return _rows(database, "counts")


def _number(database: Any, pragma: str) -> int:
    return int(database.execute(f"PRAGMA {pragma}").fetchone()[0])


def _rows(database: Any, table: str) -> int:
    """The number of rows; `table` is one of our own names."""
    return int(database.execute(f'SELECT count(*) FROM "{table}"').fetchone()[0])
