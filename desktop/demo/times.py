"""When people come: on working days, in office hours, fewer in August, more each month."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from random import Random

DAYS = 365
BY_MONTH = (1.0, 1.0, 1.2, 1.1, 1.0, 1.1, 0.8, 0.4, 1.4, 1.3, 1.2, 0.7)
GROWTH = 0.6
"""By how much the last day is busier than the first."""
_OPENS, _HOURS = 9, 8


def draw_times(random: Random, now: datetime, count: int) -> list[datetime]:
    """`count` moments of the year that ends now, in order."""
    days = [now.date() - timedelta(days=back) for back in range(DAYS, 0, -1)]
    weights = [_weight(day, place / DAYS) for place, day in enumerate(days)]
    chosen = random.choices(days, weights, k=count)
    return sorted(_moment(random, day, now) for day in chosen)


def _weight(day: date, part: float) -> float:
    return 0.0 if day.weekday() > 4 else BY_MONTH[day.month - 1] * (1 + GROWTH * part)


def _moment(random: Random, day: date, now: datetime) -> datetime:
    seconds = random.randrange(_HOURS * 3600)
    local = datetime(day.year, day.month, day.day, _OPENS) + timedelta(seconds=seconds)
    # Without a zone first: the clock may have been put forward or back since that day.
    return min(local.astimezone(), now)
