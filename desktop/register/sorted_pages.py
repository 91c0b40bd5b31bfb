"""One page of what matches, in any order, without ever looking at all that matches.

An order is a tree of facets in the full-text index. At each node the index counts what matches
there, and stops at `FEW`: few are read and sorted; of many, the children are visited in their
order until the page is full. Cases with the very same key come newest first, which is the index's
own order.
"""

from __future__ import annotations

import string
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection

from desktop.register.document import BLANK, DAY_STEPS, DAYS, DEPTH, END, LETTERS, VALUES, coded
from desktop.register.model import URGENCY, Cursor, Query, Sort

FEW = 2000
LOWEST, HIGHEST = -(2**62), 2**62
_LETTERS = (END, *string.digits, *string.ascii_lowercase, "~")
_YEARS = range(2000, 2100)
Found = tuple[str, int]
"""A key and a row."""


@dataclass(frozen=True, slots=True)
class Match:
    """What the full-text index is asked, and between which rows."""

    words: str
    low: int
    high: int

    def within(self, facet: str) -> Match:
        """Only those that have this facet too."""
        return Match(f'{self.words} AND "{facet}"', self.low, self.high)


_WHERE = "FROM search WHERE search MATCH ? AND search.rowid BETWEEN ? AND ?"


def count(connection: Connection, match: Match, limit: int) -> int:
    """How many match, `limit` at most."""
    statement = f"SELECT count(*) FROM (SELECT 1 {_WHERE} LIMIT ?)"
    found = connection.exec_driver_sql(statement, (match.words, match.low, match.high, limit))
    return int(found.scalar_one())


def by_row(connection: Connection, match: Match, descending: bool, limit: int) -> list[int]:
    """The first rows that match, by the time they were opened."""
    statement = f"SELECT search.rowid {_WHERE} ORDER BY search.rowid {_way(descending)} LIMIT ?"
    values = (match.words, match.low, match.high, limit)
    return [row for (row,) in connection.exec_driver_sql(statement, values)]


def _way(descending: bool) -> str:
    return "DESC" if descending else "ASC"


def page(connection: Connection, match: Match, query: Query, limit: int) -> list[Found]:
    """The first `limit` that match, after the query's cursor, as it wants them sorted."""
    if query.sort is Sort.OPENED:
        return _opened(connection, match, query, limit)
    walk = _Walk(connection, match, query, limit)
    walk.visit_root()
    return walk.found


def _opened(connection: Connection, match: Match, query: Query, limit: int) -> list[Found]:
    low, high = match.low, match.high
    if query.cursor and query.descending:
        high = min(high, query.cursor.row - 1)
    elif query.cursor:
        low = max(low, query.cursor.row + 1)
    rows = by_row(connection, Match(match.words, low, high), query.descending, limit)
    return [("", row) for row in rows]


