"""The periods that figures are asked for."""

from __future__ import annotations

from datetime import date

PERIODS = ("twelve-months", "this-year", "last-year", "all")
_FIRST_YEAR = 2020


def bounds(period: str, today: date) -> tuple[date, date]:
    """From which day until which, both included; raises KeyError for another name."""
    month = today.year * 12 + today.month - 12
    found = {
        "twelve-months": (date(month // 12, month % 12 + 1, 1), today),
        "this-year": (date(today.year, 1, 1), today),
        "last-year": (date(today.year - 1, 1, 1), date(today.year - 1, 12, 31)),
        "all": (date(_FIRST_YEAR, 1, 1), today),
    }
    return found[period]
