"""The data folder: may it be written, is it really on this machine, is there room."""

from __future__ import annotations

import errno
import os
import re
import shutil
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from desktop.doctor.finding import Finding, fault, warning, well
from desktop.doctor.patient import Patient
from desktop.errors import reason_of

MEBIBYTE = 2**20
LITTLE, TOO_LITTLE = 500, 50
"""Mebibytes: a register of ten years with its copies takes less than the first."""

NETWORK = {
    *("nfs", "nfs4", "cifs", "smb3", "smbfs", "9p", "afs", "ceph", "glusterfs", "lustre"),
    *("ncpfs", "davfs", "fuse.sshfs", "fuse.davfs2", "fuse.rclone", "fuse.glusterfs", "fuse.s3fs"),
}
SYNCED = re.compile(
    r"(dropbox|onedrive|google ?drive|nextcloud|owncloud|seafile|mega(sync)?|pcloud ?drive"
    r"|icloud ?drive|mobile documents|synology ?drive|kdrive)\b.*",
    re.IGNORECASE,
)
MARKS = (".stfolder", ".dropbox", ".dropbox.cache", ".owncloudsync.log", ".nextcloudsync.log")
_ESCAPED = re.compile(r"\\([0-7]{3})")


def check_data(patient: Patient) -> Finding:
    """Where what is kept is kept: on this machine, and writable."""
    folder = patient.data
    error = why_not_writable(folder)
    if error is not None:
        return fault("data.closed", path=str(folder), reason=reason_of(error))
    if kind := network_kind(folder):
        return fault("data.network", path=str(folder), kind=kind)
    if by := synced_by(folder):
        return fault("data.synced", path=str(folder), by=by)
    return well("data.writable", path=str(folder))


def check_space(patient: Patient) -> Finding:
    """The room left where the data are."""
    try:
        free = shutil.disk_usage(_existing(patient.data)).free // MEBIBYTE
    except OSError as error:
        return fault("space.unknown", reason=reason_of(error))
    if free < TOO_LITTLE:
        return fault("space.none", free_mib=free)
    if free < LITTLE:
        return warning("space.little", free_mib=free, wanted_mib=LITTLE)
    return well("space.enough", free_mib=free)


def why_not_writable(folder: Path) -> OSError | None:
    """What the system answers to a file being made there; None when it can be."""
    try:
        if folder.exists() and not folder.is_dir():
            return NotADirectoryError(errno.ENOTDIR, "is not a folder")
        # A folder not made yet is made by the first start: its parent must be writable.
        with tempfile.TemporaryFile(prefix=".", suffix=".part", dir=_existing(folder)):
            return None
    except OSError as error:
        return error


def _existing(folder: Path) -> Path:
    """The folder, or the first one above it that there is."""
    absolute = folder.absolute()
    # os.path: where one may not look, its answer is no, and the folder above is taken.
    return next((p for p in (absolute, *absolute.parents) if os.path.isdir(p)), absolute)  # noqa: PTH112


def network_kind(folder: Path, mounts: Path = Path("/proc/self/mountinfo")) -> str:
    """The kind of network file system the folder is on, "" for a disk of this machine."""
    if sys.platform == "win32":
        return _network_drive(folder)
    place = _existing(folder).resolve()
    found = [(point, kind) for point, kind in _mounted(mounts) if place.is_relative_to(point)]
    if not found:
        return ""
    # The last of the deepest: what is mounted over another hides it.
    _, kind = max(enumerate(found), key=lambda pair: (len(pair[1][0].parts), pair[0]))[1]
    return kind if kind in NETWORK else ""


def _mounted(mounts: Path) -> Iterator[tuple[Path, str]]:
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
    """Windows: a share, or a letter that stands for one."""
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
        if SYNCED.fullmatch(path.name):
            return path.name
        for mark in MARKS:
            if os.path.lexists(path / mark):
                return path.name
    return ""
