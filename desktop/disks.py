"""Whose disk a folder is on: this machine's, another's, or one that a program copies elsewhere."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterator
from pathlib import Path

NETWORK = {
    *("nfs", "nfs4", "cifs", "smb3", "smbfs", "9p", "9p2000", "afs", "ceph", "glusterfs", "lustre"),
    *("ncpfs", "davfs", "fuse.sshfs", "fuse.davfs2", "fuse.rclone", "fuse.glusterfs", "fuse.s3fs"),
}
"""The kinds of file system whose files another machine keeps."""
_SYNCED = re.compile(
    r"(dropbox|onedrive|google ?drive|nextcloud|owncloud|seafile|mega(sync)?|pcloud ?drive"
    r"|icloud ?drive|mobile documents|synology ?drive|kdrive)\b.*",
    re.IGNORECASE,
)
_MARKS = (".stfolder", ".dropbox", ".dropbox.cache", ".owncloudsync.log", ".nextcloudsync.log")
_ESCAPED = re.compile(r"\\([0-7]{3})")
_MOUNTS = Path("/proc/self/mountinfo")


def existing(folder: Path) -> Path:
    """The folder, or the first one above it that there is."""
    absolute = folder.absolute()
    # os.path: where one may not look, its answer is no, and the folder above is taken.
    return next((p for p in (absolute, *absolute.parents) if os.path.isdir(p)), absolute)  # noqa: PTH112


def network_kind(folder: Path, mounts: Path = _MOUNTS) -> str:
    """The kind of network file system the folder is on, "" for a disk of this machine."""
    if str(folder).startswith("\\\\"):
        return "smb"
    if sys.platform == "win32":
        return _network_drive(folder)
    place = existing(folder).resolve()
    found = [(point, kind) for point, kind in mounted(mounts) if place.is_relative_to(point)]
    if not found:
        return ""
    # The last of the deepest: what is mounted over another hides it.
    _, kind = max(enumerate(found), key=lambda pair: (len(pair[1][0].parts), pair[0]))[1]
    return kind if kind in NETWORK else ""


def mounted(mounts: Path = _MOUNTS) -> Iterator[tuple[Path, str]]:
    """Where something is mounted, and of which kind; nothing where the system does not say."""
    try:
        lines = mounts.read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return
    for line in lines:
        before, _, after = line.partition(" - ")
        words, kinds = before.split(), after.split()
        if len(words) > 4 and kinds:
            yield Path(_ESCAPED.sub(lambda code: chr(int(code[1], 8)), words[4])), kinds[0]


def _network_drive(folder: Path) -> str:
    """Windows: a letter that stands for a share, or a share that the path hides."""
    anchor = str(folder.absolute().anchor)
    if anchor.startswith("\\\\"):
        return "smb"
    import ctypes  # late: on Windows alone

    remote = 4
    kind = ctypes.windll.kernel32.GetDriveTypeW(anchor)  # type: ignore[attr-defined,unused-ignore]
    return "smb" if kind == remote else ""


def synced_by(folder: Path) -> str:
    """The name of the folder above that another program copies elsewhere, "" for none."""
    absolute = folder.absolute()
    for path in (absolute, *absolute.parents):
        if _SYNCED.fullmatch(path.name):
            return path.name
        for mark in _MARKS:
            if os.path.lexists(path / mark):
                return path.name
    return ""
