"""A bare Debian in a folder, built by debootstrap; what is mounted for a visit ends with it."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import machine_settings

PLACE = "/srv/aiguillage"
KEPT_FOR = 12 * 3600  # seconds: older packages would be fetched again one by one
LIMIT = 900  # seconds for one command: a hung one is a failure, never a hung proof
ENTER = """\
set -e
bare=$1; command=$2; shift 2
mount -t proc proc "$bare/proc"
for folder; do
    mkdir -p "$bare$folder"
    mount --bind "$folder" "$bare$folder"
    mount -o remount,bind,ro "$bare$folder"
done
exec chroot "$bare" /bin/sh -c "cd /srv/aiguillage && $command"
"""
SEPARATE = ["unshare", "--mount", "--pid", "--fork", "--kill-child"]


class NotHere(Exception):
    """This machine does not allow a bare system to be built; the reason is its text."""


class BareSystem:
    """A bare Debian holding a clone of the project in `PLACE`."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._lent = machine_settings.Lent({}, ())

    def build(self, release: str, mirror: str, project: Path) -> None:
        """Build Debian `release` from `mirror`, lend it this machine's settings, clone into it."""
        self.build_bare(release, mirror, project)
        place = self.folder / PLACE.lstrip("/")
        _must(["git", "clone", "--quiet", "--no-hardlinks", str(project), str(place)])

    def build_bare(self, release: str, mirror: str, project: Path) -> None:
        """Build Debian `release` from `mirror`, and lend it this machine's settings.

        A copy is kept for the next proofs of the same day, and for one that runs beside.
        """
        kept = project / "build" / "bare" / f"{release}.tar"
        kept.parent.mkdir(parents=True, exist_ok=True)
        with _alone(kept.with_suffix(".lock")):
            is_kept = kept.exists() and time.time() - kept.stat().st_mtime < KEPT_FOR
            if not is_kept:
                self._make(release, mirror, kept)
        if is_kept:
            self.folder.mkdir()
            _must(["tar", "-C", str(self.folder), "-xpf", str(kept)])
        (self.folder / PLACE.lstrip("/")).mkdir(exist_ok=True)
        self._lent = machine_settings.lend(self.folder)

    def _make(self, release: str, mirror: str, kept: Path) -> None:
        _must(["debootstrap", "--variant=minbase", release, str(self.folder), mirror])
        unfinished = kept.with_suffix(".part")
        _must(["tar", "-C", str(self.folder), "-cpf", str(unfinished), "."])
        unfinished.replace(kept)

    def run(self, command: str, given: str = "", **more: str) -> subprocess.CompletedProcess[str]:
        """Run a shell command in the project's folder, with next to nothing in the environment."""
        clean = {"PATH": "/usr/sbin:/usr/bin:/sbin:/bin", "HOME": "/root", "LANG": "C.UTF-8"}
        folders = [str(folder) for folder in self._lent.folders]
        return subprocess.run(
            [*SEPARATE, "sh", "-c", ENTER, "enter", str(self.folder), command, *folders],
            env={**clean, **self._lent.variables, **more},
            input=given,
            capture_output=True,
            text=True,
            timeout=LIMIT,
            check=False,
        )


def prepare() -> str:
    """See that a bare system can be built here; returns the mirror to build it from."""
    if not hasattr(os, "geteuid") or os.geteuid() != 0:
        raise NotHere("only root can build a bare system")
    if shutil.which("apt-get") is None:
        raise NotHere("this machine has no apt-get")
    mirror = machine_settings.find_mirror()
    if mirror is None:
        raise NotHere("apt's sources name no Debian archive")
    _must([*SEPARATE, "mount", "-t", "proc", "proc", "/proc"])
    if shutil.which("debootstrap") is None:
        apt = ["apt-get", "-qq", "-o", "DPkg::Lock::Timeout=300"]
        _must([*apt, "update"])
        _must([*apt, "install", "--no-install-recommends", "-y", "debootstrap"])
    return mirror


@contextmanager
def folder_for_a_system() -> Iterator[Path]:
    """A folder, gone at the end with all that was built in it."""
    with tempfile.TemporaryDirectory(prefix="aiguillage-", dir="/var/tmp") as name:
        yield Path(name) / "system"


@contextmanager
def _alone(lock: Path) -> Iterator[None]:
    """One process and one thread at a time."""
    import fcntl  # Unix only

    with lock.open("w") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        yield


def _must(command: list[str]) -> None:
    """Do `command`, or raise NotHere with the last thing it said."""
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=LIMIT, check=False)
    except (OSError, subprocess.TimeoutExpired) as error:
        raise NotHere(f"{command[0]}: {error}") from error
    if done.returncode != 0:
        said = f"{done.stdout}{done.stderr}".strip().splitlines() or ["no reason given"]
        raise NotHere(f"{command[0]} failed: {said[-1]}")
