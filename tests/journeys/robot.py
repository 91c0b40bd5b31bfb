"""The Visitor: a robot that reads the real window as a screen reader does, and touches it."""

from __future__ import annotations

import contextlib
import json
import os
import signal
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
_ANSWERS = ("radio button", "check box")
_CONTROLS = (*_ANSWERS, "push button", "text")
TAB_STOPS = 40
"""More than any page has."""
SECONDS = 20
"""How long a page may take to appear before the journey fails, on a busy machine."""


@dataclass(frozen=True, slots=True)
class Node:
    """One thing on the screen, as the accessibility bus gives it."""

    role: str
    name: str
    description: str
    text: str
    box: tuple[int, int, int, int]
    states: frozenset[str]

    @property
    def middle(self) -> tuple[int, int]:
        """Where a finger would land."""
        x, y, width, height = self.box
        return x + width // 2, y + height // 2


@dataclass(frozen=True, slots=True)
class Desk:
    """A screen of our own: X server, window manager, message bus, eyes."""

    environment: dict[str, str]
    eyes: subprocess.Popen[str]


class Visitor:
    """A person in front of the program: sees, clicks, types, presses."""

    def __init__(self, desk: Desk, program: subprocess.Popen[str]) -> None:
        self._desk = desk
        self.program = program

    def _ask(self, request: dict[str, Any]) -> list[Node]:
        eyes = self._desk.eyes
        assert eyes.stdin is not None
        assert eyes.stdout is not None
        eyes.stdin.write(json.dumps({"pid": self.program.pid, **request}) + "\n")
        eyes.stdin.flush()
        return [_to_node(found) for found in json.loads(eyes.stdout.readline())]

    def looks(self) -> list[Node]:
        """Everything that shows."""
        return self._ask({"do": "look"})

    def sees(self, name: str, role: str | None = None) -> Node:
        """Waits until something of this name shows; fails with what shows instead."""
        wanted = {"name": name} | ({"role": role} if role else {})
        found = self._ask({"do": "wait", "node": wanted, "gone": False, "seconds": SECONDS})
        if not found:
            names = [f"{node.role}: {node.name}" for node in self.looks() if node.name]
            raise AssertionError(f"{name!r} does not show; what shows: {names}")
        return found[0]

    def no_longer_sees(self, name: str) -> None:
        """Waits until nothing of this name shows."""
        request = {"do": "wait", "node": {"name": name}, "gone": True, "seconds": SECONDS}
        assert not self._ask(request), f"{name!r} still shows"

    def clicks(self, name: str, role: str | None = None) -> None:
        """Puts the pointer on it and presses."""
        x, y = self.sees(name, role).middle
        self._xdotool("mousemove", str(x), str(y), "click", "1")

    def reaches(self, name: str) -> None:
        """Moves the focus to it by keyboard alone: Tab from group to group, arrows inside one."""
        self.sees(name)
        for _ in range(TAB_STOPS):
            self.presses("Tab")
            if self._finds_in_group(name):
                return
        raise AssertionError(f"the keyboard never reaches {name!r}")

    def _finds_in_group(self, name: str) -> bool:
        """Whether the focus is on it, or comes to it by arrows, each towards where it stands."""
        passed: set[str] = set()
        here = self._focused()
        while here is not None and here.name != name and here.name not in passed:
            passed.add(here.name)
            if here.role in _ANSWERS:
                self.presses(_towards(here, self.sees(name)))
                here = self._focused()
        return here is not None and here.name == name

    def _focused(self) -> Node | None:
        """What has the focus (the page behind it has it too)."""
        found = (node for node in self.looks() if "focused" in node.states and node.name)
        return next((node for node in found if node.role in _CONTROLS), None)

    def presses(self, *keys: str) -> None:
        """Presses keys one after another (xdotool's names: Tab, space, Return, alt+c)."""
        self._xdotool("key", "--clearmodifiers", "--delay", "30", *keys)

    def types(self, words: str) -> None:
        """Types a text."""
        self._xdotool("type", "--delay", "25", words)

    def _xdotool(self, *words: str) -> None:
        subprocess.run(["xdotool", *words], env=self._desk.environment, check=True, timeout=60)

    def leaves(self) -> None:
        """Closes the program, which must end by itself and without a word on standard error."""
        self.program.send_signal(signal.SIGTERM)
        self.program.wait(timeout=SECONDS)


