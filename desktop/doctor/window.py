"""The display and the letters: a second process opens a window's parts and tells what it met.

In a process of its own, because what is amiss there ends the process and not only a call.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import desktop
from desktop.doctor.finding import Finding, fault, note, warning, well
from desktop.doctor.patient import Patient

SECONDS = 30.0
SMALLEST = (800, 600)
"""What the window needs, in the screen's own points."""

LOOK = ("doctor", "look")
"""The words that make this program the second process."""


@dataclass(frozen=True, slots=True)
class Looked:
    """What the second process told; `error`: its last line where it told nothing."""

    told: dict[str, Any]
    error: str = ""


def check_fonts(patient: Patient) -> Finding:
    """Whether the program's own letters can be used."""
    looked = look("offscreen")
    if not looked.told:
        return fault("fonts.unknown", error=looked.error)
    missing = looked.told["missing_fonts"]
    if missing:
        return fault("fonts.missing", files=", ".join(missing))
    return well("fonts.ours", n=looked.told["fonts"])


def check_display(patient: Patient) -> Finding:
    """Whether a window can open here, and on how large a screen."""
    kind = display_kind()
    if not kind:
        return note("display.none")
    looked = look(os.environ.get("QT_QPA_PLATFORM", ""))
    if not looked.told:
        return fault("display.closed", display=kind, error=looked.error)
    screens = looked.told["screens"]
    if not screens:
        return fault("display.no-screen", display=kind)
    sizes = ", ".join(f"{screen['width']} × {screen['height']}" for screen in screens)
    values = {"display": kind, "sizes": sizes, "screens": len(screens)}
    if not any(_is_large_enough(screen) for screen in screens):
        return warning("display.small", width=SMALLEST[0], height=SMALLEST[1], **values)
    return well("display.open", **values)


def display_kind() -> str:
    """What windows are shown by here: X11, Wayland, another; "" for nothing."""
    chosen = os.environ.get("QT_QPA_PLATFORM", "").partition(":")[0]
    if sys.platform != "linux":
        return chosen or ("Windows" if sys.platform == "win32" else sys.platform)
    if chosen and chosen not in ("xcb", "wayland"):
        return chosen
    if os.environ.get("WAYLAND_DISPLAY") and chosen != "xcb":
        return "Wayland"
    return "X11" if os.environ.get("DISPLAY") else ""


def _is_large_enough(screen: dict[str, Any]) -> bool:
    size = screen["width"], screen["height"]
    return all(found >= wanted for found, wanted in zip(size, SMALLEST, strict=True))


@lru_cache(maxsize=8)
def look(platform: str) -> Looked:
    """What a second process, its windows shown on `platform` ("": Qt's choice), tells of them."""
    environment = {**os.environ, "PYTHONPATH": _python_path()}
    environment.pop("QT_QPA_PLATFORM", None)
    if platform:
        environment["QT_QPA_PLATFORM"] = platform
    try:
        done = subprocess.run(
            _command(), capture_output=True, timeout=SECONDS, check=False, env=environment
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        return Looked({}, type(error).__name__)
    try:
        return Looked(json.loads(done.stdout))
    except ValueError:
        return Looked({}, _last_line(done.stderr) or f"code {done.returncode}")


def _command() -> list[str]:
    if getattr(sys, "frozen", False):
        return [sys.executable, *LOOK]
    code = f"from desktop.main import main; raise SystemExit(main({list(LOOK)!r}))"
    return [sys.executable, "-P", "-c", code]


def _python_path() -> str:
    here = str(Path(desktop.__file__).parents[1])
    before = os.environ.get("PYTHONPATH")
    return f"{here}{os.pathsep}{before}" if before else here


def _last_line(raw: bytes) -> str:
    lines = raw.decode("utf-8", "replace").strip().splitlines()
    said = [line for line in lines if "qt.qpa.plugin" in line] or lines[-1:]
    return "".join(c if c.isprintable() else "·" for c in said[0])[:200] if said else ""
