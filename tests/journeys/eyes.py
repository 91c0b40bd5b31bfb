"""What a screen reader sees of the program: run by the system's Python, asked line by line.

Reads requests as JSON lines on standard input and answers each with one JSON line. It waits on the
accessibility bus's own loop, so that whoever asks never has to sleep.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from typing import Any

import gi  # type: ignore[import-not-found]

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi, GLib  # type: ignore[import-not-found]  # noqa: E402

MAX_NODES = 5000


def children_of(node: Any) -> Iterator[Any]:
    for index in range(node.get_child_count()):
        child = node.get_child_at_index(index)
        if child is not None:
            yield child


def find_program(pid: int) -> Any:
    for program in children_of(Atspi.get_desktop(0)):
        if program.get_process_id() == pid:
            return program
    return None


def describe(node: Any) -> dict[str, Any]:
    box = node.get_extents(Atspi.CoordType.SCREEN)
    states = node.get_state_set()
    return {
        "role": node.get_role_name(),
        "name": node.get_name() or "",
        "description": node.get_description() or "",
        "showing": states.contains(Atspi.StateType.SHOWING),
        "visible": states.contains(Atspi.StateType.VISIBLE),
        "focused": states.contains(Atspi.StateType.FOCUSED),
        "checked": states.contains(Atspi.StateType.CHECKED),
        "enabled": states.contains(Atspi.StateType.ENABLED),
        "focusable": states.contains(Atspi.StateType.FOCUSABLE),
        "box": [box.x, box.y, box.width, box.height],
        "text": text_of(node),
    }


def text_of(node: Any) -> str:
    try:
        text = node.get_text_iface()
        return str(Atspi.Text.get_text(text, 0, -1)) if text is not None else ""
    except GLib.Error:
        return ""


def walk(node: Any, found: list[dict[str, Any]]) -> None:
    if len(found) >= MAX_NODES:
        return
    for child in children_of(node):
        found.append(describe(child))
        walk(child, found)


def look(pid: int) -> list[dict[str, Any]]:
    return [node for node in look_everywhere(pid) if node["showing"]]


def look_everywhere(pid: int) -> list[dict[str, Any]]:
    program = find_program(pid)
    if program is None:
        return []
    program.clear_cache()
    found: list[dict[str, Any]] = []
    try:
        walk(program, found)
    except GLib.Error:
        return []  # a page was replaced while it was being read: the next look sees the new one
    return found


def windows(pid: int) -> list[dict[str, Any]]:
    """What the program has on the screen by itself: windows, dialogs, menus, tips."""
    program = find_program(pid)
    tops = [] if program is None else [describe(child) for child in children_of(program)]
    return [top for top in tops if top["showing"]]


def matches(node: dict[str, Any], wanted: dict[str, str]) -> bool:
    return all(
        wanted[key] in node[key] if key in ("within", "text") else node[key] == wanted[key]
        for key in wanted
    )


def wait_for(pid: int, wanted: dict[str, str], gone: bool, seconds: float) -> list[dict[str, Any]]:
    """Looks again as long as the bus's loop turns, until the node is there (or gone)."""
    loop = GLib.MainLoop()
    seen: list[dict[str, Any]] = []

    def check() -> bool:
        nodes = [node for node in look(pid) if matches(node, wanted)]
        seen[:] = nodes
        if bool(nodes) is not gone:
            loop.quit()
            return False
        return True

    if check():
        GLib.timeout_add(60, check)
        GLib.timeout_add(int(seconds * 1000), loop.quit)
        loop.run()
    return seen


def say(answer: object) -> None:
    sys.stdout.write(json.dumps(answer) + "\n")
    sys.stdout.flush()


def main() -> None:
    Atspi.init()
    Atspi.get_desktop(0).get_child_count()
    say("ready")
    for line in sys.stdin:
        request = json.loads(line)
        if request["do"] == "look":
            answer = look(request["pid"])
        elif request["do"] == "everything":
            answer = look_everywhere(request["pid"])
        elif request["do"] == "windows":
            answer = windows(request["pid"])
        else:
            answer = wait_for(request["pid"], request["node"], request["gone"], request["seconds"])
        say(answer)


main()
