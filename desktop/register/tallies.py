"""Counts by day, kept beside the cases in the same transaction: statistics never read a case."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date
from typing import Any

from sqlalchemy import Connection, func, select

from desktop.register.model import State, Statistics
from desktop.register.packed import to_overrides
from desktop.register.snapshot import Snapshot
from desktop.register.tables import tally

Cell = tuple[str, str, str, str]
"""Day of opening, what is counted, and up to two keys of it."""
_ADD = (
    "INSERT INTO tally (day, counted, key, other, n) VALUES (?, ?, ?, ?, ?) "
    "ON CONFLICT (day, counted, key, other) DO UPDATE SET n = n + excluded.n"
)
_TIDY = "DELETE FROM tally WHERE day = ? AND n = 0"


def cells(taken: Snapshot) -> Counter[Cell]:
    """What a case adds to the counts; the same once it is erased."""
    day = taken.case["day"]
    return Counter((day, *each) for each in _counted(taken))


def _counted(taken: Snapshot) -> Iterator[tuple[str, str, str]]:
    yield "case", "", ""
    yield "department", taken.case["department"], ""
    yield "advisor", taken.case["advisor"], ""
    yield from (("need", need, "") for need in {each["need"] for each in taken.standing})
    yield from (("uncovered", need, "") for need in set(taken.uncovered))
    for each in taken.standing:
        yield "member", each["member"], each["state"]
        if each["first_contact"]:
            yield "delay", str(_days(each)), ""
    for override in to_overrides(taken.case["overrides"]):
        yield "override", override.member, override.reason


def _days(referral: Any) -> int:
    first, sent = (date.fromisoformat(referral[name]) for name in ("first_contact", "day"))
    return max((first - sent).days, 0)


def move(connection: Connection, before: Counter[Cell], after: Counter[Cell]) -> None:
    """Takes `before` out of the counts and puts `after` in."""
    change = Counter(after)
    change.subtract(before)
    moved = [(*cell, n) for cell, n in change.items() if n]
    if not moved:
        return
    connection.exec_driver_sql(_ADD, moved)
    if any(n < 0 for *_, n in moved):
        connection.exec_driver_sql(_TIDY, [(day,) for day in {cell[0] for cell in moved}])


def read(connection: Connection, since: date, until: date) -> Statistics:
    """The counts of cases opened on those days, both included."""
    month = func.substr(tally.c.day, 1, 7)
    found = connection.execute(
        select(month, tally.c.counted, tally.c.key, tally.c.other, func.sum(tally.c.n))
        .where(tally.c.day.between(since.isoformat(), until.isoformat()))
        .group_by(month, tally.c.counted, tally.c.key, tally.c.other)
    )
    counts: dict[str, Counter[Any]] = {}
    for in_month, counted, key, other, n in found:
        counts.setdefault(counted, Counter())[in_month, key, other] += n
    return _statistics(since, until, counts)


def _statistics(since: date, until: date, counts: dict[str, Counter[Any]]) -> Statistics:
    def by(counted: str, part: Any) -> dict[Any, int]:
        total: Counter[Any] = Counter()
        for cell, n in counts.get(counted, Counter()).items():
            total[part(*cell)] += n
        return dict(sorted(total.items(), key=lambda item: str(item[0])))

    months = by("case", lambda month, key, other: month)
    return Statistics(
        since=since,
        until=until,
        cases=sum(months.values()),
        cases_by_month=months,
        needs_by_month=by("need", lambda month, key, other: (month, key)),
        members=by("member", lambda month, key, other: (key, State(other))),
        departments=by("department", lambda month, key, other: key),
        uncovered=by("uncovered", lambda month, key, other: key),
        delays=dict(sorted(by("delay", lambda month, key, other: int(key)).items())),
        advisors=by("advisor", lambda month, key, other: key),
        overrides=by("override", lambda month, key, other: (key, other)),
    )
