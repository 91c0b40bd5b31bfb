"""What is worked out from the cases and kept beside them, in step with every change.

The full-text index, the orders, the counts and the seals of a case change in the transaction that
changes the case; `rebuild` makes them all anew from the cases.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from typing import Any

from sqlalchemy import Connection, select, update

from desktop.register import tallies
from desktop.register.document import document, sort_row
from desktop.register.orders import VALUES, place_sort
from desktop.register.snapshot import Snapshot, take
from desktop.register.tables import cases, events, personal, referrals, sorting

MADE_BY = "3"
"""Raised whenever document, orders, counts or seals are worked out in another way."""
DERIVED, MARKED = "derived", "overdue-marked"
BATCH = 2000
USUAL, MUCH = 1024 * 1024, 64 * 1024 * 1024
"""How many bytes of words the index gathers before it writes them."""
_IN = "INSERT INTO search (rowid, words) VALUES (?, ?)"
_OUT = "INSERT INTO search (search, rowid, words) VALUES ('delete', ?, ?)"
_KEYS = [column.name for column in sorting.columns]
_SORT = (
    f"INSERT OR REPLACE INTO sorting ({', '.join(_KEYS)}) VALUES ({', '.join('?' * len(_KEYS))})"
)

_VALUE = "INSERT OR IGNORE INTO sort_values (sort, value) VALUES (?, ?)"


def before(connection: Connection, row: int | None) -> Snapshot | None:
    """The case as it stands before a change; None for a new one."""
    return None if row is None else take(connection, row)


def settle(connection: Connection, was: Snapshot | None, row: int, today: date) -> None:
    """Brings everything derived of one case in step after a change."""
    taken = _with_overdue(connection, take(connection, row), today)
    _search(connection, was, taken)
    tallies.move(connection, tallies.cells(was) if was else Counter(), tallies.cells(taken))
    connection.execute(update(cases).where(cases.c.id == row).values(seal=taken.seal()))


def _with_overdue(connection: Connection, taken: Snapshot, today: date) -> Snapshot:
    is_overdue = int(taken.due is not None and taken.due <= today.isoformat())
    if taken.case["overdue"] == is_overdue:
        return taken
    row = taken.case["id"]
    connection.execute(update(cases).where(cases.c.id == row).values(overdue=is_overdue))
    case = {**taken.case, "overdue": is_overdue}
    return Snapshot(case, taken.held, taken.sent, taken.happened)


def _search(connection: Connection, was: Snapshot | None, taken: Snapshot) -> None:
    row = taken.case["id"]
    keys = sort_row(taken)
    old = document(was, sort_row(was)) if was else ""
    new = document(taken, keys)
    if old != new:
        if old:
            connection.exec_driver_sql(_OUT, (row, old))
        if new:
            connection.exec_driver_sql(_IN, (row, new))
    if new:
        connection.exec_driver_sql(_SORT, tuple(keys[name] for name in _KEYS))
        connection.exec_driver_sql(_VALUE, _sort_values([keys]))
    else:
        connection.exec_driver_sql("DELETE FROM sorting WHERE id = ?", (row,))


def _sort_values(rows: Iterable[dict[str, Any]]) -> list[tuple[str, str]]:
    """Which ids there are in the columns that are sorted by id, and places in a department."""
    found = set()
    for keys in rows:
        found |= {(sort.value, keys[sort.value]) for sort in VALUES}
        found.add((place_sort(keys["department"]), keys["place"]))
    return sorted(found)


# Many at once


@contextmanager
def in_bulk(connection: Connection) -> Iterator[None]:
    """Has the index gather more before it writes: a tenth of the time for many cases."""
    _gather(connection, MUCH)
    yield
    _gather(connection, USUAL)


def _gather(connection: Connection, size: int) -> None:
    statement = "INSERT INTO search (search, rank) VALUES ('hashsize', ?)"
    connection.exec_driver_sql(statement, (size,))


def rebuild(
    connection: Connection, today: date, tell: Callable[[int, int], None] = lambda done, all_: None
) -> None:
    """Makes everything derived anew; tells how many cases of how many are done."""
    for statement in (
        "INSERT INTO search (search) VALUES ('delete-all')",
        "DELETE FROM sorting",
        "DELETE FROM sort_values",
        "DELETE FROM tally",
    ):
        connection.exec_driver_sql(statement)
    total = connection.exec_driver_sql("SELECT count(*) FROM cases").scalar_one()
    counts: Counter[tallies.Cell] = Counter()
    done = 0
    with in_bulk(connection):
        for batch in snapshots(connection):
            rows = [_with_overdue(connection, taken, today) for taken in batch]
            write(connection, rows, counts)
            done += len(rows)
            tell(done, total)
    put_counts(connection, counts)
    note(connection, DERIVED, MADE_BY)
    note(connection, MARKED, today.isoformat())


def write(connection: Connection, taken: Sequence[Snapshot], counts: Counter[tallies.Cell]) -> None:
    """Puts cases into the index and the orders, and seals them; adds to `counts`."""
    found = [(each, sort_row(each)) for each in taken]
    texts = [(each.case["id"], document(each, keys)) for each, keys in found]
    indexed = [(row, text) for row, text in texts if text]
    if indexed:
        connection.exec_driver_sql(_IN, indexed)
        orders = [tuple(keys[k] for k in _KEYS) for each, keys in found if each.held is not None]
        connection.exec_driver_sql(_SORT, orders)
        connection.exec_driver_sql(_VALUE, _sort_values(keys for _, keys in found))
    seals = [(each.seal(), each.case["id"]) for each in taken]
    connection.exec_driver_sql("UPDATE cases SET seal = ? WHERE id = ?", seals)
    for each in taken:
        counts.update(tallies.cells(each))


def put_counts(connection: Connection, counts: Counter[tallies.Cell]) -> None:
    """Adds the counts to those that are kept."""
    tallies.move(connection, Counter(), counts)


def note(connection: Connection, fact: str, value: str) -> None:
    """Keeps a fact about the file: by what it was made, up to which day it is marked."""
    connection.exec_driver_sql("INSERT OR REPLACE INTO facts VALUES (?, ?)", (fact, value))


def is_made(connection: Connection) -> bool:
    """Whether what is derived was made by this version of this file."""
    kept = "SELECT value FROM facts WHERE name = ?"
    found = connection.exec_driver_sql(kept, (DERIVED,)).scalar()
    return bool(found == MADE_BY)


def snapshots(connection: Connection, after: int = 0) -> Iterator[list[Snapshot]]:
    """All cases in the order they were opened, some thousands at a time."""
    while True:
        mine = select(cases).where(cases.c.id > after).order_by(cases.c.id).limit(BATCH)
        found = [dict(each) for each in connection.execute(mine).mappings()]
        if not found:
            return
        first, after = found[0]["id"], found[-1]["id"]
        yield _joined(connection, found, first, after)


def _joined(
    connection: Connection, found: list[dict[str, Any]], first: int, last: int
) -> list[Snapshot]:
    held = {
        each["id"]: dict(each)
        for each in connection.execute(
            select(personal).where(personal.c.id.between(first, last))
        ).mappings()
    }
    parts: dict[str, dict[int, list[Any]]] = {}
    for table in (referrals, events):
        mine = select(table).where(table.c.case_id.between(first, last)).order_by(table.c.id)
        of_case = parts[table.name] = defaultdict(list)
        for each in connection.execute(mine).mappings():
            of_case[each["case_id"]].append(dict(each))
    return [
        Snapshot(
            case, held.get(case["id"]), parts["referrals"][case["id"]], parts["events"][case["id"]]
        )
        for case in found
    ]