class _Walk:
    """One walk over the tree of one order, until the page is full."""

    def __init__(self, connection: Connection, match: Match, query: Query, limit: int) -> None:
        self.connection, self.match, self.query, self.limit = connection, match, query, limit
        self.found: list[Found] = []
        self.is_blank_past = query.cursor is not None and query.cursor.key == ""

    def visit_root(self) -> None:
        """Everything with a key, then what has none: last, whichever way."""
        sort = self.query.sort
        if sort in VALUES:
            self._visit_values(VALUES[sort])
            return
        name = LETTERS.get(sort) or DAYS[sort]
        if not self.is_blank_past:
            few = count(self.connection, self.match, FEW + 1) <= FEW
            if few:
                self._read_and_sort(self.match)
            else:
                for child in self._children(""):
                    self._visit(name, child)
        if not self.is_full:
            self._read_equal(self.match.within(f"={name}{BLANK}"), "")

    @property
    def is_full(self) -> bool:
        return len(self.found) >= self.limit

    def _visit(self, name: str, node: str) -> None:
        if self.is_full or self._is_past(node):
            return
        match = self.match.within(f"={name}{node}")
        if node.endswith(END):
            self._read_equal(match, node[:-1])
            return
        matching = count(self.connection, match, FEW + 1)
        if matching == 0:
            return
        if matching <= FEW or self._is_leaf(node):
            self._read_and_sort(match)
            return
        for child in self._children(node):
            self._visit(name, child)

    def _is_leaf(self, node: str) -> bool:
        return len(node) >= (DEPTH if self.query.sort in LETTERS else DAY_STEPS[-1])

    def _is_past(self, node: str) -> bool:
        """Whether all of the node comes before the cursor."""
        cursor: Cursor | None = self.query.cursor
        if cursor is None:
            return False
        reached = (cursor.key + END)[: len(node)] if self.query.sort in LETTERS else cursor.key
        reached = reached[: len(node)]
        order = _rank(node), _rank(reached)
        return order[0] > order[1] if self.query.descending else order[0] < order[1]

    def _children(self, node: str) -> Sequence[str]:
        made = list(_letters(node) if self.query.sort in LETTERS else _days(node))
        return made[::-1] if self.query.descending else made

    def _visit_values(self, name: str) -> None:
        for value in self._values(name):
            if self.is_full:
                return
            self._read_equal(self.match.within(f"={name}{coded(value)}"), value)

    def _values(self, name: str) -> list[str]:
        """The values of this order that there are, as they are sorted; "" last."""
        column = self.query.sort.value
        found = self.connection.exec_driver_sql(_KNOWN, (column,)).scalars()
        order = self.query.order
        if self.query.sort is Sort.STATE and not order:
            order = tuple(each.value for each in URGENCY)
        place = {each: number for number, each in enumerate(order)}
        named = sorted(set(found) - {""}, key=lambda value: (place.get(value, len(place)), value))
        ordered = [*(named[::-1] if self.query.descending else named), ""]
        cursor = self.query.cursor
        start = ordered.index(cursor.key) if cursor and cursor.key in ordered else 0
        return ordered[start:]

    def _read_equal(self, match: Match, key: str) -> None:
        """Those with this very key, newest first."""
        cursor = self.query.cursor
        if cursor is not None and cursor.key == key:
            match = Match(match.words, match.low, min(match.high, cursor.row - 1))
        rows = by_row(self.connection, match, True, self.limit - len(self.found))
        self.found += [(key, row) for row in rows]

    def _read_and_sort(self, match: Match) -> None:
        column, way = self.query.sort.value, _way(self.query.descending)
        statement = (
            f"SELECT sorting.{column}, sorting.id FROM search CROSS JOIN sorting ON sorting.id = "
            "search.rowid WHERE search MATCH ? AND search.rowid BETWEEN ? AND ? "
            f"AND sorting.{column} <> '' {{after}} ORDER BY sorting.{column} {way}, "
            "sorting.id DESC LIMIT ?"
        )
        after, values = "", [match.words, match.low, match.high]
        if self.query.cursor is not None:
            sign = "<" if self.query.descending else ">"
            after = f"AND (sorting.{column} {sign} ? OR (sorting.{column} = ? AND sorting.id < ?))"
            values += [self.query.cursor.key, self.query.cursor.key, self.query.cursor.row]
        values.append(self.limit - len(self.found))
        found = self.connection.exec_driver_sql(statement.format(after=after), tuple(values))
        self.found += [(key, row) for key, row in found]


def _rank(node: str) -> list[Any]:
    """Node names compare as keys do: an end before any letter."""
    return [(_LETTERS.index(c) if c in _LETTERS else -1, c) for c in node]


def _letters(node: str) -> Iterator[str]:
    return (node + letter for letter in _LETTERS)


def _days(node: str) -> Iterator[str]:
    if node == "":
        return (f"{year:04}" for year in _YEARS)
    last = 12 if len(node) == DAY_STEPS[0] else 31
    return (f"{node}-{number:02}" for number in range(1, last + 1))


_KNOWN = "SELECT value FROM sort_values WHERE sort = ?"
