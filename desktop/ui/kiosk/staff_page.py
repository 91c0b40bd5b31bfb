"""What staff see behind the PIN: how the day went, what is wrong, and the ways on and out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.kiosk import counts, faults, hours, paper, speech
from desktop.sheet.dates import in_words
from desktop.text import Phrase, phrase
from desktop.ui.kiosk.look import KioskLook
from desktop.ui.kiosk.place import Place
from desktop.ui.widgets.buttons import Button
from desktop.ui.widgets.grid import Grid
from desktop.ui.widgets.page import Page
from desktop.ui.widgets.pieces import Item
from desktop.ui.widgets.rows import Panel
from desktop.ui.widgets.words import Heading, Words


@dataclass(frozen=True, slots=True)
class Day:
    """What there is to say of a kiosk at this moment."""

    state: tuple[Phrase, ...]
    faults: tuple[Phrase, ...]


def load_day(place: Place) -> Day:
    """Looks at counts, printer and faults; not on the window's thread."""
    return Day(tuple(_state(place)), tuple(_faults(place.data, place)))


def _state(place: Place) -> Iterator[Phrase]:
    now, kiosk, guide = place.now(), place.configuration.kiosk, place.casework.guide
    yield phrase("kiosk-core.status.visits", n=counts.visits_on(place.data, now.date()))
    yield phrase("kiosk-core.status.guide", title=guide.title, version=guide.version)
    state, change = "open" if hours.is_open(kiosk, now) else "closed", hours.next_change(kiosk, now)
    if change is None:
        yield phrase(f"kiosk-core.status.{state}-always")
    else:
        day, time = in_words(change.date()), f"{change:%H:%M}"
        yield phrase(f"kiosk-core.status.{state}-until", day=day, time=time)
    fault = paper.look_at(kiosk.printer)
    if fault is None:
        yield phrase("kiosk-core.status.printer-ready", queue=kiosk.printer)
    else:
        of_fault = phrase(f"kiosk-core.fault.{fault.code}")
        yield phrase("kiosk-core.status.printer", state=of_fault)
    if kiosk.speech and not speech.is_available():
        yield phrase("kiosk-core.status.voice-missing")


def _faults(data: Path, place: Place) -> Iterator[Phrase]:
    for seen in faults.faults_today(data, place.now()):
        last = f"{seen.last:%H:%M}"
        yield phrase("kiosk.staff.fault", last=last, n=seen.times, fault=seen.phrase)


class StaffPage(Page):
    """Shows the day; only asks for what is to be done."""

    paper_wanted = Signal()
    language_wanted = Signal()
    quit_wanted = Signal()

    def __init__(self, day: Day, start_language: str, look: KioskLook) -> None:
        super().__init__(look, 900, "staff-page")
        self._look = look
        self.column.addWidget(Heading(phrase("kiosk.staff.title"), look, "h1"))
        panel = Panel(look)
        for sentence in day.state:
            panel.column.addWidget(Item(sentence, look, "info"))
        self.column.addWidget(panel)
        self.column.addWidget(self._faults_of(day))
        self.status = Words("", look, "strong")
        self.status.setObjectName("staff-status")
        self.status.hide()
        self.column.addWidget(self.status)
        self._language = Button(
            "staff-language", self._language_words(start_language), look, "secondary", "website"
        )
        self.column.addWidget(self._actions())
        self.column.addStretch(1)

    def show_status(self, sentence: Phrase, is_error: bool) -> None:
        """Say what came of what was asked."""
        self.status.show_in("error" if is_error else "ok", self._look.say(sentence))
        self.status.show()
        self.settle()
        self.ensureWidgetVisible(self.status)

    def show_language(self, language: str) -> None:
        """Show which language the next visits begin in."""
        self._language.show_words(self._look.say(self._language_words(language)), "website")

    def _language_words(self, language: str) -> Phrase:
        return phrase("kiosk.staff.language", language=phrase(f"kiosk.language.{language}"))

    def _faults_of(self, day: Day) -> Panel:
        look, panel = self._look, Panel(self._look)
        panel.column.addWidget(Heading(phrase("kiosk.staff.faults"), look, "h3", 2))
        for sentence in day.faults:
            panel.column.addWidget(Item(sentence, look, "error"))
        if not day.faults:
            panel.column.addWidget(Item(phrase("kiosk.staff.no-fault"), look))
        return panel

    def _actions(self) -> QWidget:
        look, holder = self._look, QWidget()
        paper_ = Button("staff-paper", phrase("kiosk.staff.paper"), look, "secondary", "print")
        quit_ = Button("staff-quit", phrase("kiosk.staff.quit"), look, "secondary", "lock")
        wishes = {
            paper_: self.paper_wanted,
            self._language: self.language_wanted,
            quit_: self.quit_wanted,
        }
        grid = Grid(max(b.sizeHint().width() for b in wishes), 2, max(8, look.px(8)))
        for button, wish in wishes.items():
            button.widen()
            button.clicked.connect(wish)
            grid.addWidget(button)
        down = QVBoxLayout(holder)
        down.setContentsMargins(0, 0, 0, 0)
        down.addLayout(grid)
        return holder
