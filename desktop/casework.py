"""The use cases: take a guide into use, open a visit, conclude it. What the screens call."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from desktop import interview
from desktop.guide.model import Guide
from desktop.interview import Interview
from desktop.library.adoption import find_in_use, why_not_proved
from desktop.library.copies import library_folder
from desktop.territory import Communes
from desktop.text import Phrase, phrase

if TYPE_CHECKING:  # the first screen is painted before anything is routed
    from desktop.routing import Outcome


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
        from desktop import ticket  # late: few visits begin with a code

        opened = ticket.decode(self.guide, code, self.communes)
        return interview.reopen(self.guide, opened.answers, language), opened.left_out

    def conclude(self, visit: Interview) -> Outcome:
        """The outcome of a visit, under today's routes."""
        from desktop.routing import route  # late: the first screen routes nothing

        return route(self.guide, visit.answers, date.today())


class Adopted(NamedTuple):
    """What a start works with, and what the person must be told about it."""

    casework: Casework
    notices: tuple[Phrase, ...] = ()
    is_shipped: bool = False

    def keep_guide(self, data: Path) -> None:
        """Keeps a copy of the program's own guide, so that what it says can be worked out later.

        Slow the first time only: call it when the window is there. Others were kept before use.
        """
        if self.is_shipped:
            from desktop.library.shelf import keep_shipped  # late: no start waits for it

            keep_shipped(data, self.casework.guide, date.today())


def adopt(folder: Path | None, data: Path) -> Adopted:
    """Takes into use the guide in `folder` (on trial), or the one that the data folder says.

    Raises GuideRefused or CannotRead: for the guide on trial, or a broken program.
    """
    if folder is None:
        used = find_in_use(data, date.today())
        return Adopted(Casework(used.guide, on_trial=False), used.notices, used.entry is None)
    from desktop.guide.loader import load_guide  # late: the shipped guide is read beforehand

    guide = load_guide(folder)
    reasons = why_not_proved(library_folder(data), guide, date.today())
    notices = tuple(phrase("library.notice.trial", reason=reason) for reason in reasons)
    return Adopted(Casework(guide, on_trial=True), notices)
