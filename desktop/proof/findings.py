"""What a proof finds: which property, in which words, shown by which visit."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import IntEnum

from desktop.proof.witness import Witness
from desktop.text import Phrase


class Property(IntEnum):
    """The nine properties that make a guide trustworthy."""

    NOBODY_WITHOUT_A_DOOR = 1
    DIVISION_OF_ROLES = 2
    NO_IDLE_ROUTE = 3
    EVERYTHING_REACHED = 4
    UNNECESSARY_QUESTIONS = 5
    OFFICES_EVERYWHERE = 6
    BOTH_LANGUAGES = 7
    SOURCES_COVERED = 8
    DATED_CHANGES = 9


@dataclass(frozen=True, slots=True)
class Finding:
    """One fault. `subject` is the id of what is at fault; `witness` a visit that shows it.

    Faults of texts, sources and offices have no visit to show: they are there to be read.
    """

    property: Property
    code: str
    subject: str
    sentence: Phrase
    on: date
    witness: Witness | None = None
