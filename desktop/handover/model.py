"""One hand-over: which case goes to which member, through which door, in which language."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from desktop.doors import Door, DoorKind, find_doors
from desktop.guide.model import Guide, Member, Office
from desktop.register.model import Case, Company
from desktop.routing import Outcome
from desktop.text import Phrase, Text, phrase, say

_UNSAFE = re.compile(r"[^a-z0-9]+")


@dataclass(frozen=True, slots=True)
class File:
    """A file to be made: its name, safe on every system, and its bytes."""

    name: str
    content: bytes


@dataclass(frozen=True)
class HandOver:
    """A case handed to a member.

    `outcome` is the case's own, worked out anew by its guide. `sender`: the name the advisor signs
    with. `door`: the way in that was chosen; without one, the first with an e-mail address, else
    the first. `is_trial`: the guide is on trial, and nothing of it is to be handed out.
    `is_todays`: the guide of that day is gone, and `outcome` is what another guide says.
    """

    case: Case
    outcome: Outcome
    member_id: str
    language: str
    made: datetime
    sender: str = ""
    door: Door | None = None
    is_trial: bool = False
    is_todays: bool = False

    def through(self, guide: Guide) -> HandOver:
        """Through a door as this guide knows it: numbers and addresses change, verdicts do not."""
        known = next((one for one in guide.members if one.id == self.member_id), None)
        if known is None:
            return self
        doors = find_doors(guide, known, self.outcome.territory)
        return replace(self, door=_first(doors))

    @property
    def member(self) -> Member:
        """The member; raises KeyError for one that the guide does not have."""
        return self.outcome.guide.get_member(self.member_id)

    @property
    def doors(self) -> tuple[Door, ...]:
        """Every way in from the place of the project."""
        return find_doors(self.outcome.guide, self.member, self.outcome.territory)

    @property
    def way_in(self) -> Door | None:
        """The door that is used."""
        if self.door is not None:
            return self.door
        return _first(self.doors)

    @property
    def office(self) -> Office | None:
        """Whom it goes to."""
        return self.way_in.office if self.way_in else None

    @property
    def needs(self) -> str:
        """The needs that are sent, in words; one that the guide does not know, by its id."""
        names = {need.id: need.name for need in self.outcome.guide.needs}
        sent = (each.need for each in self.case.referrals if each.member == self.member_id)
        said = (self.say(names.get(need, need)) for need in dict.fromkeys(sent))
        return on_one_line(", ".join(said))

    @property
    def reference(self) -> str:
        """A few signs by which both sides name the case, and nothing else."""
        return self.case.id[-8:]

    @property
    def company(self) -> Company | None:
        """Who may be named: None without consent, or once erased."""
        company = self.case.company
        return company if company is not None and company.consent is not None else None

    def say(self, sentence: Phrase | Text | str) -> str:
        """The sentence in the language of the hand-over."""
        return say(sentence, self.language)

    def file_name(self, kind: str, ending: str) -> str:
        """A name that says what it is and of which case, without anybody's name."""
        words = (self.say(phrase(f"handover.file-{kind}")), self.member.short, self.reference)
        return f"{to_file_name(words)}.{ending}"


def _first(doors: tuple[Door, ...]) -> Door | None:
    return next((door for door in doors if address_of(door)), doors[0] if doors else None)


def address_of(door: Door) -> str | None:
    """The e-mail address of the member itself; a relay's is another member's."""
    if door.kind is DoorKind.RELAY or door.office.email is None:
        return None
    return door.office.email.value


def to_file_name(words: Iterable[str]) -> str:
    """Words as a name of a file: plain letters, digits and hyphens."""
    flat = unicodedata.normalize("NFKD", " ".join(words).casefold())
    plain = "".join(c for c in flat if not unicodedata.combining(c))
    return _UNSAFE.sub("-", plain).strip("-")[:80] or "aiguillage"


def on_one_line(text: str) -> str:
    """The text without line ends or other signs that are not shown."""
    plain = "".join(c if c.isprintable() else " " for c in text)
    return " ".join(plain.split())
