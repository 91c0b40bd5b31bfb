"""A figure: what it shows, and the same as a table for whoever cannot see it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from desktop.export.cells import Cell


@dataclass(frozen=True, slots=True)
class Table:
    """The numbers of a figure, in words of one language."""

    headers: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]


@dataclass(frozen=True, slots=True)
class Strip:
    """A number for each month, the same months for all strips of a figure."""

    label: str
    values: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Strips:
    """A row of small columns for each label."""

    columns: tuple[str, ...]
    rows: tuple[Strip, ...]


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar, in parts where the figure has several; None is a number that is not told."""

    label: str
    parts: tuple[int | None, ...]


@dataclass(frozen=True, slots=True)
class Bars:
    """Lying bars, of parts named by `legend` where there are several."""

    rows: tuple[Bar, ...]
    legend: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Pair:
    """Two shares to hold against each other, from 0 to 1; None where there is none yet."""

    label: str
    first: float | None
    second: float | None
    told: tuple[str, str] = ("", "")
    """Both in words."""


@dataclass(frozen=True, slots=True)
class Pairs:
    """Two bars for each label, named by `legend`."""

    rows: tuple[Pair, ...]
    legend: tuple[str, str]


@dataclass(frozen=True, slots=True)
class Area:
    """One department on the map."""

    code: str
    name: str
    value: int


@dataclass(frozen=True, slots=True)
class Shaded:
    """The map, each department the darker the more it has."""

    areas: tuple[Area, ...]


Drawn = Strips | Bars | Pairs | Shaded


@dataclass(frozen=True, slots=True)
class Figure:
    """One picture with its title, its gist in a sentence, a note to read it by, and its table."""

    id: str
    title: str
    gist: str
    note: str
    drawn: Drawn
    table: Table


@dataclass(frozen=True, slots=True)
class Figures:
    """All figures of a period."""

    title: str
    period: str
    cases: int
    keys: tuple[tuple[str, str], ...]
    """The few numbers that head the page: (number, what it counts)."""
    all: Sequence[Figure]
    made_up: bool = False

    def get(self, figure_id: str) -> Figure:
        """One of them; raises KeyError."""
        for figure in self.all:
            if figure.id == figure_id:
                return figure
        raise KeyError(figure_id)
