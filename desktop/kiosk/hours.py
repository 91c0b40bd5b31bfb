"""When the kiosk is open: by the clock on the wall, day by day, with the days it stays closed.

Times are local. After a change of clocks the wall decides: ask again at least each minute, and
never count the seconds until an opening.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta

from desktop.configuration.model import Kiosk, Span

_DAY_MINUTES = 24 * 60
_WEEK = 7


def is_open(kiosk: Kiosk, now: datetime) -> bool:
    """Whether the kiosk is open at this moment."""
    minute = now.hour * 60 + now.minute
    return any(start <= minute < end for start, end in _spans(kiosk, now.date()))


def next_opening(kiosk: Kiosk, now: datetime) -> datetime | None:
    """When it next opens after now; None if it never closes, or never opens again."""
    return next((at for at, opens in _changes(kiosk, now) if opens), None)


def next_change(kiosk: Kiosk, now: datetime) -> datetime | None:
    """When it next opens or closes; None if it never does."""
    return next((at for at, _ in _changes(kiosk, now)), None)


def _changes(kiosk: Kiosk, now: datetime) -> Iterator[tuple[datetime, bool]]:
    """Each change after now, and whether it opens; ends once nothing new can come."""
    was_open = is_open(kiosk, now)
    minute = now.hour * 60 + now.minute
    day = now.date()
    # The same day of the week can be closed as often as there are closed days, and no more.
    to_come = sum(closed >= day for closed in kiosk.closed_on)
    last = day + timedelta(days=_WEEK * (to_come + 1) + 1)
    while day <= last:
        spans = _spans(kiosk, day)
        for edge in sorted({0, *(bound for span in spans for bound in span)}):
            is_past = day == now.date() and edge <= minute
            if is_past or edge == _DAY_MINUTES:
                continue  # midnight belongs to the day after
            opens = any(start <= edge < end for start, end in spans)
            if opens != was_open:
                was_open = opens
                yield _at(day, edge, now), opens
        day += timedelta(days=1)


def _spans(kiosk: Kiosk, day: date) -> tuple[Span, ...]:
    return () if day in kiosk.closed_on else kiosk.hours[day.weekday()]


def _at(day: date, minute: int, now: datetime) -> datetime:
    return datetime.combine(day, time(minute // 60, minute % 60), tzinfo=now.tzinfo)
