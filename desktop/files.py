"""Writes a file whole or not at all: a crash or a full disk leaves what was there before."""

from __future__ import annotations

import contextlib
import os
import tempfile
from pathlib import Path

from desktop.errors import CannotWrite


def write_atomically(path: Path, content: bytes) -> None:
    """Puts `content` at `path`, on the disk before it is in place; raises CannotWrite."""
    try:
        _replace(path, content)
    except OSError as error:
        raise CannotWrite(path, error) from error


def _replace(path: Path, content: bytes) -> None:
    if path.is_dir():
        raise IsADirectoryError(21, "is a directory")
    handle, name = tempfile.mkstemp(prefix=".", suffix=".part", dir=path.parent)
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        # mkstemp makes private files; a sheet is as readable as any file the person saves.
        temporary.chmod(_usual_mode())
        temporary.replace(path)
    except BaseException:
        with contextlib.suppress(OSError):
            temporary.unlink()
        raise
    sync_folder(path.parent)


def _usual_mode() -> int:
    mask = os.umask(0o077)
    os.umask(mask)
    return 0o666 & ~mask


def sync_folder(folder: Path) -> None:
    """Makes a rename in `folder` outlive a power cut."""
    if os.name == "nt":
        return  # Windows has no such call: the rename itself is durable there
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
