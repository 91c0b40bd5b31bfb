"""Where the kiosk keeps what is its own: a folder that only its user reads."""

from __future__ import annotations

import json
import os
from pathlib import Path

FOLDER = "kiosk"
MAX_BYTES = 64 * 1024
OWN_ONLY = 0o600


def kiosk_folder(data: Path) -> Path:
    """The kiosk's folder inside `data`, made when it is not there yet; raises OSError."""
    folder = data / FOLDER
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder


def find_file(data: Path, name: str) -> Path:
    """Where a file of the kiosk is or would be; makes nothing."""
    return data / FOLDER / name


def read_object(path: Path) -> dict[str, object] | None:
    """The JSON object in a small file; None when it is anything else. Raises OSError."""
    handle = os.open(path, os.O_RDONLY | getattr(os, "O_BINARY", 0))
    with os.fdopen(handle, "rb") as file:
        return parse_object(file.read(MAX_BYTES + 1))


def parse_object(raw: bytes) -> dict[str, object] | None:
    """The JSON object in these bytes; None when they are anything else."""
    if len(raw) > MAX_BYTES:
        return None
    try:
        found = json.loads(raw)
    except (ValueError, RecursionError):
        return None
    return found if isinstance(found, dict) else None
