"""Moments as the file keeps them: seconds of 1970, and row numbers that follow the time."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

_FIRST_DAY, _LAST_DAY = date(1970, 1, 3), date(9999, 12, 28)
_START = 946_684_800  # 2000: older imports share the first rows
ROWS_A_SECOND = 64


def to_seconds(moment: datetime) -> int:
    """Whole seconds since 1970 of a moment with a time zone; without one, of the local clock."""
    return int(moment.timestamp())


def to_moment(seconds: int) -> datetime:
    """The moment, in the local time zone."""
    return datetime.fromtimestamp(seconds, UTC).astimezone()


def first_row(seconds: int) -> int:
    """The first row number that a case opened in this second may have."""
    return max(seconds - _START, 0) * ROWS_A_SECOND + 1


def rows_of_days(since: date | None, until: date | None) -> tuple[int | None, int | None]:
    """The first and last row numbers of cases opened on those days, both included."""
    low = None if since is None else first_row(_midnight(_known(since)))
    high = None if until is None else first_row(_midnight(_known(until) + timedelta(days=1))) - 1
    return low, high


def _known(day: date) -> date:
    """The day, or the nearest that clocks of every place can tell."""
    return min(max(day, _FIRST_DAY), _LAST_DAY)


def _midnight(day: date) -> int:
    return int(datetime.combine(day, time()).astimezone().timestamp())


def to_day(value: str | None) -> date | None:
    """The day written as 2026-11-24; None for None."""
    return None if value is None else date.fromisoformat(value)
