"""One cell of a table, so written that no spreadsheet takes it for a formula."""

from __future__ import annotations

from datetime import date

Cell = str | int | float | date | None
"""What a cell may hold; None is an empty one."""

DANGEROUS = ("=", "+", "-", "@", "\t", "\r", "\n")
"""A text that begins so may be read as a formula: spreadsheets skip tabs and line ends."""

WIDE = str.maketrans({"＝": "=", "＋": "+", "－": "-", "＠": "@"})
"""Full-width signs, which some spreadsheets of East Asia read as the plain ones."""

_QUOTE = "'"


def neutral(text: str) -> str:
    """The text behind a quote if it might be read as a formula, else as it is."""
    return f"{_QUOTE}{text}" if is_dangerous(text) else text


def restored(cell: str) -> str:
    """The text that `neutral` was given."""
    if cell.startswith(_QUOTE) and is_dangerous(cell[1:]):
        return cell[1:]
    return cell


def is_dangerous(text: str) -> bool:
    """Whether a spreadsheet might take the text for a formula, also behind blanks."""
    first = text.lstrip(" \u00a0\ufeff\x00")[:1].translate(WIDE) or text[:1]
    return first in DANGEROUS


def written(cell: Cell) -> str:
    """The cell as a table of text holds it: dates as 2026-11-24, numbers as they are."""
    if cell is None:
        return ""
    if isinstance(cell, date):
        return cell.isoformat()
    return neutral(cell) if isinstance(cell, str) else str(cell)
