"""Files from outside: whether they are there, why they cannot be read, never more than a part."""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO


def is_there(path: Path) -> bool:
    """Whether anything is there. Unlike `Path.exists`, a name no system can hold is no fault."""
    return os.path.exists(path)  # noqa: PTH110


def is_folder(path: Path) -> bool:
    """Whether a folder is there; never raises."""
    return os.path.isdir(path)  # noqa: PTH112


def check_file(path: Path) -> None:
    """Raises the OSError that says why this is no file to read.

    A device or a pipe is none: it may never end.
    """
    mode = _mode(path)
    if stat.S_ISDIR(mode):
        raise IsADirectoryError(errno.EISDIR, "is a folder", str(path))
    if not stat.S_ISREG(mode):
        raise OSError(errno.ENODEV, "is not a file", str(path))


def check_folder(path: Path) -> None:
    """Raises the OSError that says why this is no folder."""
    if not stat.S_ISDIR(_mode(path)):
        raise NotADirectoryError(errno.ENOTDIR, "is not a folder", str(path))


def _mode(path: Path) -> int:
    try:
        return path.stat().st_mode
    except ValueError:  # a NUL in the name
        raise FileNotFoundError(errno.ENOENT, "no such name") from None


def lines_of(file: BinaryIO, most: int) -> Iterator[bytes]:
    """Each line of a file; of one longer than `most`, its beginning, one byte past the limit."""
    while line := file.readline(most + 1):
        rest = line
        while rest and not rest.endswith(b"\n"):
            rest = file.readline(most + 1)
        yield line
