"""Freezes the program by PyInstaller, then makes it small: symbols, search paths, ICU's data."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

from release import elf, icu
from release.debian import CannotBuild
from release.staging import walk

ROOT = Path(__file__).resolve().parents[2]
SPEC = ROOT / "packaging" / "bundle" / "aiguillage.spec"
NAMES = ("aiguillage", "aiguillage-portable")
LIMIT = 900  # seconds


def freeze(place: Path, epoch: int) -> list[Path]:
    """Make the bundles in `place`: Debian's, then the portable one. Raises CannotBuild.

    On Windows (not tried yet) there is one, for the installer.
    """
    shutil.rmtree(place, ignore_errors=True)
    command = [sys.executable, "-m", "PyInstaller", "--noconfirm", "--log-level", "ERROR"]
    command += ["--distpath", str(place), "--workpath", str(place / "work"), str(SPEC)]
    settled = {
        "PYTHONHASHSEED": "0",
        "SOURCE_DATE_EPOCH": str(epoch),
        "PYINSTALLER_CONFIG_DIR": str(place / "work"),
        # The archive compresses everything together: smaller than modules one by one.
        "PYINSTALLER_ZLIB_COMPRESSION_LEVEL": "0",
    }
    done = subprocess.run(
        command,
        env={**os.environ, **settled},
        capture_output=True,
        text=True,
        timeout=LIMIT,
        check=False,
    )
    if done.returncode != 0:
        raise CannotBuild(f"PyInstaller: {done.stderr.strip()[-2000:]}")
    shutil.rmtree(place / "work")
    if sys.platform == "win32":
        return [place / NAMES[0]]
    bundles = [place / name for name in NAMES]
    for bundle in bundles:
        lighten(bundle)
    return bundles


def lighten(bundle: Path) -> None:
    """Take off every program and library of `bundle` what running it does not need."""
    libraries = find_libraries(bundle)
    for start in range(0, len(libraries), 50):
        some = [str(path) for path in libraries[start : start + 50]]
        subprocess.run(["strip", "--strip-unneeded", *some], check=True)
    for path in libraries:
        content = path.read_bytes()
        lighter = elf.without_search_paths(content)
        if path.name.startswith("libicudata.so"):
            lighter = icu.lighten(lighter)
        if lighter != content:
            path.write_bytes(lighter)
    put_in_order(bundle / "_internal" / "base_library.zip")


def put_in_order(archive: Path) -> None:
    """Write the archive anew by the order of names: PyInstaller's changes with the folder."""
    with zipfile.ZipFile(archive) as found:
        members = {name: found.read(name) for name in sorted(found.namelist())}
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_STORED) as ordered:
        for name, content in members.items():
            ordered.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), content)


def find_libraries(folder: Path) -> list[Path]:
    """Every program and library in `folder`."""
    return [path for path in walk(folder) if path.is_file() and _is_binary(path)]


def _is_binary(path: Path) -> bool:
    with path.open("rb") as file:
        return file.read(4) == b"\x7fELF"
