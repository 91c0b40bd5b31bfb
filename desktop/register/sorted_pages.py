"""One page of what matches, in any order, without ever looking at all that matches.

What matches is counted up to a thousand. If there are no more, their keys are read and sorted. If
there are, the tree of the order is walked from where the page begins, and the same is done at each
fork, until the page is full (see orders.py).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection

from desktop.register.model import URGENCY, Query, Sort
from desktop.register.orders import TREES, VALUES, Order

MORE_THAN = 1000
"""Where counting what matches stops."""
FEW = 1000
"""So many are read and sorted."""
LOWEST, HIGHEST = -(2**62), 2**62
AFTER_ALL = "\x7f"
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

    def below(self, row: int) -> Match:
        """Only those of older cases."""
        return Match(self.words, self.low, min(self.high, row - 1))

    def above(self, row: int) -> Match:
        """Only those of newer cases."""
        return Match(self.words, max(self.low, row + 1), self.high)


@dataclass(frozen=True, slots=True)
class Rows:
    """The rows of a page with their keys, and how many match, counted until MORE_THAN is passed."""

    rows: list[Found]
    matches: int


_WHERE = "FROM search WHERE search MATCH ? AND search.rowid BETWEEN ? AND ?"


def by_row(connection: Connection, match: Match, descending: bool, limit: int) -> list[int]:
    """The first rows that match, by the time they were opened."""
    way = "DESC" if descending else "ASC"
    statement = f"SELECT search.rowid {_WHERE} ORDER BY search.rowid {way} LIMIT ?"
    values = (match.words, match.low, match.high, limit)
    return [row for (row,) in connection.exec_driver_sql(statement, values)]


def page(connection: Connection, match: Match, query: Query, limit: int) -> Rows:
    """The first `limit` that match, after the query's cursor, as it wants them sorted."""
    newest = by_row(connection, match, True, max(FEW, MORE_THAN) + 1)
    if query.sort is Sort.OPENED:
        return Rows(_opened(connection, match, query, limit, newest), len(newest))
    walk = _Walk(connection, match, query, limit)
    if len(newest) <= FEW:
        walk.read_few(match)
    else:
        walk.visit_all()
    return Rows(walk.found, len(newest))


def _opened(
    connection: Connection, match: Match, query: Query, limit: int, newest: list[int]
) -> list[Found]:
    if query.descending and query.cursor is None and limit <= MORE_THAN:
        rows = newest[:limit]
    elif query.cursor is None:
        rows = by_row(connection, match, query.descending, limit)
    else:
        row = query.cursor.row
        rest = match.below(row) if query.descending else match.above(row)
        rows = by_row(connection, rest, query.descending, limit)
    return [("", row) for row in rows]


