"""A copy put back in the register's place, without what was erased since it was made."""

from __future__ import annotations

import contextlib
import shutil
from contextlib import closing
from datetime import datetime
from pathlib import Path

from sqlalchemy import select

from desktop.errors import CannotWrite, shown
from desktop.files import sync_folder
from desktop.register import backups, erasing, migrations, opening, places
from desktop.register.engine import File, connect, named
from desktop.register.faults import (
    RegisterDamaged,
    RegisterFault,
    RegisterLocked,
    RegisterTooNew,
)
from desktop.register.model import AdvisorId, CaseId
from desktop.register.moment import Moment
from desktop.register.tables import cases, personal, tombstones
from desktop.sources import is_there
from desktop.text import phrase

BESIDE = ("", "-wal", "-shm")


def restore(data: Path, copy: Path, by: AdvisorId, now: datetime) -> int:
    """Puts the copy in place; gives how many cases it brought. Nobody may have the register open.

    What was there is kept as a copy, or, where it cannot be read, set aside as it is. Raises
    RegisterLocked, RegisterDamaged, RegisterTooNew, CannotWrite; the register is then as it was.
    """
    _check(copy)
    opening.make_folder(data)
    presence = opening.enter(data)
    try:
        if not presence.was_alone:
            raise RegisterLocked(phrase("register.in-use"))
        part = places.register_folder(data) / ".restored.db"
        try:
            count = _make_ready(data, copy, part, by, now)
            _set_aside(data, now)
            part.replace(places.register_file(data))
            sync_folder(part.parent)
        except OSError as error:
            raise CannotWrite(part.parent, error) from error
        finally:
            _remove(part)
    finally:
        presence.close()
    return count


def _check(copy: Path) -> None:
    if not is_there(copy) or not copy.is_file():
        raise RegisterDamaged(phrase("register.no-copy", path=shown(copy)))
    backups.check_copy(copy)
    with named(copy), closing(connect(copy, "copy")) as connection:
        version = int(connection.execute("PRAGMA user_version").fetchone()[0])
    if version > migrations.CURRENT:
        raise RegisterTooNew(phrase("register.too-new", path=shown(copy)))


def _make_ready(data: Path, copy: Path, part: Path, by: AdvisorId, now: datetime) -> int:
    """The copy as it will stand: of this version, and without what was erased since."""
    erased = _erased(data)
    _remove(part)
    shutil.copyfile(copy, part)
    file = File(part)
    try:
        with file.writing() as connection:
            migrations.migrate(connection, now.astimezone().date())
            moment = Moment(connection, by, now)
            held = select(cases.c.uuid).join(personal, personal.c.id == cases.c.id)
            known = set(connection.execute(held.where(cases.c.uuid.in_(erased))).scalars())
            erasing.erase(moment, sorted(CaseId(each) for each in known))
            erasing.keep_tombstones(moment, erased)
            moment.trace("restored")
            count = connection.exec_driver_sql("SELECT count(*) FROM cases").scalar_one()
        erasing.sweep(file)
    finally:
        file.close()
    return int(count)


def _erased(data: Path) -> set[str]:
    """Every case that was ever erased here, from the list beside and from the register itself."""
    found: set[str] = set(erasing.listed(data))
    path = places.register_file(data)
    with contextlib.suppress(RegisterFault, CannotWrite):
        if path.exists():
            file = File(path)
            try:
                with file.reading() as connection:
                    found |= set(connection.execute(select(tombstones.c.uuid)).scalars())
            finally:
                file.close()
    return found


def _set_aside(data: Path, now: datetime) -> None:
    """Keeps what stands there: as a copy if it is whole, else as it is."""
    path = places.register_file(data)
    if not path.exists():
        return
    try:
        file = File(path)
        try:
            backups.make(file, data, "restore", now)
        finally:
            file.close()
    except RegisterFault:
        stamp = now.strftime("%Y%m%d-%H%M%S")
        for end in BESIDE:
            with contextlib.suppress(FileNotFoundError):
                path.with_name(path.name + end).replace(path.with_name(f"damaged-{stamp}.db{end}"))
        return
    # The journal first: beside another file, it would spoil that one.
    for end in reversed(BESIDE[1:]):
        path.with_name(path.name + end).unlink(missing_ok=True)


def _remove(part: Path) -> None:
    for end in BESIDE:
        with contextlib.suppress(OSError):
            part.with_name(part.name + end).unlink(missing_ok=True)
