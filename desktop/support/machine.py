"""Versions, and which of the program's files there are: sizes and ages, never a name of its own."""

from __future__ import annotations

import os
import platform
import time
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError
from importlib.metadata import version as version_of
from pathlib import Path

from desktop import __version__
from desktop.library.versions import is_version
from desktop.support import known

LIBRARIES = (
    *("PySide6_Essentials", "shiboken6", "PyNaCl", "PyYAML", "SQLAlchemy", "XlsxWriter"),
    *("click", "icalendar", "platformdirs", "python-barcode", "python-stdnum"),
    *("segno", "sqlcipher3", "tomlkit", "typst"),
)
SYSTEMS = {"debian", "ubuntu", "linuxmint", "fedora", "rhel", "rocky", "almalinux", "opensuse-leap"}
_PROCESSORS = {"x86_64", "AMD64", "aarch64", "arm64", "armv7l", "i686"}

FILES = (
    *("settings.json", "aiguillage.toml", "proposed_sayings.yaml", "trusted-keys.json"),
    *("aiguillage.log", "aiguillage.log.1", "aiguillage.log.2", "aiguillage.log.3"),
    *("guides/current.json", "guides/proved.json"),
    *("kiosk/pin.json", "kiosk/counts.db", "kiosk/faults.jsonl", "kiosk/faults.before.jsonl"),
    *("register/cases.db", "register/cases.db-wal", "register/cases.db-shm"),
)
"""The files of a data folder that are told by name."""

_MOST_FILES = 20_000
_DAY = 24 * 60 * 60


def versions() -> dict[str, object]:
    """The program, what it stands on, and the system, as far as they are known ones."""
    found = platform.freedesktop_os_release() if _has_release() else {}
    system, number = found.get("ID", ""), found.get("VERSION_ID", "")
    return {
        "program": __version__,
        "python": known.version(platform.python_version()),
        "libraries": {name: _library(name) for name in LIBRARIES},
        "system": system if system in SYSTEMS else platform.system(),
        "system_version": number if is_version(number) else known.OTHER,
        "processor": platform.machine() if platform.machine() in _PROCESSORS else known.OTHER,
        "processors": os.cpu_count(),
    }


def _has_release() -> bool:
    return any(Path(place).is_file() for place in ("/etc/os-release", "/usr/lib/os-release"))


def _library(name: str) -> str | None:
    try:
        return known.version(version_of(name))
    except PackageNotFoundError:
        return None


def files(data: Path) -> dict[str, object]:
    """The program's own files with size and age in days; all others as one number."""
    told, others, octets = {}, 0, 0
    for path in _inside(data):
        try:
            status = path.lstat()
        except OSError:
            continue
        name = path.relative_to(data).as_posix()
        if name in FILES:
            age = int((time.time() - status.st_mtime) // _DAY)
            told[name] = {"bytes": status.st_size, "days": age}
        else:
            others, octets = others + 1, octets + status.st_size
    return {"files": dict(sorted(told.items())), "others": others, "others_bytes": octets}


def _inside(data: Path) -> Iterator[Path]:
    count = 0
    for folder, _, names in os.walk(data):
        for name in names:
            count += 1
            if count > _MOST_FILES:
                return
            yield Path(folder, name)
