"""Writes a picture of every screen, in every theme, size and language, without a person."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

from PySide6.QtWidgets import QApplication

from desktop.casework import Casework
from desktop.errors import CannotWrite
from desktop.text import LANGUAGES
from desktop.ui.desk import AskPath, Desk
from desktop.ui.listening import KeepSaying
from desktop.ui.screens.own_words import OwnWords
from desktop.ui.stage import OTHER_MATTER, OUTSIDE, VISIT, VisitStage, at_question, at_results
from desktop.ui.theme import TEXT_SIZES, THEMES, Look, palette
from desktop.ui.window import Window

SIZE = (1366, 768)

Scene = Callable[["Stage"], None]


class Stage(VisitStage[Window]):
    """The wizard and what a visitor would do in it."""

    def __init__(
        self,
        cases: Casework,
        look: Look,
        size: tuple[int, int],
        ask_path: AskPath = lambda *_: None,
        keep_saying: KeepSaying | None = None,
    ) -> None:
        QApplication.setPalette(palette(look))
        self.cases = cases
        desk = Desk(cases, ask_path, lambda _: None, keep_saying=keep_saying)
        super().__init__(Window(desk, look), size)


def _set_aside(stage: Stage) -> None:
    stage.visit(VISIT, None)
    for name in ("edit-themes", "choice-talent", "forward"):
        stage.press(name)


def _own_words(fr: str, en: str) -> Scene:
    def act(stage: Stage) -> None:
        stage.visit(VISIT, "themes")
        stage.get(OwnWords).say(en if stage.window.look.language == "en" else fr)

    return act


SCENES: dict[str, Scene] = {
    "01-welcome": lambda stage: None,
    "02-welcome-code": lambda stage: stage.press("code-ask"),
    "03-situation": at_question("situation"),
    "04-territory": at_question("territory", "choice-38"),
    "05-themes": at_question("themes", "choice-funding", "choice-talent"),
    "06-kinds": at_question("funding-kind", "choice-financing"),
    "07-missing-answer": at_question("situation", "forward"),
    "08-urgency": at_question("urgency"),
    "09-review": lambda stage: stage.visit(VISIT, None),
    "10-review-set-aside": _set_aside,
    "11-results": at_results(VISIT),
    "12-results-others": at_results(VISIT, "others"),
    "13-outside": at_results(OUTSIDE),
    "14-other-matter": at_results(OTHER_MATTER),
    "15-text-sizes": lambda stage: stage.press("header-size"),
    "16-themes": lambda stage: stage.press("header-theme"),
    "17-help": lambda stage: stage.press("header-help"),
    "18-crash": lambda stage: stage.window.show_crash(),
    "19-erase": at_question("themes", "restart"),
    "20-own-words": _own_words(
        "Je ne trouve pas de soudeur près de Roanne, et ma banque hésite",
        "I cannot find a welder near Roanne, and my bank will not lend",
    ),
    "21-own-words-asked": _own_words("J’ai besoin d’argent", "I need money"),
    "22-own-words-not-understood": _own_words(
        "Mon voisin fait du bruit la nuit", "My neighbour is noisy at night"
    ),
}


def looks() -> Iterator[Look]:
    """Every look there is."""
    for theme in THEMES:
        for text_size in TEXT_SIZES:
            for language in LANGUAGES:
                yield Look(theme, text_size, language)


def take(folder: Path, cases: Casework, size: tuple[int, int] = SIZE) -> int:
    """Write `<screen>--<theme>--<text size>--<language>.png` into `folder`; how many."""
    count = 0
    for name, scene in SCENES.items():
        stage = Stage(cases, Look(), size)
        for look in looks():
            # Each look begins at the welcome: what is pictured is what a visitor sees.
            stage.window.restart()
            stage.window.show_look(replace(look, fit=stage.window.look.fit))
            stage.settle()
            scene(stage)
            stage.settle()
            path = folder / f"{name}--{look.theme}--{look.text_size}--{look.language}.png"
            if not stage.window.grab().save(str(path)):
                raise CannotWrite(path, OSError("the picture could not be written"))
            count += 1
        stage.close()
    return count
