"""One change of the library at a time; a process that is killed gives the lock back."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from desktop import locks
from desktop.errors import BadRequest, CannotWrite
from desktop.library.kept_json import make_folder
from desktop.text import phrase

_FILE = ".lock"


@contextmanager
def alone(library: Path) -> Iterator[None]:
    """Holds the library; raises BadRequest while another process does, CannotWrite."""
    make_folder(library)
    try:
        handle = os.open(library / _FILE, os.O_RDWR | os.O_CREAT, 0o666)
    except OSError as error:
        raise CannotWrite(library, error) from error
    try:
        if not locks.take(handle):
            raise BadRequest(phrase("library.busy"))
        yield
    finally:
        os.close(handle)
