"""The data folder: may it be written, is it really on this machine, is there room."""

from __future__ import annotations

import errno
import shutil
import tempfile
from pathlib import Path

from desktop.disks import existing, network_kind, synced_by
from desktop.doctor.finding import Finding, fault, warning, well
from desktop.doctor.patient import Patient
from desktop.errors import reason_of

MEBIBYTE = 2**20
LITTLE, TOO_LITTLE = 500, 50
"""Mebibytes: a register of ten years with its copies takes less than the first."""


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
        free = shutil.disk_usage(existing(patient.data)).free // MEBIBYTE
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
        with tempfile.TemporaryFile(prefix=".", suffix=".part", dir=existing(folder)):
            return None
    except OSError as error:
        return error
