"""What the makers' own tools say of the files in the packages; a tool not here is NOT RUN."""

from __future__ import annotations

import re
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

MOST_EXPOSED = 3.0  # of systemd's ten: below it, a service is well shut in


@dataclass(frozen=True)
class Look:
    """One tool's look: at what, and by which command."""

    name: str
    command: tuple[str, ...]


def look_at(program: Path, kiosk: Path) -> bool:
    """Have every tool look at the staged packages; whether none found a fault."""
    sound = [_is_sound(each) for each in (*_of_program(program), *_of_kiosk(kiosk))]
    sound.append(_is_shut_in(kiosk / "usr/lib/systemd/system/aiguillage-kiosk.service"))
    return all(sound)


def _of_program(root: Path) -> list[Look]:
    share = root / "usr/share"
    name = "org.aiguillage.Aiguillage"
    pages = [str(path) for path in sorted(share.glob("man/**/*.gz"))]
    strict = ("man", "--warnings", "-E", "UTF-8", "-Tutf8", "-l")
    described = str(share / "metainfo" / f"{name}.metainfo.xml")
    return [
        Look("AppStream", ("appstreamcli", "validate", "--no-net", described)),
        Look(
            "menu entry",
            ("desktop-file-validate", str(share / "applications" / f"{name}.desktop")),
        ),
        *(Look("manual", (*strict, page)) for page in pages),
        Look("bash", ("bash", "-n", str(share / "bash-completion/completions/aiguillage"))),
        Look("zsh", ("zsh", "-n", str(share / "zsh/vendor-completions/_aiguillage"))),
        Look("fish", ("fish", "-n", str(share / "fish/vendor_completions.d/aiguillage.fish"))),
    ]


def _of_kiosk(root: Path) -> list[Look]:
    profile = str(root / "etc/apparmor.d/aiguillage-kiosk")
    return [
        Look("AppArmor", ("apparmor_parser", "-Q", "-K", profile)),
        Look("session", ("sh", "-n", str(root / "usr/lib/aiguillage/kiosk-session"))),
    ]


def _is_sound(look: Look) -> bool:
    program = _find(look.command[0])
    if program is None:
        print(f"NOT RUN: {look.name}: {look.command[0]} is not on this machine", flush=True)
        return True
    command = [program, *look.command[1:]]
    done = subprocess.run(command, capture_output=True, text=True, errors="replace", check=False)
    # man tells of faults beside, and ends well all the same.
    is_sound = done.returncode == 0 and not (look.name == "manual" and done.stderr.strip())
    if not is_sound:
        print(f"FAILED: {look.name}: {done.stderr[-2000:]}{done.stdout[-2000:]}", flush=True)
    return is_sound


def _is_shut_in(unit: Path) -> bool:
    program = _find("systemd-analyze")
    if program is None:
        print("NOT RUN: sandbox: systemd-analyze is not on this machine", flush=True)
        return True
    command = [program, "security", "--offline=true", "--no-pager", str(unit)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    found = re.search(r"Overall exposure level for \S+: ([\d.]+)", done.stdout)
    if found is None or float(found[1]) >= MOST_EXPOSED:
        print(f"FAILED: sandbox: {found[0] if found else done.stderr}", flush=True)
        return False
    print(f"  kiosk's sandbox: {found[1]} of 10, below {MOST_EXPOSED}", flush=True)
    return True


def _find(program: str) -> str | None:
    return shutil.which(program) or shutil.which(program, path="/usr/sbin:/sbin")
