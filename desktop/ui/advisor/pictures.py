"""Writes pictures of the desk's pages, on a year of made-up cases, without a person."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from PySide6.QtWidgets import QApplication

from desktop.casework import Casework
from desktop.configuration import Advisor, Configuration, Desk, Loaded, Privacy
from desktop.demo.drawing import Demo
from desktop.desk.session import Session
from desktop.errors import CannotWrite
from desktop.kiosk.counts import Counts
from desktop.register.model import AdvisorId, Company, Consent, Numbered, Query
from desktop.register.store import open_register
from desktop.ui.advisor.interview_page import InterviewPage
from desktop.ui.advisor.window import DeskWindow
from desktop.ui.desk import Desk as UiDesk
from desktop.ui.stage import VISIT, WindowStage
from desktop.ui.theme import Look, palette

SIZE = (1440, 900)
CASES, VISITS, SEED = 400, 150, 7
LOOKS = (
    Look(), Look(language="en"), Look("dark"), Look("contrast", language="en"), Look("light", 200),
)  # fmt: skip
"""The looks in which every page is pictured."""

_PEOPLE = (Advisor("exemple-1", "Anna Exemple", "a"), Advisor("exemple-2", "Bo Exemple", "b"))
_SETTINGS = Configuration(
    desk=Desk(advisors=_PEOPLE),
    privacy=Privacy(controller="Organisme d’exemple", contact="donnees@exemple.invalid"),
)
_COMPANY = Company(
    name="Exemple 0001, Atelier Corbelin (fictif)", numbered=Numbered.NOT_GIVEN,
    commune="38185", place="Grenoble", contact="Belnalet Verlival", phone="00 00 00 00 01",
    email="exemple1@exemple.invalid", consent=Consent("1", datetime(2026, 3, 10, 10)),
)  # fmt: skip


class DeskStage(WindowStage[DeskWindow]):
    """A desk's window and what an advisor would do at it."""

    def __init__(
        self, cases: Casework, data: Path, look: Look, size: tuple[int, int] = SIZE
    ) -> None:
        QApplication.setPalette(palette(look))
        self._session = Session(cases, Loaded(_SETTINGS, {}, ()), data)
        self._session.advisor = _PEOPLE[0]
        desk = UiDesk(cases, lambda *_: None, lambda _: None)
        window = DeskWindow(desk, self._session, look)
        super().__init__(window, window.background, size)
        self.window.open_register()
        self.settle()

    @property
    def interview(self) -> InterviewPage:
        """The page of the interview."""
        page = self.window.page("interview")
        if not isinstance(page, InterviewPage):
            raise TypeError("the first page is no longer the interview")
        return page

    def go(self, page: str) -> None:
        """Go to a page."""
        self.window.go(page)
        self.settle()

    def answer(self) -> None:
        """Give the answers of the usual visit, then what is known of the company."""
        work = self.interview.work
        for question, values in VISIT.items():
            work.answer(question, values)
        work.change(replace(work.draft, company=_COMPANY))
        self.interview.rebuild()
        self.settle()

    def open_case(self) -> None:
        """Open the newest case that was sent to several members."""
        register = self._session.register
        if register is None:
            raise RuntimeError("the register is not open")
        rows = register.find(Query(limit=200)).rows
        chosen = next((row for row in rows if len(row.referrals) > 1), rows[0])
        self.window.page("cases").show_case(chosen.id)
        self.settle()

    def close(self) -> None:
        """Take the window away, and give the register back."""
        self.window.close()
        self.settle()
        self._session.close()
        super().close()


Scene = Callable[[DeskStage], None]


def _interview(*then: str) -> Scene:
    def act(stage: DeskStage) -> None:
        stage.answer()
        for name in then:
            stage.press(name)

    return act


def _case(stage: DeskStage) -> None:
    stage.go("cases")
    stage.open_case()


SCENES: dict[str, Scene] = {
    "desk-interview": _interview(),
    "desk-company": _interview("step-company"),
    "desk-sheet": _interview("step-sheet"),
    "desk-code": _interview("act-code"),
    "desk-cases": _case,
    "desk-reminders": lambda stage: stage.go("reminders"),
    "desk-figures": lambda stage: stage.go("figures"),
    "desk-settings": lambda stage: stage.go("settings"),
    "desk-who": lambda stage: stage.window.lock(),
}


@contextmanager
def made_up_data(cases: Casework) -> Iterator[Path]:
    """A folder of data with a year of made-up work in it; gone afterwards."""
    with tempfile.TemporaryDirectory(prefix="aiguillage-") as folder:
        data = Path(folder)
        demo = Demo(cases.guide, SEED, datetime.now().astimezone(), [one.id for one in _PEOPLE])
        register = open_register(data, _SETTINGS.register)
        try:
            register.add_made_up(demo.cases(CASES), AdvisorId(_PEOPLE[0].id))
        finally:
            register.close()
        counts = Counts(data)
        for at, visit in demo.visits(VISITS):
            counts.add(at, visit)
        yield data


def take(folder: Path, cases: Casework) -> int:
    """Write `<page>--<theme>--<text size>--<language>.png` into `folder`; how many."""
    count = 0
    with made_up_data(cases) as data:
        for look in LOOKS:
            for name, scene in SCENES.items():
                path = folder / f"{name}--{look.theme}--{look.text_size}--{look.language}.png"
                _take(path, cases, data, look, scene)
                count += 1
    return count


def _take(path: Path, cases: Casework, data: Path, look: Look, scene: Scene) -> None:
    stage = DeskStage(cases, data, look)
    try:
        scene(stage)
        stage.settle()
        is_written = stage.window.grab().save(str(path))
    finally:
        stage.close()
    if not is_written:
        raise CannotWrite(path, OSError("the picture could not be written"))
