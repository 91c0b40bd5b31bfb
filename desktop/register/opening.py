"""Looks at a register's file before it is used: ours, not too new, whole, and of this version."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

from desktop.errors import CannotWrite
from desktop.register import migrations
from desktop.register.engine import APPLICATION_ID, File, connect, named
from desktop.register.faults import RegisterDamaged, RegisterTooNew, shown
from desktop.text import phrase

FOLDER = "register"
NAME = "cases.db"


def register_folder(data: Path) -> Path:
    """Where the register and its copies are."""
    return data / FOLDER


def register_file(data: Path) -> Path:
    """The register itself."""
    return register_folder(data) / NAME


def open_file(data: Path) -> File:
    """The register's file, made if there is none; raises RegisterFault, CannotWrite."""
    path = register_file(data)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise CannotWrite(path.parent, error) from error
    with named(path):
        version = _look(path)
        if version < migrations.CURRENT:
            with closing(connect(path)) as connection:
                migrations.migrate(connection)
    return File(path)


def _look(path: Path) -> int:
    """The version of the file, read without touching it; 0 where there is none."""
    if not path.exists() or path.stat().st_size == 0:
        return 0
    with closing(connect(path, "ro")) as connection:
        owner, version = migrations.version_of(connection)
    if owner != APPLICATION_ID:
        raise RegisterDamaged(phrase("register.not-a-register", path=shown(path)))
    if version > migrations.CURRENT:
        raise RegisterTooNew(phrase("register.too-new", path=shown(path)))
    return version
