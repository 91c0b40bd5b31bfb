"""Looks at a register's file before it is used: ours, not too new, whole, and of this version."""

from __future__ import annotations

from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from desktop import configuration
from desktop.errors import CannotWrite, shown
from desktop.register import backups, migrations, places
from desktop.register.engine import APPLICATION_ID, File, connect, named
from desktop.register.faults import (
    RegisterDamaged,
    RegisterGone,
    RegisterLocked,
    RegisterReadOnly,
    RegisterTooNew,
)
from desktop.register.presence import Glimpse, Presence
from desktop.text import Phrase, phrase

CHECKED_FIRST = 256 * 1024 * 1024
"""After a fall, a file up to this size (a second's reading) is checked before it is handed over; a
larger one once it is open (`Register.check`)."""


@dataclass(frozen=True, slots=True)
class Opened:
    """An open file; `ended_well` is False when the program before did not close it."""

    file: File
    presence: Presence
    ended_well: bool
    notices: tuple[Phrase, ...]


def open_file(data: Path, settings: configuration.Register, now: datetime) -> Opened:
    """The register's file, made if there is none; raises RegisterFault, CannotWrite."""
    path = places.register_file(data)
    make_folder(data)
    presence = enter(data)
    try:
        journal = path.with_name(f"{path.name}-wal")
        ended_well = not (presence.was_alone and journal.exists() and journal.stat().st_size)
        with named(path):
            version = look(data)
        file = File(path)
        try:
            _prepare(file, data, settings, version, now, ended_well)
        except BaseException:
            file.close()
            raise
    except BaseException:
        presence.close()
        raise
    presence.share()
    return Opened(file, presence, ended_well, places.notices(path.parent))


def open_to_read(data: Path) -> Opened:
    """The register's file where nothing can be written; raises RegisterFault."""
    path = places.register_file(data)
    places.refuse_network(path.parent)
    presence = Glimpse(path.parent)
    try:
        with named(path):
            file = File(path, is_read_only=True)
            with file.reading() as connection:
                if not migrations.is_current(connection):
                    raise RegisterReadOnly(phrase("register.read-only", path=shown(path)))
    except BaseException:
        presence.close()
        raise
    return Opened(file, presence, True, (phrase("register.only-read", path=shown(path.parent)),))


def make_folder(data: Path) -> None:
    """The register's folder, for its user alone; raises RegisterFault on a network, CannotWrite."""
    folder = places.register_folder(data)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        if not (folder / ".open").exists():
            folder.chmod(0o700)  # a first time: nobody else on this machine reads it
    except OSError as error:
        raise CannotWrite(folder, error) from error
    places.refuse_network(folder)


def enter(data: Path) -> Presence:
    """Marks the register as open; raises RegisterLocked while it is being replaced."""
    folder = places.register_folder(data)
    try:
        return Presence(folder)
    except BlockingIOError:
        raise RegisterLocked(phrase("register.locked")) from None
    except OSError as error:
        raise CannotWrite(folder, error) from error


def look(data: Path) -> int:
    """The version of the file, without touching it; 0 where a first one is to be made.

    Raises RegisterGone where there are copies but no register: an empty one would hide the loss.
    """
    path = places.register_file(data)
    if not path.exists() or path.stat().st_size == 0:
        if backups.list_backups(data):
            raise RegisterGone(phrase("register.missing", path=shown(path)))
        return 0
    if not path.is_file():
        raise RegisterDamaged(phrase("register.not-a-register", path=shown(path)))
    with closing(connect(path, "ro")) as connection:
        owner = connection.execute("PRAGMA application_id").fetchone()[0]
        version = int(connection.execute("PRAGMA user_version").fetchone()[0])
        tables = connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()[0]
    if owner == version == tables == 0:
        return 0  # a first start that was cut short
    if owner != APPLICATION_ID or version < 1:
        raise RegisterDamaged(phrase("register.not-a-register", path=shown(path)))
    if version > migrations.CURRENT:
        raise RegisterTooNew(phrase("register.too-new", path=shown(path)))
    return version


def _prepare(
    file: File,
    data: Path,
    settings: configuration.Register,
    version: int,
    now: datetime,
    ended_well: bool,
) -> None:
    if version and not ended_well and file.size() <= CHECKED_FIRST:
        file.check_quickly()
    with file.reading() as connection:
        if migrations.is_current(connection):
            return
    if version:
        backups.make(file, data, "migration", now)
    with file.writing() as connection:
        migrations.migrate(connection, now.astimezone().date())
    backups.forget_old(data, settings)
