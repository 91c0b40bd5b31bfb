"""The language staff chose for the start: kept beside the kiosk's own files."""

from __future__ import annotations

import json
from pathlib import Path

from desktop import files
from desktop.errors import CannotWrite
from desktop.kiosk.folder import find_file, kiosk_folder, read_object
from desktop.text import LANGUAGES

_FILE = "start.json"


def load_language(data: Path) -> str | None:
    """What staff chose; None where they chose nothing that can be read."""
    try:
        found = read_object(find_file(data, _FILE)) or {}
    except OSError:
        return None
    chosen = found.get("language")
    return chosen if isinstance(chosen, str) and chosen in LANGUAGES else None


def save_language(data: Path, language: str) -> None:
    """Keep it for the next starts. Raises CannotWrite."""
    path = find_file(data, _FILE)
    try:
        kiosk_folder(data)
    except OSError as error:
        raise CannotWrite(path, error) from error
    files.write_atomically(path, json.dumps({"language": language}).encode("ascii"))