def _towards(here: Node, there: Node) -> str:
    """The arrow that leads from one answer towards another: row first, then column."""
    (x, y), (to_x, to_y) = here.middle, there.middle
    if abs(to_y - y) > min(here.box[3], there.box[3]) // 2:
        return "Down" if to_y > y else "Up"
    return "Right" if to_x > x else "Left"


def _to_node(found: dict[str, Any]) -> Node:
    words = ("focused", "checked", "enabled", "focusable")
    return Node(
        found["role"],
        found["name"],
        found["description"],
        found["text"],
        tuple(found["box"]),
        frozenset(word for word in words if found[word]),
    )


@contextlib.contextmanager
def open_desk(size: str = "1366x900") -> Iterator[Desk]:
    """A desk of this size, gone when the block ends."""
    with contextlib.ExitStack() as stack:
        home = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="desk-")))
        environment = _environment(home)
        display = start_screen(stack, size, environment)
        environment["DISPLAY"] = f":{display}"
        environment["DBUS_SESSION_BUS_ADDRESS"] = _start_bus(stack, environment)
        start_process(stack, ["openbox", "--config-file", str(_no_keys(home))], environment)
        eyes = start_process(
            stack, ["/usr/bin/python3", str(ROOT / "tests/journeys/eyes.py")], environment
        )
        assert eyes.stdout is not None
        assert json.loads(eyes.stdout.readline()) == "ready"
        yield Desk(environment, eyes)


def _environment(home: Path) -> dict[str, str]:
    kept = {"PATH": os.environ["PATH"], "HOME": str(home), "LANG": "C.UTF-8"}
    runtime = home / "runtime"
    runtime.mkdir(mode=0o700)
    return kept | {
        "XDG_RUNTIME_DIR": str(runtime),
        "QT_QPA_PLATFORM": "xcb",
        "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1",
        "NO_AT_BRIDGE": "0",
        "PYTHONPATH": str(ROOT),
    }


def start_process(
    stack: contextlib.ExitStack, command: Sequence[str], environment: dict[str, str], **more: Any
) -> subprocess.Popen[str]:
    """A program that ends with the stack; nothing of it is left behind."""
    process = subprocess.Popen(
        command,
        env=environment,
        text=True,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=more.pop("stderr", subprocess.DEVNULL),
        **more,
    )
    stack.callback(_end, process)
    return process


def _end(process: subprocess.Popen[str]) -> None:
    if process.poll() is None:
        process.terminate()
        try:
            process.wait(timeout=10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait(timeout=10)
    for stream in (process.stdin, process.stdout, process.stderr):
        if stream is not None:
            with contextlib.suppress(BrokenPipeError):
                stream.close()


def start_screen(stack: contextlib.ExitStack, size: str, environment: dict[str, str]) -> str:
    """An X server that chooses a free display itself and writes its number."""
    reading, writing = os.pipe()
    command = ["Xvfb", "-displayfd", str(writing), "-screen", "0", f"{size}x24", "-nolisten", "tcp"]
    start_process(stack, command, environment, pass_fds=(writing,))
    os.close(writing)
    with os.fdopen(reading) as pipe:
        return pipe.readline().strip()


def _start_bus(stack: contextlib.ExitStack, environment: dict[str, str]) -> str:
    bus = start_process(
        stack, ["dbus-daemon", "--session", "--nofork", "--print-address"], environment
    )
    assert bus.stdout is not None
    return bus.stdout.readline().strip()


def _no_keys(home: Path) -> Path:
    """A window manager that takes no key for itself."""
    path = home / "openbox.xml"
    path.write_text(
        '<?xml version="1.0"?><openbox_config xmlns="http://openbox.org/3.4/rc">'
        "<keyboard></keyboard></openbox_config>",
        encoding="utf-8",
    )
    return path


@contextlib.contextmanager
def visit(desk: Desk, data: Path, *arguments: str) -> Iterator[Visitor]:
    """The program opened on the desk, closed when the block ends; it must have said nothing."""
    command = [str(ROOT / ".venv/bin/aiguillage"), "--data", str(data), *arguments]
    with contextlib.ExitStack() as stack, (data / "stderr.txt").open("w+") as said:
        program = start_process(stack, command, desk.environment, stderr=said)
        visitor = Visitor(desk, program)
        yield visitor
        assert program.poll() is None, f"the program ended by itself: {program.returncode}"
        visitor.leaves()
        said.seek(0)
        # Qt's own bridge complains of a call that newer readers make; it is not ours to mend.
        words = [line for line in said if not line.startswith("qt.accessibility.atspi:")]
        assert not words, f"the program wrote on standard error: {words}"
