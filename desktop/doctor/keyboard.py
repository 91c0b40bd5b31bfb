"""The keyboard's layout: codes are typed and scanned with it."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

from desktop.doctor.finding import Finding, note, warning, well
from desktop.doctor.patient import Patient

KNOWN = {"fr", "be", "ch", "ca", "us", "gb", "ie", "de", "at", "es", "it", "pt", "nl", "lu"}
"""Layouts on which a code, and what a scanner types, has been thought through: Latin letters."""

FILES = (Path("/etc/default/keyboard"), Path("/etc/vconsole.conf"))
_IN_FILE = re.compile(r'^\s*XKBLAYOUT\s*=\s*"?([\w,-]+)', re.MULTILINE)
_ON_X11 = re.compile(r"^layout:\s*([\w,-]+)", re.MULTILINE)
_SECONDS = 5.0


def check_keyboard(patient: Patient) -> Finding:
    """Which layout the keyboard has."""
    if sys.platform != "linux":
        return note("keyboard.system")
    layout = find_layout()
    if not layout:
        return (warning if patient.is_kiosk else note)("keyboard.none")
    if layout.split(",")[0] not in KNOWN:
        return note("keyboard.untried", layout=layout)
    return well("keyboard.known", layout=layout)


def find_layout() -> str:
    """The layout, the first one first, as "fr" or "fr,us"; "" when nothing says it."""
    chosen = os.environ.get("XKB_DEFAULT_LAYOUT", "")
    if re.fullmatch(r"[\w,-]+", chosen):
        return chosen
    found = _ON_X11.search(_of_x11()) if os.environ.get("DISPLAY") else None
    if found:
        return found[1]
    return next((layout[1] for layout in map(_IN_FILE.search, map(_text, FILES)) if layout), "")


def _of_x11() -> str:
    program = shutil.which("setxkbmap")
    if program is None:
        return ""
    try:
        done = subprocess.run(
            [program, "-query"], capture_output=True, timeout=_SECONDS, check=False
        )
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return done.stdout[:4096].decode("utf-8", "replace")


def _text(path: Path) -> str:
    try:
        with path.open("rb") as file:
            return file.read(65536).decode("utf-8", "replace")
    except OSError:
        return ""
