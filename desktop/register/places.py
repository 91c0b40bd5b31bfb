"""Where the register and its copies are, and whether that is a good place."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

from desktop.register.faults import RegisterElsewhere, shown
from desktop.text import Phrase, phrase

FOLDER, NAME, COPIES, ERASED = "register", "cases.db", "copies", "erased.txt"
LITTLE_ROOM = 100 * 1024 * 1024
NETWORK = {"nfs", "nfs4", "cifs", "smb3", "smbfs", "afs", "fuse.sshfs", "9p2000", "ncpfs", "davfs"}
SYNCED = ("dropbox", "onedrive", "nextcloud", "google drive", "icloud", "owncloud", "pcloud")


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


def refuse_network(folder: Path, mounts: Path = Path("/proc/mounts")) -> None:
    """Raises RegisterElsewhere for a folder of another machine: two would spoil the file."""
    if str(folder).startswith("\\\\") or _file_system(folder, mounts) in NETWORK:
        raise RegisterElsewhere(phrase("register.network", path=shown(folder)))


def _file_system(folder: Path, mounts: Path) -> str:
    """The kind of the file system that holds `folder`; "" where the system does not say."""
    try:
        lines = mounts.read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return ""
    place = os.path.realpath(folder)
    best = ("", "")
    for line in lines:
        _, point, kind, *_ = [*line.split(), "", "", ""]
        point = point.replace("\\040", " ")
        if (place + "/").startswith(point.rstrip("/") + "/") and len(point) >= len(best[0]):
            best = (point, kind)
    return best[1]


def notices(folder: Path) -> tuple[Phrase, ...]:
    """What is good to know about the place, though the register works there."""
    found = []
    if any(name in str(folder).lower() for name in SYNCED):
        found.append(phrase("register.synced", path=shown(folder)))
    if shutil.disk_usage(folder).free < LITTLE_ROOM:
        found.append(phrase("register.little-room", path=shown(folder)))
    return tuple(found)
