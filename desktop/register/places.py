"""Where the register and its copies are, and whether that is a good place."""

from __future__ import annotations

import shutil
from pathlib import Path

from desktop import disks
from desktop.errors import shown
from desktop.register.faults import RegisterElsewhere
from desktop.text import Phrase, phrase

FOLDER, NAME, COPIES, ERASED = "register", "cases.db", "copies", "erased.txt"
LITTLE_ROOM = 100 * 1024 * 1024


def register_folder(data: Path) -> Path:
    """Where the register and its copies are."""
    return data / FOLDER


def register_file(data: Path) -> Path:
    """The register itself."""
    return data / FOLDER / NAME


def copies_folder(data: Path) -> Path:
    """Where its copies are."""
    return data / FOLDER / COPIES


def erased_file(data: Path) -> Path:
    """The ids of cases that were erased, beside the register: no old copy brings them back."""
    return data / FOLDER / ERASED


def refuse_network(folder: Path) -> None:
    """Raises RegisterElsewhere for a folder of another machine: two would spoil the file."""
    if disks.network_kind(folder):
        raise RegisterElsewhere(phrase("register.network", path=shown(folder)))


def notices(folder: Path) -> tuple[Phrase, ...]:
    """What is good to know about the place, though the register works there."""
    found = []
    if disks.synced_by(folder):
        found.append(phrase("register.synced", path=shown(folder)))
    if shutil.disk_usage(folder).free < LITTLE_ROOM:
        found.append(phrase("register.little-room", path=shown(folder)))
    return tuple(found)
