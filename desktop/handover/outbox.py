"""The private folder from which other programs open what was made; emptied at start and end."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterable
from pathlib import Path

from desktop.errors import CannotWrite
from desktop.handover.model import File

FOLDER = "handover"


class Outbox:
    """Files on their way to another program, inside the folder of data."""

    def __init__(self, data: Path) -> None:
        self._folder = data / FOLDER

    def put(self, files: Iterable[File]) -> tuple[Path, ...]:
        """Writes the files, for this user alone, side by side; raises CannotWrite."""
        try:
            self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            self._folder.chmod(0o700)
            place = Path(tempfile.mkdtemp(dir=self._folder))
            return tuple(_write(place / file.name, file.content) for file in files)
        except OSError as error:
            raise CannotWrite(self._folder, error) from error

    def empty(self) -> bool:
        """Deletes all that is there; whether nothing is left.

        A file that another program still holds open stays, on some systems, until the next time.
        """
        if self._folder.is_symlink():
            self._folder.unlink()
        shutil.rmtree(self._folder, ignore_errors=True)
        return not self._folder.exists()


def _write(path: Path, content: bytes) -> Path:
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o600)
    with os.fdopen(handle, "wb") as file:
        file.write(content)
    return path
