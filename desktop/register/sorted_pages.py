"""One page of what matches, in any order, without ever looking at all that matches.

If what matches is not too much, its keys are read and sorted by SQLite. If it is, the tree of the
order is walked from where the page begins, and at each fork what matches there is read if it is
little, or the next forks are walked, until the page is full (see orders.py).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import Connection

from desktop.register.matching import Match, by_row, count
from desktop.register.model import URGENCY, Query, Sort
from desktop.register.orders import ORDERS, VALUES, Order, place_sort
from desktop.register.packed import to_json

MORE_THAN = 1000
"""Where counting what matches stops."""
MANY, FEW = 3000, 1000
"""So many are read and sorted: of all that match, and of what matches at a fork."""
SEPARATOR = "\x1f"
AFTER_ALL = "\x7f"
Found = tuple[str, int]
"""A key and a row."""


@dataclass(frozen=True, slots=True)
class Rows:
    """The rows of a page with their keys, and how many match, counted until MORE_THAN is passed."""

    rows: list[Found]
    matches: int


def page(connection: Connection, match: Match, query: Query, limit: int) -> Rows:
    """The first `limit` that match, after the query's cursor, as it wants them sorted."""
    walk = _Walk(connection, match, query, limit)
    stop = MORE_THAN if walk.is_by_time else max(MANY, MORE_THAN)
    known = query.cursor.matches if query.cursor else 0
    if known > stop or (known and walk.is_by_time):
        newest, matches = [], known  # the page before has counted
    else:
        newest = by_row(connection, match, True, stop + 1)
        matches = len(newest)
    if walk.is_by_time:
        return Rows(_by_time(connection, match, query, limit, newest, walk.only), matches)
    if matches <= MANY:
        walk.read(newest)
    else:
        walk.visit()
    return Rows(walk.found, matches)


def _by_time(
    connection: Connection, match: Match, query: Query, limit: int, newest: list[int], key: str
) -> list[Found]:
    """Those that match, by the time they were opened; or all with the same key, newest first."""
    descending = query.descending or bool(key)
    if descending and query.cursor is None:
        rows = newest[:limit]
    elif query.cursor is None:
        rows = by_row(connection, match, descending, limit)
    else:
        row = query.cursor.row
        rest = match.below(row) if descending else match.above(row)
        rows = by_row(connection, rest, descending, limit)
    return [(key, row) for row in rows]


