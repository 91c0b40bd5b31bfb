"""The Guest: a visitor alone with the kiosk, who has a finger for a pointer and nothing else."""

from __future__ import annotations

import subprocess
from typing import Any

from desktop import ticket
from desktop.guide.masks import Answers
from desktop.guide.model import Guide
from desktop.interview import start
from desktop.text import LANGUAGES, phrase, say
from tests.journeys.robot import Desk, Node, Visitor
from tests.journeys.walk import answer_everything

_SPOKEN = {" ": "space"}
_MOST_PULLS = 12
"""More than any page is high."""

_TURN = 80
"""How high the buttons that turn the page are; Qt does not tell a screen reader of them."""


class Guest(Visitor):
    """Sees, touches, and types with the pointer on the keyboard that the screen shows."""

    def __init__(self, desk: Desk, program: subprocess.Popen[str], pid: int) -> None:
        super().__init__(desk, program)
        self.pid = pid
        self.language = LANGUAGES[0]

    def says(self, key: str, **values: object) -> str:
        """A sentence of the program in the guest's language."""
        return say(phrase(key, **values), self.language).replace("&", "")

    def speaks(self, language: str) -> None:
        """From now on reads and touches what is written in this language."""
        self.language = language

    def starts_again(self) -> None:
        """Ends whatever visit is under way; the first page shows in French, the first language."""
        self.language = LANGUAGES[0]
        restart = [say(phrase("kiosk.restart"), language) for language in LANGUAGES]
        for node in self.looks():
            if node.name in restart:
                super().clicks(node.name)
                break
        self.sees(self.says("kiosk.attract.start"), "push button")

    def clicks(self, name: str, role: str | None = None) -> None:
        """Touches it; where it stands further down, first pulls the page up."""
        for _ in range(_MOST_PULLS):
            nodes = self.looks()
            page = next((node.box for node in nodes if node.role == "scroll bar"), None)
            wanted = [node for node in nodes if node.name == name and role in (None, node.role)]
            if page is None or (wanted and not _is_cut(wanted[0], page)):
                break
            self.pulls(page)
        super().clicks(name, role)

    def pulls(self, page: tuple[int, int, int, int]) -> None:
        """Pulls the page up by its margin, and holds it until it stands still."""
        x, top, _, height = page
        low, high = top + height * 3 // 4, top + height * 3 // 8
        middle = (low + high) // 2
        steps = [word for y in (middle, high, high) for word in ("mousemove", f"{x - 20}", f"{y}")]
        self._xdotool("mousemove", f"{x - 20}", f"{low}", "mousedown", "1", "sleep", "0.15", *steps)
        self._xdotool("sleep", "0.2", "mouseup", "1")

    def types(self, words: str) -> None:
        """Touches one key of the screen's keyboard after the other."""
        for letter in words.lower():
            name = self.says(f"kiosk.key.{_SPOKEN[letter]}") if letter in _SPOKEN else letter
            self.clicks(name, "push button")

    def touches(self, x: int, y: int, *then: str) -> None:
        """Puts the pointer there, and does what xdotool calls it."""
        self._xdotool("mousemove", str(x), str(y), *then)

    def drags(self, start: tuple[int, int], end: tuple[int, int], *before_release: str) -> None:
        """Pulls the pointer from one place to another, and lets go."""
        (x, y), (to_x, to_y) = start, end
        middle = ("mousemove", str((x + to_x) // 2), str((y + to_y) // 2))
        to = ("mousemove", str(to_x), str(to_y), "sleep", "0.05")
        held = ("sleep", "0.05", *middle, *to, *before_release, "mouseup", "1")
        self.touches(x, y, "mousedown", "1", *held)

    def waits_for(self, name: str, seconds: float) -> bool:
        """Whether something of this name shows within that time."""
        wanted = {"do": "wait", "node": {"name": name}, "gone": False, "seconds": seconds}
        return bool(self._ask(wanted))

    def field(self) -> Node:
        """The one field of the page in front."""
        (found,) = (node for node in self.looks() if node.role == "text")
        return found

    def everything(self) -> list[Node]:
        """Whatever the program tells of itself, shown or not."""
        return self._ask({"do": "everything"})

    def windows(self) -> list[Node]:
        """What stands on the screen by itself: windows, dialogs, menus and tips."""
        return self._ask({"do": "windows"})

    def visits(self, guide: Guide, answers: Answers) -> str:
        """A whole visit to its results, with nothing but the pointer; the code it ends with."""
        self.clicks(self.says("kiosk.attract.start"), "push button")
        finished = answer_everything(self, start(guide, self.language), answers)
        self.clicks(self.says("ui.review.forward"))
        code = ticket.encode(guide, finished.answers)
        self.sees(code)
        take = self.says("kiosk.results.take")
        if any(node.name == take for node in self.looks()):
            self.clicks(take)
        return code

    def ends(self) -> None:
        """Touches the results' last button."""
        self.clicks(self.says("kiosk.results.end"))

    def _ask(self, request: dict[str, Any]) -> list[Node]:
        return super()._ask({"pid": self.pid, **request})


def _is_cut(wanted: Node, page: tuple[int, int, int, int]) -> bool:
    """Whether it reaches from the page under its lower edge, or under what turns the page."""
    _, top, _, height = page
    edge = top + height - _TURN
    return wanted.box[1] < edge + _TURN and wanted.middle[1] > edge
