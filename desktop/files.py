"""Writes a file whole or not at all: a crash or a full disk leaves what was there before."""

from __future__ import annotations

import contextlib
import errno
import os
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from desktop.errors import CannotRead, CannotWrite


def read_if_there(path: Path) -> bytes:
    """What is in the file, nothing if there is none; raises CannotRead."""
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return b""
    except OSError as error:
        raise CannotRead(path, error) from error


def write_atomically(path: Path, content: bytes) -> None:
    """Puts `content` at `path`, on the disk before it is in place; raises CannotWrite."""
    with replacing(path) as file:
        file.write(content)


def make_folder(folder: Path) -> None:
    """Makes the folder, unless it is there; raises CannotWrite."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise CannotWrite(folder, error) from error


@contextlib.contextmanager
def replacing(path: Path) -> Iterator[BinaryIO]:
    """A file to write that takes the place of `path` when all is well; raises CannotWrite.

    Whatever is raised inside, Ctrl-C too, leaves what was there before, and nothing else.
    """
    try:
        with _replacing(path) as file:
            yield file
    except OSError as error:
        raise CannotWrite(path, error) from error


@contextlib.contextmanager
def _replacing(path: Path) -> Iterator[BinaryIO]:
    if path.is_dir():
        raise IsADirectoryError(errno.EISDIR, "is a directory")
    if path.exists() and not path.is_file():
        # /dev/stdout, a pipe: a rename would put an ordinary file in its place.
        raise OSError(errno.ENODEV, "is not a file")
    handle, name = tempfile.mkstemp(prefix=".", suffix=".part", dir=path.parent)
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        # mkstemp makes private files; a sheet is as readable as any file the person saves.
        temporary.chmod(_usual_mode())
        temporary.replace(path)
    except BaseException:
        with contextlib.suppress(OSError):
            temporary.unlink()
        raise
    with contextlib.suppress(OSError):
        sync_folder(path.parent)  # some file systems cannot; the file is in place all the same


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
