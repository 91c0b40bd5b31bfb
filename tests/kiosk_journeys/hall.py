"""A hall: a screen, the kiosk's own compositor on it, and the program run by an account of its own.

The compositor (cage, as in the shipped session) draws in a window that fills a screen of our own;
pointer and keys come from outside, as from a mouse and a keyboard plugged into the machine.
"""

from __future__ import annotations

import contextlib
import functools
import json
import os
import re
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tests.journeys.robot import ROOT, Desk, start_process, start_screen
from tests.kiosk_journeys.account import Account, account_for
from tests.kiosk_journeys.guest import Guest

WIDE, HIGH = 1280, 1024
INCHES = 19
PIN = "274913"
IDLE_SECONDS, COUNTDOWN_SECONDS = 45, 20
"""The least that the settings allow."""

_SETTINGS = f"""format = 1
[start]
mode = "kiosk"
[kiosk]
screen_diagonal_inches = {INCHES}
idle_seconds = {IDLE_SECONDS}
countdown_seconds = {COUNTDOWN_SECONDS}
"""
_SECONDS = 30
"""How long cage and the program may take to start on a busy machine."""

_CAGE = {"WLR_BACKENDS": "x11", "WLR_RENDERER": "pixman", "QT_QPA_PLATFORM": "wayland"}
_CAGES = re.compile(r"\d\d:\d\d:\d\d\.\d{3} \[")
"""How a line of cage begins: it complains of what a screen inside a screen does not have."""

_PLAIN_X11 = {"QT_QPA_PLATFORM": "xcb"}


class NotAllowed(Exception):
    """The kernel of this machine forbids it; the text is the reason."""


@dataclass(frozen=True, slots=True)
class Hall:
    """One kiosk in its hall; `environment` is for whoever stands before the screen."""

    guest: Guest
    account: Account
    home: Path
    environment: dict[str, str]

    @property
    def data(self) -> Path:
        """The program's data folder."""
        return self.home / "data"

    @property
    def said(self) -> list[str]:
        """What the program wrote on standard error, but for Qt's own bridge."""
        words = (self.home / "stderr.txt").read_text("utf-8").splitlines()
        return [
            line
            for line in words
            if not line.startswith("qt.accessibility.atspi:") and not _CAGES.match(line)
        ]


@contextlib.contextmanager
def open_hall(is_caged: bool = True) -> Iterator[Hall]:
    """A kiosk that shows its first page. Raises NotAllowed."""
    with contextlib.ExitStack() as stack:
        whole = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="hall-")))
        whole.chmod(0o755)
        home = whole / "home"
        home.mkdir()
        account = account_for(home)
        _furnish(home, account)
        if reason := account.cannot:
            raise NotAllowed(reason)
        ours = _environment(home)
        ours["DISPLAY"] = ":" + start_screen(stack, f"{WIDE}x{HIGH}", ours)
        ours["DBUS_SESSION_BUS_ADDRESS"] = _start_bus(stack, account, ours)
        eyes = [*account.before, "/usr/bin/python3", str(ROOT / "tests/journeys/eyes.py")]
        seeing = start_process(stack, eyes, ours)
        assert seeing.stdout is not None
        assert json.loads(seeing.stdout.readline()) == "ready"
        program, pid = _start(stack, account, home, ours, is_caged)
        yield Hall(Guest(Desk(ours, seeing), program, pid), account, home, ours)


def _furnish(home: Path, account: Account) -> None:
    for name in ("data", "runtime", "temporary"):
        folder = home / name
        folder.mkdir(mode=0o700)
        account.owns(folder)
    settings = home / "data/aiguillage.toml"
    settings.write_text(_SETTINGS, "utf-8")
    account.owns(home)
    typed = subprocess.run(
        [*account.before, _program(), "--data", str(home / "data"), "kiosk", "set-pin", "--stdin"],
        check=False,
        input=PIN + "\n",
        env=_environment(home),
        capture_output=True,
        text=True,
        timeout=60,
    )
    if typed.returncode != 0 and not account.cannot:
        raise AssertionError(typed.stderr)


