"""Counts as a table to pass on: small numbers hidden, and what would give them away with them.

In each half-day and under each guide, a dimension shows nothing of a number under 5. With it go the
next smallest ones, until at least two different numbers are hidden that make 5 or more together.
Whoever knows the sum then cannot tell which is which, even knowing this rule. Where that cannot be,
the whole half-day is hidden. A half-day in progress is not shown: two exports of it could be
subtracted from each other.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from desktop.export.cells import neutral
from desktop.kiosk.counts import DIMENSIONS, HALVES, Cell, half_of

LEAST = 5
"""The smallest number that is shown."""

HEADER = ("date", "half_day", "guide", "dimension", "value", "visits", "note")
HIDDEN, IN_PROGRESS = "hidden", "in-progress"

_VISITS, _THEME, _NEED, _MEMBER = "visits", "theme", "need", "member"
_ADD_UP = ("department", "language", "end")
"""Dimensions of which each visit has one value at most: they may add up to all visits."""

_Values = dict[str, int]
_BOM = "\ufeff"


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table. `visits` is None where `note` says why."""

    day: str
    half: str
    guide: str
    dimension: str
    value: str
    visits: int | None
    note: str = ""


def to_csv(cells: Iterable[Cell], now: datetime, separator: str = ",") -> str:
    """The table as text that a spreadsheet reads: nothing in it can become a formula."""
    text = io.StringIO()
    writer = csv.writer(text, delimiter=separator, lineterminator="\r\n")
    writer.writerow(HEADER)
    for row in to_rows(cells, now):
        values = (row.day, row.half, row.guide, row.dimension, row.value, row.visits, row.note)
        writer.writerow(["" if value is None else neutral(str(value)) for value in values])
    return _BOM + text.getvalue()


def to_rows(cells: Iterable[Cell], now: datetime) -> Iterator[Row]:
    """The lines of the table, half-day after half-day."""
    ordered = sorted(cells, key=lambda cell: (cell.day, HALVES.index(cell.half), cell.guide))
    current = (now.date(), HALVES.index(half_of(now)))
    for (day, half, guide), group in groupby(
        ordered, lambda cell: (cell.day, cell.half, cell.guide)
    ):
        place = (day.isoformat(), half, guide)
        if (day, HALVES.index(half)) >= current:
            yield Row(*place, _VISITS, "", None, IN_PROGRESS)
            continue
        for dimension, value, visits, note in _shown(_tables(group)):
            yield Row(*place, dimension, value, visits, note)


def _tables(group: Iterable[Cell]) -> dict[str, _Values]:
    tables: dict[str, _Values] = {name: {} for name in DIMENSIONS}
    for cell in group:
        tables.setdefault(cell.dimension, {})[cell.value] = cell.n
    return tables


def _shown(tables: dict[str, _Values]) -> Iterator[tuple[str, str, int | None, str]]:
    hidden = _hide(tables)
    if hidden is None:
        yield _VISITS, "", None, HIDDEN
        return
    for dimension, values in tables.items():
        for value in sorted(values.keys() - hidden[dimension]):
            yield dimension, value, values[value], ""
        # Not how many values are hidden, nor which: a value not shown may be there or not.
        if hidden[dimension]:
            yield dimension, "", None, HIDDEN


def _hide(tables: dict[str, _Values]) -> dict[str, set[str]] | None:
    """The values to hide in each dimension; None: the whole half-day."""
    visits = sum(tables[_VISITS].values())
    if visits < LEAST:
        return None
    hidden: dict[str, set[str]] = {_VISITS: set()}
    for dimension in _ADD_UP:
        found = hidden_in(_made_up(tables[dimension], visits))
        if found is None:
            return None
        hidden[dimension] = found & tables[dimension].keys()
    needs = _by_theme(tables[_NEED])
    told_by_theme = {theme for theme, values in needs.items() if hidden_in(values) is None}
    hidden[_THEME] = _hidden_or_all(tables[_THEME], told_by_theme)
    hidden[_MEMBER] = _hidden_or_all(tables[_MEMBER])
    hidden[_NEED] = set()
    for theme, values in needs.items():
        is_told = theme in tables[_THEME].keys() - hidden[_THEME]
        hidden[_NEED] |= _hidden_or_all(values) if is_told else set(values)
    return hidden


def _made_up(values: _Values, visits: int) -> _Values:
    """The values and, under no name, the visits that have none of them."""
    rest = visits - sum(values.values())
    return {**values, "": rest} if rest > 0 else values


def _hidden_or_all(values: _Values, also: AbstractSet[str] = frozenset()) -> set[str]:
    found = hidden_in(values, also)
    return set(values) if found is None else found


def _by_theme(needs: _Values) -> dict[str, _Values]:
    found: dict[str, _Values] = {}
    for need, n in needs.items():
        found.setdefault(need.partition("/")[0], {})[need] = n
    return found


def hidden_in(values: _Values, also: AbstractSet[str] = frozenset()) -> set[str] | None:
    """What to hide of numbers whose sum may be known; None when hiding all would not do."""
    hidden = {value for value, n in values.items() if n < LEAST or value in also}
    if not hidden:
        return hidden
    # Level by level, equals together: which value is hidden depends on its number alone.
    for level in sorted({values[value] for value in values.keys() - hidden}):
        if _is_unclear(values, hidden):
            return hidden
        hidden |= {value for value, n in values.items() if n <= level}
    return hidden if _is_unclear(values, hidden) else None


def _is_unclear(values: _Values, hidden: set[str]) -> bool:
    numbers = [values[value] for value in hidden]
    return len(set(numbers)) > 1 and sum(numbers) >= LEAST
