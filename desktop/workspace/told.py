"""What is asked and told of a draft: sentences and ids, light enough to travel."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TypeAlias

from desktop.errors import Fault
from desktop.text import Phrase, Text
from desktop.workspace.signoffs import Standing

STAGES = ("faults", "proof", "diff", "cases")


@dataclass(frozen=True, slots=True)
class Request:
    """A draft to look at: its files, the guide it would replace, records to hold it against."""

    number: int
    files: dict[str, bytes]
    in_use: str
    on: date
    records: str = ""


@dataclass(frozen=True, slots=True)
class Visit:
    """A visit that shows something: its code, and its answers as sentences."""

    code: str
    told: tuple[Phrase, ...]


@dataclass(frozen=True, slots=True)
class FaultsFound:
    """Every fault of the draft. `is_loaded`: it can still be proved. `parts`: hash by member."""

    faults: tuple[Fault, ...]
    is_loaded: bool
    standings: tuple[Standing, ...] = ()
    parts: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Found:
    """One fault of the proof."""

    sentence: Phrase
    subject: str
    visit: Visit | None


@dataclass(frozen=True, slots=True)
class Line:
    """One of the nine lines of the proof."""

    property: int
    holds: bool
    found: tuple[Found, ...]


@dataclass(frozen=True, slots=True)
class ProofTold:
    """The nine lines; `refused` says why nothing is claimed, when it is too large."""

    visits: Text
    lines: tuple[Line, ...]
    refused: Phrase | None = None

    @property
    def holds(self) -> bool:
        """Whether all nine are proved."""
        return self.refused is None and all(line.holds for line in self.lines)


@dataclass(frozen=True, slots=True)
class ChangeTold:
    """A class of visits that change."""

    title: Phrase
    sentences: tuple[Phrase, ...]
    visit: Visit


@dataclass(frozen=True, slots=True)
class DiffTold:
    """What changes for visitors from the guide in use to the draft."""

    summary: Phrase
    changes: tuple[ChangeTold, ...] = ()
    notes: tuple[Phrase, ...] = ()
    changed: int = 0
    refused: Phrase | None = None


@dataclass(frozen=True, slots=True)
class CasesTold:
    """What changes for past cases."""

    lines: tuple[Phrase, ...]
    changed: int = 0
    refused: Phrase | None = None


@dataclass(frozen=True, slots=True)
class Began:
    """A stage is under way."""

    stage: str


@dataclass(frozen=True, slots=True)
class Skipped:
    """A stage that has no meaning while the draft has faults, or is not asked for."""

    stage: str


@dataclass(frozen=True, slots=True)
class Failed:
    """Our own fault in one stage: said, never shown as a result."""

    stage: str
    error: str


Told: TypeAlias = FaultsFound | ProofTold | DiffTold | CasesTold | Began | Skipped | Failed
