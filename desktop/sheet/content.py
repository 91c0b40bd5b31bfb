"""What stands on a sheet, as words in one language: the same for paper, screen, copy and mark."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Way:
    """One channel: its label, what to read, where a click leads, and what to beware of."""

    kind: str
    label: str
    value: str
    link: str | None
    note: str | None


@dataclass(frozen=True, slots=True)
class Entry:
    """A door as it is shown: in what capacity, which office, how to ask, its channels."""

    capacity: str
    name: str
    detail: str | None
    say: str | None
    ways: tuple[Way, ...]
    note: str | None


@dataclass(frozen=True, slots=True)
class Basis:
    """What a reason rests on: which place of which dated source, and its content in our words."""

    reference: str
    gist: str


@dataclass(frozen=True, slots=True)
class Card:
    """One member to see. `also`: weaker reasons beside its own, and what these rest on."""

    icon: str
    name: str
    short: str
    role: str
    needs: tuple[str, ...]
    why: tuple[str, ...]
    main_why: tuple[str, ...]
    sources: tuple[Basis, ...]
    also: tuple[str, ...]
    also_sources: tuple[Basis, ...]
    entries: tuple[Entry, ...]
    steps: tuple[str, ...]
    prepare: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Notice:
    """Something the network does not answer, said with what to do instead."""

    title: str
    because: str
    step: str
    source: Basis


@dataclass(frozen=True, slots=True)
class Said:
    """One answer of the visitor."""

    label: str
    answer: str


@dataclass(frozen=True, slots=True)
class Content:
    """A whole sheet."""

    language: str
    date: tuple[int, int, int]
    made: str
    guide: str
    trial: bool
    said: tuple[Said, ...]
    open: str | None
    heading: str
    pace: str | None
    prepare: tuple[str, ...]
    cards: tuple[Card, ...]
    consider: tuple[Card, ...]
    notices: tuple[Notice, ...]
    code: str
