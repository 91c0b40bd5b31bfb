"""Small JSON files of the library: read with a limit, written whole or not at all."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from desktop.errors import CannotWrite
from desktop.files import sync_folder, write_atomically

FORMAT = 1
_MAX_BYTES = 256 * 1024


class Damaged(Exception):
    """A file of the library that cannot be read, or is not what it should be."""


def read_json(path: Path) -> dict[str, Any] | None:
    """The object in the file; None where there is no file. Raises Damaged."""
    try:
        with path.open("rb") as file:
            data = json.loads(file.read(_MAX_BYTES))
    except FileNotFoundError:
        return None
    except (OSError, ValueError, RecursionError) as error:
        raise Damaged(path.name) from error
    if not isinstance(data, dict) or data.get("format") != FORMAT:
        raise Damaged(path.name)
    return data


def write_json(path: Path, data: dict[str, Any]) -> None:
    """Puts the object in the file, atomically, making its folder; raises CannotWrite."""
    text = json.dumps({"format": FORMAT, **data}, ensure_ascii=False, indent=1)
    make_folder(path.parent)
    write_atomically(path, text.encode("utf-8") + b"\n")


def make_folder(folder: Path) -> None:
    """Makes the folder if it is not there, to last; raises CannotWrite."""
    try:
        if not folder.is_dir():
            folder.mkdir(parents=True, exist_ok=True)
            sync_folder(folder.parent)
    except OSError as error:
        raise CannotWrite(folder, error) from error
