"""The use cases: take a guide into use, open a visit, conclude it. What the screens call."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from desktop import interview, paths, ticket
from desktop.guide.loader import load_guide
from desktop.guide.model import Guide
from desktop.interview import Interview
from desktop.routing import Outcome, route
from desktop.territory import Communes
from desktop.text import Phrase


@dataclass(frozen=True)
class Casework:
    """One guide in use. `on_trial`: its folder was named by hand, and nothing is kept."""

    guide: Guide
    on_trial: bool
    communes: Communes = field(default_factory=Communes)

    def open(self, language: str) -> Interview:
        """A new visit."""
        return interview.start(self.guide, language)

    def reopen(self, code: str, language: str) -> tuple[Interview, tuple[Phrase, ...]]:
        """The visit that a ticket's code holds, and what of it could not be kept.

        Raises BadTicket.
        """
        opened = ticket.decode(self.guide, code)
        return interview.reopen(self.guide, opened.answers, language), opened.left_out

    def conclude(self, visit: Interview) -> Outcome:
        """The outcome of a visit, under today's routes."""
        return route(self.guide, visit.answers, date.today())


def adopt(folder: Path | None) -> Casework:
    """Takes into use the guide in `folder` (on trial), or the shipped one.

    Raises GuideRefused or CannotRead.
    """
    return Casework(load_guide(folder or paths.shipped_guide()), on_trial=folder is not None)
