"""Writes a picture of every page of the kiosk on three screens, without a person."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit

from desktop.casework import Casework
from desktop.configuration import Configuration, Kiosk
from desktop.errors import CannotWrite
from desktop.kiosk import pin
from desktop.kiosk.faults import note_fault
from desktop.text import LANGUAGES
from desktop.ui.kiosk.key import Key
from desktop.ui.kiosk.place import Place
from desktop.ui.kiosk.window import KioskWindow
from desktop.ui.stage import OUTSIDE, VISIT, VisitStage, at_question, at_results


@dataclass(frozen=True, slots=True)
class Display:
    """One screen in a hall."""

    name: str
    inches: float
    width: int
    height: int


DISPLAYS = (
    Display("10in-portrait", 10, 800, 1280),
    Display("24in", 24, 1920, 1080),
    Display("55in", 55, 3840, 2160),
)


class KioskStage(VisitStage[KioskWindow]):
    """A kiosk and what a visitor would do at it; its clocks stand still."""

    def __init__(
        self,
        cases: Casework,
        data: Path,
        display: Display = DISPLAYS[1],
        kiosk: Kiosk | None = None,
        language: str = LANGUAGES[0],
        theme: str = "light",
    ) -> None:
        self.hour = datetime(2026, 3, 10, 10, 0)
        self.seconds = 0.0
        self.has_quit = False
        kiosk = replace(kiosk or Kiosk(), screen_diagonal_inches=display.inches)
        settings = Configuration(kiosk=kiosk)
        settings = replace(settings, start=replace(settings.start, language=language, theme=theme))
        self.place = Place(
            cases, settings, data, lambda: self.hour, lambda: self.seconds, self._quit
        )
        super().__init__(KioskWindow(self.place), (display.width, display.height))

    def _quit(self) -> None:
        self.has_quit = True

    def focus(self, name: str) -> None:
        """Touch the field of this name: the keyboard comes up."""
        self.get(QLineEdit, name).setFocus(Qt.FocusReason.MouseFocusReason)
        self.window.typing.follow()
        self.settle()

    def strike(self, key: str) -> None:
        """Strike a key of the keyboard on the screen."""
        self.get(Key, f"key-{key}").click()
        self.settle()

    def wait(self, seconds: float) -> None:
        """Let this much time pass, second by second, with nobody there."""
        for _ in range(round(seconds)):
            self.seconds += 1
            self.window.tick()
        self.settle()


Scene = Callable[[KioskStage], None]


def _place(fr: str, en: str) -> Scene:
    def act(stage: KioskStage) -> None:
        stage.visit(VISIT, "territory")
        stage.focus("place")
        for letter in en if stage.window.look.language == "en" else fr:
            stage.strike(letter)

    return act


def _accents(stage: KioskStage) -> None:
    stage.visit(VISIT, "themes")
    stage.focus("own-words")
    stage.get(Key, "key-e").held.emit("e")
    stage.settle()


def _code(stage: KioskStage) -> None:
    stage.press("code-ask")
    stage.focus("code")


def _large(stage: KioskStage) -> None:
    stage.press("kiosk-large")
    stage.visit(VISIT, "themes")


def _closed(stage: KioskStage) -> None:
    stage.hour = datetime(2026, 3, 10, 20, 0)
    stage.window.tick()
    stage.settle()


def _staff(*then: str) -> Scene:
    def act(stage: KioskStage) -> None:
        pin.set_pin(stage.place.data, PIN)
        note_fault(stage.place.data, "paper-out", stage.hour)
        stage.window.open_staff()
        stage.settle()
        for digit in then:
            stage.press(f"pin-{digit}")

    return act


def _veil(stage: KioskStage) -> None:
    stage.visit(VISIT, "themes")
    stage.wait(100)


PIN = "2749"
"""The PIN of a kiosk that is only pictured."""

OPEN = ((9 * 60, 17 * 60 + 30),)
HOUSE = Kiosk(
    printer="accueil",
    hours=(OPEN,) * 5 + ((), ()),
    message=(
        (
            "fr",
            "Permanence du jour\u00a0: création d’entreprise, salle 2, de 14 à 17\u00a0h.",
        ),
        ("en", "Today: setting up a company, room 2, from 2 to 5 pm."),
    ),
)
"""The settings of the hall that is pictured: it has hours, a printer and a message."""

SCENES: dict[str, Scene] = {
    "01-attract": lambda stage: None,
    "02-situation": at_question("situation"),
    "03-territory": at_question("territory", "choice-38"),
    "04-keyboard": _place("gre", "gre"),
    "06-accents": _accents,
    "05-themes": at_question("themes", "choice-funding"),
    "07-missing-answer": at_question("situation", "forward"),
    "08-urgency": at_question("urgency"),
    "09-review": lambda stage: stage.visit(VISIT, None),
    "10-results": at_results(VISIT),
    "11-outside": at_results(OUTSIDE),
    "12-idle": _veil,
    "13-help": at_question("situation", "kiosk-help"),
    "14-code": _code,
    "15-closed": _closed,
    "16-print-fault": at_results(VISIT, "forward"),
    "17-staff-pin": _staff("2", "7"),
    "18-staff": _staff(*PIN, "done"),
    "19-large": lambda stage: stage.press("kiosk-large"),
    "20-large-themes": _large,
}


_OTHERWISE = ("01-attract", "05-themes", "10-results", "12-idle")
"""Pages that are also pictured in English with high contrast."""


def take(folder: Path, cases: Casework) -> int:
    """Write `kiosk-<page>--<screen>--<theme>--<language>.png` into `folder`; how many."""
    count = 0
    for display in DISPLAYS:
        for name, scene in SCENES.items():
            looks = [("light", "fr")] + [("contrast", "en")] * (name in _OTHERWISE)
            for theme, language in looks:
                file = folder / f"kiosk-{name}--{display.name}--{theme}--{language}.png"
                _take(file, cases, display, scene, theme, language)
                count += 1
    return count


def _take(
    file: Path, cases: Casework, display: Display, scene: Scene, theme: str, language: str
) -> None:
    with tempfile.TemporaryDirectory(prefix="aiguillage-") as data:
        stage = KioskStage(cases, Path(data), display, HOUSE, language)
        if theme == "contrast":
            stage.press("kiosk-contrast")
        scene(stage)
        stage.settle()
        is_written = stage.window.grab().save(str(file))
        stage.close()
    if not is_written:
        raise CannotWrite(file, OSError("the picture could not be written"))
