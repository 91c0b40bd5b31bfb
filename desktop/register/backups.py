"""Copies of the register: made whole and checked before they count, thinned out as they age."""

from __future__ import annotations

import contextlib
import os
import re
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

from desktop import configuration
from desktop.errors import CannotWrite, shown
from desktop.files import sync_folder
from desktop.register.engine import APPLICATION_ID, File, connect, named
from desktop.register.faults import RegisterDamaged, RegisterReadOnly
from desktop.register.model import Backup
from desktop.register.places import copies_folder
from desktop.text import phrase

KINDS = ("daily", "asked", "migration", "restore")
KEPT_OTHERS = 3
_NAME = re.compile(rf"cases-(\d{{8}}-\d{{6}})-({'|'.join(KINDS)})\.db")
_STAMP = "%Y%m%d-%H%M%S"


def list_backups(data: Path) -> tuple[Backup, ...]:
    """The copies there are, newest first; raises RegisterReadOnly where one may not look."""
    folder = copies_folder(data)
    try:
        found = [copy for path in folder.iterdir() if (copy := _backup(path))]
    except FileNotFoundError:
        return ()
    except OSError:
        raise RegisterReadOnly(phrase("register.cannot-open", path=shown(folder))) from None
    return tuple(sorted(found, key=lambda each: each.name, reverse=True))


def _backup(path: Path) -> Backup | None:
    named_so = _NAME.fullmatch(path.name)
    if not named_so or not path.is_file():
        return None
    made = datetime.strptime(named_so[1], _STAMP).replace(tzinfo=UTC)
    return Backup(path.name, made, named_so[2], path.stat().st_size)


def make(
    file: File, data: Path, kind: str, now: datetime, is_stopped: Callable[[], bool] = lambda: False
) -> Backup:
    """Makes a copy, checks it, and only then gives it its name; raises RegisterFault, CannotWrite.

    The copy is written anew, page by page: nothing that was erased is in it.
    """
    folder = copies_folder(data)
    name = f"cases-{now.astimezone(UTC).strftime(_STAMP)}-{kind}.db"
    part = folder / f".{name}.part"
    try:
        folder.mkdir(exist_ok=True)
        part.unlink(missing_ok=True)
        with named(file.path):
            file.copy_into(part, is_stopped)
        check_copy(part)
        _sync(part)
        part.replace(folder / name)
        sync_folder(folder)
    except OSError as error:
        raise CannotWrite(folder, error) from error
    finally:
        with contextlib.suppress(OSError):
            part.unlink(missing_ok=True)
    return Backup(name, now.replace(microsecond=0), kind, (folder / name).stat().st_size)


def check_copy(path: Path) -> None:
    """Reads all of a copy; raises RegisterDamaged unless it is one of ours and whole."""
    with named(path), closing(connect(path, "copy")) as connection:
        owner = connection.execute("PRAGMA application_id").fetchone()[0]
        found = connection.execute("PRAGMA integrity_check(1)").fetchone()[0]
    if owner != APPLICATION_ID or found != "ok":
        raise RegisterDamaged(phrase("register.bad-copy", path=shown(path)))


def _sync(path: Path) -> None:
    handle = os.open(path, os.O_RDWR)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def daily(
    file: File,
    data: Path,
    settings: configuration.Register,
    now: datetime,
    is_stopped: Callable[[], bool] = lambda: False,
) -> Backup | None:
    """Makes the copy of the day unless it is there; None if it is."""
    today = now.astimezone().date()
    made = [each for each in list_backups(data) if each.kind == "daily"]
    if any(each.made.astimezone().date() == today for each in made):
        return None
    copy = make(file, data, "daily", now, is_stopped)
    forget_old(data, settings)
    return copy


def forget_old(data: Path, settings: configuration.Register) -> tuple[str, ...]:
    """Deletes the copies that are no longer kept; gives their names."""
    found = list_backups(data)
    kept = set(_kept_daily([each for each in found if each.kind == "daily"], settings))
    for kind in KINDS[1:]:
        kept |= {each.name for each in [e for e in found if e.kind == kind][:KEPT_OTHERS]}
    old = tuple(each.name for each in found if each.name not in kept)
    for name in old:
        with contextlib.suppress(OSError):
            (copies_folder(data) / name).unlink()
    return old


def _kept_daily(found: list[Backup], settings: configuration.Register) -> set[str]:
    """The newest few, and the newest of each of the last weeks."""
    kept = {each.name for each in found[: settings.backups_daily]}
    weeks: dict[tuple[int, int], str] = {}
    for each in found:
        year, week, _ = each.made.astimezone().isocalendar()
        weeks.setdefault((year, week), each.name)
    return kept | set(list(weeks.values())[: settings.backups_weekly])
