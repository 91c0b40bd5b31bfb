"""Small JSON files of the library: read with a limit, written whole or not at all."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from desktop.errors import CannotWrite, NewerData, is_newer
from desktop.files import sync_folder, write_atomically

FORMAT = 1
_MAX_BYTES = 256 * 1024


class Damaged(Exception):
    """A file of the library that cannot be read, or is not what it should be."""


class Newer(Damaged):
    """A file of the library that a later version of the program wrote."""


def read_json(path: Path) -> dict[str, Any] | None:
    """The object in the file; None where there is no file. Raises Damaged, or Newer."""
    try:
        with path.open("rb") as file:
            data = json.loads(file.read(_MAX_BYTES))
    except FileNotFoundError:
        return None
    except (OSError, ValueError, RecursionError) as error:
        raise Damaged(path.name) from error
    if isinstance(data, dict) and is_newer(data.get("format"), FORMAT):
        raise Newer(path.name)
    if not isinstance(data, dict) or data.get("format") != FORMAT:
        raise Damaged(path.name)
    return data


def write_json(path: Path, data: dict[str, Any]) -> None:
    """Puts the object in the file, atomically, making its folder; raises CannotWrite.

    NewerData, which is one, instead of writing over what a later version of the program wrote.
    """
    refuse_newer(path)
    text = json.dumps({"format": FORMAT, **data}, ensure_ascii=False, indent=1)
    make_folder(path.parent)
    write_atomically(path, text.encode("utf-8") + b"\n")


def refuse_newer(path: Path) -> None:
    """Raises NewerData for a file that a later version of the program wrote."""
    try:
        read_json(path)
    except Newer:
        raise NewerData(path) from None
    except Damaged:
        return


def make_folder(folder: Path) -> None:
    """Makes the folder if it is not there, to last; raises CannotWrite."""
    try:
        if not folder.is_dir():
            folder.mkdir(parents=True, exist_ok=True)
            sync_folder(folder.parent)
    except OSError as error:
        raise CannotWrite(folder, error) from error