def _program() -> str:
    return str(ROOT / ".venv/bin/aiguillage")


def _environment(home: Path) -> dict[str, str]:
    return {
        "PATH": os.environ["PATH"],
        "HOME": str(home),
        "TMPDIR": str(home / "temporary"),
        "XDG_RUNTIME_DIR": str(home / "runtime"),
        "LANG": "C.UTF-8",
        "AIGUILLAGE_DATA": str(home / "data"),
        "AIGUILLAGE_MACHINE_SETTINGS": str(home / "no-machine"),
        "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1",
        "NO_AT_BRIDGE": "0",
        "PYTHONPATH": str(ROOT),
        "PYTHONDONTWRITEBYTECODE": "1",
    }


def _start_bus(stack: contextlib.ExitStack, account: Account, ours: dict[str, str]) -> str:
    command = [*account.before, "dbus-daemon", "--session", "--nofork", "--print-address"]
    bus = start_process(stack, command, ours)
    assert bus.stdout is not None
    return bus.stdout.readline().strip()


def _start(
    stack: contextlib.ExitStack, account: Account, home: Path, ours: dict[str, str], is_caged: bool
) -> tuple[subprocess.Popen[str], int]:
    """The program, and the number of its process; in cage, that is cage's child."""
    said = stack.enter_context((home / "stderr.txt").open("w"))
    kiosk = [_program(), "--kiosk"]
    command = [*account.before, *(["cage", "-d", "--", *kiosk] if is_caged else kiosk)]
    environment = ours | (_CAGE if is_caged else _PLAIN_X11)
    # Whoever starts the program may leave a core file where it stands: that is searched, too.
    program = start_process(stack, command, environment, stderr=said, cwd=home)
    if not is_caged:
        return program, program.pid
    _fill_the_screen(ours)
    pid = _child(program)
    stack.callback(_leave, program, pid)
    return program, pid


def _leave(cage: subprocess.Popen[str], pid: int) -> None:
    """When its program ends, so does cage, and takes the doors it kept for X programs away."""
    if cage.poll() is None:
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, signal.SIGTERM)
        with contextlib.suppress(subprocess.TimeoutExpired):
            cage.wait(timeout=10)


def _child(cage: subprocess.Popen[str]) -> int:
    """The program that cage started; the loop turns with the process table, a moment at most."""
    children = Path(f"/proc/{cage.pid}/task/{cage.pid}/children")
    until = time.monotonic() + _SECONDS
    while time.monotonic() < until and cage.poll() is None:
        for pid in children.read_text().split():
            if "--kiosk" in Path(f"/proc/{pid}/cmdline").read_text().split("\0"):
                return int(pid)
    raise AssertionError(f"cage started no program: {cage.poll()}")


def _fill_the_screen(ours: dict[str, str]) -> None:
    """Cage's window has no name where nobody manages windows: it is the one under the pointer."""
    xdotool = functools.partial(
        subprocess.run, env=ours, check=True, timeout=_SECONDS, capture_output=True, text=True
    )
    until, window = time.monotonic() + _SECONDS, 0
    while time.monotonic() < until and not window:
        under = xdotool(["xdotool", "mousemove", "200", "200", "getmouselocation", "--shell"])
        window = _window_in(under.stdout, ours)
    assert window, "cage shows no window"
    xdotool(["xdotool", "windowsize", str(window), str(WIDE), str(HIGH)])


def _window_in(told: str, ours: dict[str, str]) -> int:
    """The window that xdotool names there; 0 for the bare screen."""
    root = subprocess.run(["xwininfo", "-root"], env=ours, check=True, capture_output=True)
    number = int(dict(line.split("=") for line in told.split())["WINDOW"])
    return 0 if f"0x{number:x} ".encode() in root.stdout else number
