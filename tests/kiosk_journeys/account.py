"""An account without rights, as a kiosk has one, made of a number that nobody else uses.

The checkout and Python itself may stand in folders that only root enters. The account then sees
them through a mount of its own, in a namespace that ends with the program.
"""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from tests.journeys.robot import ROOT

_FIRST_NUMBER = 61_000
_ENTER = 0o001

_SEE_THEN_BECOME = """
set -eu
who=$1 stage=$2; shift 2
while [ "$1" != -- ]; do
    closed=$1 needed=$2; shift 2
    under="$stage$needed"
    mkdir -p "$under"
    mount --bind "$needed" "$under"
    closed_folders="${closed_folders:-}$closed
"
done
shift
printf %s "${closed_folders:-}" | sort -u | while read -r closed; do
    mount --rbind "$stage$closed" "$closed"
done
mount --bind "$stage/passwd" /etc/passwd
exec setpriv --reuid="$who" --regid="$who" --clear-groups --no-new-privs "$@"
"""


@dataclass(frozen=True, slots=True)
class Account:
    """Who runs the program, and the words that start a command as them."""

    number: int
    before: tuple[str, ...]

    @property
    def cannot(self) -> str:
        """Why the kernel forbids to run anything so; "" if it does not."""
        done = subprocess.run(
            [*self.before, "true"], check=False, capture_output=True, text=True, timeout=30
        )
        return "" if done.returncode == 0 else done.stderr.strip() or f"exit {done.returncode}"

    def owns(self, folder: Path) -> None:
        """Give the account a folder of its own."""
        if os.geteuid() == 0:
            os.chown(folder, self.number, self.number)


def account_for(home: Path) -> Account:
    """Ourselves without root's rights; for root, a number without a name that enters `home`."""
    if os.geteuid() != 0:
        return Account(os.geteuid(), ())
    number = _FIRST_NUMBER + os.getpid() % 4_000
    stage = home.parent / "seen"
    stage.mkdir(mode=0o755)
    _name(number, home, stage / "passwd")
    pairs = [
        word for needed in _needed(home) if (closed := _closed(needed)) for word in (closed, needed)
    ]
    script = ("sh", "-c", _SEE_THEN_BECOME, "sh", str(number), str(stage))
    return Account(number, ("unshare", "--mount", *script, *map(str, pairs), "--"))


def _name(number: int, home: Path, file: Path) -> None:
    """A message bus starts for nobody whom the system cannot name."""
    line = f"hall-{number}:x:{number}:{number}::{home}:/usr/sbin/nologin\n"
    file.write_text(Path("/etc/passwd").read_text("utf-8") + line, "utf-8")


def _needed(home: Path) -> list[Path]:
    bases = {Path(sys.base_prefix), Path(sys.base_prefix).resolve()}
    links = {Path(sys.executable).readlink()} if Path(sys.executable).is_symlink() else set()
    bases |= {link.parent.parent for link in links if link.is_absolute()}
    return [home, ROOT, *sorted(base for base in bases if base != Path("/usr"))]


def _closed(path: Path) -> Path | None:
    """The outermost folder around `path`, or it itself, that a stranger may not enter."""
    around = reversed([path, *path.parents])
    return next((folder for folder in around if not folder.stat().st_mode & _ENTER), None)