class _Walk:
    """One walk over the tree of one order, until the page is full."""

    def __init__(self, connection: Connection, match: Match, query: Query, limit: int) -> None:
        self.connection, self.match, self.limit = connection, match, limit
        self.sort, self.cursor, self.descending = query.sort, query.cursor, query.descending
        order = query.order
        if self.sort is Sort.STATE and not order:
            order = tuple(state.value for state in URGENCY)
        self.places = {each: number for number, each in enumerate(order)}
        self.found: list[Found] = []

    @property
    def missing(self) -> int:
        """How many rows the page still takes."""
        return self.limit - len(self.found)

    # Order of keys

    def _rank(self, key: str) -> Any:
        """What keys are compared by."""
        if self.sort in VALUES:
            return self.places.get(key, len(self.places)), key
        return key

    def _is_after(self, key: str, row: int) -> bool:
        """Whether a row comes after the page before; without a key it comes last."""
        if self.cursor is None:
            return True
        if key == self.cursor.key:
            return row < self.cursor.row
        if not key or not self.cursor.key:
            return not key
        rank, reached = self._rank(key), self._rank(self.cursor.key)
        return bool(rank < reached if self.descending else rank > reached)

    # A few

    def read_few(self, match: Match) -> None:
        """Reads the keys of all that match, and takes those that the page still wants."""
        statement = (
            f"SELECT sorting.{self.sort.value}, sorting.id FROM search CROSS JOIN sorting "
            "ON sorting.id = search.rowid WHERE search MATCH ? AND search.rowid BETWEEN ? AND ? "
            "ORDER BY search.rowid DESC"
        )
        values = (match.words, match.low, match.high)
        all_ = [(key, row) for key, row in self.connection.exec_driver_sql(statement, values)]
        left = [found for found in all_ if self._is_after(*found)]
        named = [found for found in left if found[0]]
        named.sort(key=lambda found: self._rank(found[0]), reverse=self.descending)
        blank = [found for found in left if not found[0]]
        self.found += [*named, *blank][: self.missing]

    # Many

    def visit_all(self) -> None:
        """Everything with a key, then what has none: last, whichever way."""
        order = TREES.get(self.sort) or VALUES[self.sort]
        if self.cursor is None or self.cursor.key:
            for key in self._values() if self.sort in VALUES else ():
                if self.missing:
                    self._read_equal(order.whole(key), key)
            if self.sort in TREES:
                self._visit_forks(order, "", 0)
        if self.missing:
            self._read_equal(order.blank, "")

    def _values(self) -> Sequence[str]:
        """The ids there are, in their order, from the cursor on."""
        known = "SELECT value FROM sort_values WHERE sort = ? AND value <> ''"
        found = self.connection.exec_driver_sql(known, (self.sort.value,)).scalars()
        named = sorted(found, key=self._rank, reverse=self.descending)
        start = named.index(self.cursor.key) if self.cursor and self.cursor.key in named else 0
        return named[start:]

    def _read_equal(self, facet: str, key: str) -> None:
        """Those with this very key, newest first."""
        match = self.match.within(facet)
        if self.cursor is not None and self.cursor.key == key:
            match = match.below(self.cursor.row)
        rows = by_row(self.connection, match, True, self.missing)
        self.found += [(key, row) for row in rows]

    def _visit_forks(self, order: Order, beginning: str, level: int) -> None:
        """All longer keys that begin so, fork by fork."""
        if level == len(order.steps) and not order.is_exact:
            self.read_few(self.match.within(order.fork(beginning)))
            return
        length = order.steps[level] if level < len(order.steps) else None
        for key, is_whole in self._keys(beginning, length):
            if not self.missing:
                return
            if is_whole:
                self._read_equal(order.whole(key), key)
            else:
                self._visit(order, key, level + 1)

    def _visit(self, order: Order, beginning: str, level: int) -> None:
        match = self.match.within(order.fork(beginning))
        matching = len(by_row(self.connection, match, True, FEW + 1))
        if matching > FEW:
            self._visit_forks(order, beginning, level)
        elif matching:
            self.read_few(match)

    def _keys(self, beginning: str, length: int | None) -> Iterator[tuple[str, bool]]:
        """The next forks, and whole keys where they are no longer than that, from the cursor on.

        Each is found in the index of the keys by going to where the one before it ends.
        """
        bound, is_in = self._start(beginning)
        while (key := self._next(bound, is_in)) is not None and key.startswith(beginning):
            is_whole = length is None or len(key) <= length
            if not is_whole:
                key = key[:length]
            yield key, is_whole
            bound, is_in = key, False
            if not is_whole:
                bound, is_in = (key, True) if self.descending else (key + AFTER_ALL, True)

    def _start(self, beginning: str) -> tuple[str, bool]:
        """Where the walk begins: at the first longer key, or at the cursor if that is later."""
        reached = self.cursor.key if self.cursor else None
        if self.descending:
            last = beginning + AFTER_ALL
            return (last if reached is None else min(last, reached)), True
        return (beginning, False) if reached is None or reached <= beginning else (reached, True)

    def _next(self, bound: str, is_in: bool) -> str | None:
        column = self.sort.value
        sign, way = ("<", "DESC") if self.descending else (">", "ASC")
        statement = (
            f"SELECT {column} FROM sorting WHERE {column} {sign}{'=' if is_in else ''} ? "
            f"AND {column} <> '' ORDER BY {column} {way} LIMIT 1"
        )
        found = self.connection.exec_driver_sql(statement, (bound,)).scalar()
        return None if found is None else str(found)