class _Walk:
    """One walk over the tree of one order, until the page is full."""

    def __init__(self, connection: Connection, match: Match, query: Query, limit: int) -> None:
        self.connection, self.match, self.query, self.limit = connection, match, query, limit
        self.sort, self.cursor, self.descending = query.sort, query.cursor, query.descending
        self.values = self._values() if self.sort in VALUES else []
        self.found: list[Found] = []
        filters = {Sort.DEPARTMENT: query.department, Sort.ADVISOR: query.advisor}
        self.only = filters.get(self.sort, "")
        """The one key that the query's own filters leave, if they do: there is nothing to sort."""

    @property
    def is_by_time(self) -> bool:
        """Whether the order is that of the index itself."""
        return self.sort is Sort.OPENED or bool(self.only)

    @property
    def missing(self) -> int:
        """How many rows the page still takes."""
        return self.limit - len(self.found)

    def read(self, rows: list[int]) -> None:
        """The page, when all that matches is known."""
        source = "json_each(?) CROSS JOIN sorting ON sorting.id = json_each.value"
        self._read_sorted(source, to_json(rows))

    def visit(self) -> None:
        """Everything with a key, then what has none: last, whichever way."""
        order = ORDERS[self.sort]
        if self.cursor is None or self.cursor.key:
            if self.sort in VALUES or self._is_one_department:
                self._visit_values(order)
            else:
                self._visit_forks(order, "", 0)
        if self.missing:
            self._read_equal(order.blank, "")

    # Ids, and places of one department: each is a whole key

    def _values(self) -> list[str]:
        """The ids there are, from the smallest place in the order."""
        order = self.query.order
        if self.sort is Sort.STATE and not order:
            order = tuple(state.value for state in URGENCY)
        places = {each: number for number, each in enumerate(order)}
        known = self._known(self.sort.value)
        return sorted(known, key=lambda value: (places.get(value, len(places)), value))

    def _known(self, sort: str) -> list[str]:
        statement = "SELECT value FROM sort_values WHERE sort = ? AND value <> '' ORDER BY value"
        return list(self.connection.exec_driver_sql(statement, (sort,)).scalars())

    @property
    def _is_one_department(self) -> bool:
        return self.sort is Sort.PLACE and bool(self.query.department)

    def _visit_values(self, order: Order) -> None:
        """One key after the other, from the cursor on."""
        keys = self._keys_that_can_be()
        keys = keys[::-1] if self.descending else keys
        start = keys.index(self.cursor.key) if self.cursor and self.cursor.key in keys else 0
        for key in keys[start:]:
            if not self.missing:
                return
            self._read_equal(order.whole(key), key)

    def _keys_that_can_be(self) -> list[str]:
        """All keys, or the only ones that the query's own department leaves."""
        if self._is_one_department:
            return self._known(place_sort(self.query.department))
        return self.values

    def _read_equal(self, facet: str, key: str) -> None:
        """Those with this very key, newest first."""
        match = self.match.within(facet)
        if self.cursor is not None and self.cursor.key == key:
            match = match.below(self.cursor.row)
        rows = by_row(self.connection, match, True, self.missing)
        self.found += [(key, row) for row in rows]

    def _read_matching(self, match: Match) -> None:
        """Those that match, as many as the page still wants."""
        source = (
            "search CROSS JOIN sorting ON sorting.id = search.rowid "
            "AND search MATCH ? AND search.rowid BETWEEN ? AND ?"
        )
        self._read_sorted(source, match.words, match.low, match.high)

    def _read_sorted(self, source: str, *values: object) -> None:
        """Those of `source`, sorted by SQLite, as many as the page still wants."""
        column = f"sorting.{self.sort.value}"
        key, named = column, self._in_order() if self.values else ()
        if self.values:
            key = f"instr(?, ? || {column} || ?)"
        after, reached = self._after(column)
        way = "DESC" if self.descending else "ASC"
        statement = (
            f"SELECT {column}, sorting.id, {key} AS spot FROM {source} WHERE {after} "
            f"ORDER BY {column} = '', spot {way}, sorting.id DESC LIMIT ?"
        )
        found = self.connection.exec_driver_sql(
            statement, (*named, *values, *reached, self.missing)
        )
        self.found += [(key, row) for key, row, _ in found]

    def _after(self, column: str) -> tuple[str, tuple[str | int, ...]]:
        """What is true of all that comes after the page before."""
        if self.cursor is None:
            return "1", ()
        if not self.cursor.key:
            return f"{column} = '' AND sorting.id < ?", (self.cursor.row,)
        sign, spot = "<" if self.descending else ">", self._spot(self.cursor.key)
        later = f"spot {sign} ? OR (spot = ? AND sorting.id < ?)"
        return f"({column} = '' OR {later})", (spot, spot, self.cursor.row)

    def _in_order(self) -> tuple[str, str, str]:
        whole = SEPARATOR + SEPARATOR.join(self.values) + SEPARATOR
        return whole, SEPARATOR, SEPARATOR

    def _spot(self, key: str) -> str | int:
        """What SQLite compares a key by."""
        if not self.values:
            return key
        return self._in_order()[0].find(SEPARATOR + key + SEPARATOR) + 1

    # Trees

    def _visit_forks(self, order: Order, beginning: str, level: int) -> None:
        """All longer keys that begin so, fork by fork."""
        if level == len(order.steps) and not order.is_exact:
            self._read_matching(self.match.within(order.fork(beginning)))
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
        matching = count(self.connection, match, FEW + 1)
        if matching > FEW:
            self._visit_forks(order, beginning, level)
        elif matching:
            self._read_matching(match)

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
