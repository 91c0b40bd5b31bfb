"""One thing that was looked at: how it stands, and what to do about it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import IntEnum

from desktop.text import Phrase, phrase

UNCHECKED = "unchecked"
"""The end of every check's case for one that could not be carried out."""


class State(IntEnum):
    """How one thing stands, the worst being the greatest."""

    WELL = 0
    NOTE = 1
    """Nothing to mend, but good to know."""
    WARNING = 2
    FAULT = 3


@dataclass(frozen=True, slots=True)
class Finding:
    """What one check found. `case` names it, as `guide.signed`; `values` is what it measured."""

    case: str
    state: State
    values: Mapping[str, object]

    @property
    def check(self) -> str:
        """The check that found it."""
        return self.case.partition(".")[0]

    @property
    def _key(self) -> str:
        return UNCHECKED if self.case.endswith(f".{UNCHECKED}") else self.case

    @property
    def sentence(self) -> Phrase:
        """What was found, in plain words."""
        return phrase(f"doctor.{self._key}", **self.values)

    @property
    def remedy(self) -> Phrase | None:
        """What to do; nothing where all is well."""
        if self.state < State.WARNING:
            return None
        return phrase(f"doctor.remedy.{self._key}", **self.values)


def well(case: str, **values: object) -> Finding:
    """All is well."""
    return Finding(case, State.WELL, values)


def note(case: str, **values: object) -> Finding:
    """Nothing to mend, but good to know."""
    return Finding(case, State.NOTE, values)


def warning(case: str, **values: object) -> Finding:
    """The program works, and something should be mended."""
    return Finding(case, State.WARNING, values)


def fault(case: str, **values: object) -> Finding:
    """Somebody cannot be served, or data are in danger."""
    return Finding(case, State.FAULT, values)
