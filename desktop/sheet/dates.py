"""Dates in words: "24 novembre 2026", "1 December 2026", "juin 2022"."""

from __future__ import annotations

from datetime import date

from desktop.text import Phrase, phrase


def in_words(day: date) -> Phrase:
    """The day as a person writes it."""
    key = "sheet.first-of-month" if day.day == 1 else "sheet.day"
    return phrase(key, day=day.day, month=_month(day.month), year=day.year)


def source_date(written: str) -> Phrase | str:
    """A source's date, known to the day, the month ("2022-06") or the year ("2022")."""
    parts = [int(part) for part in written.split("-") if part.isdecimal()]
    if len(parts) == 3:
        return in_words(date(parts[0], parts[1], parts[2]))
    if len(parts) == 2:
        return phrase("sheet.month", month=_month(parts[1]), year=parts[0])
    return written


def _month(number: int) -> Phrase:
    return phrase(f"sheet.month-{number:02}")
