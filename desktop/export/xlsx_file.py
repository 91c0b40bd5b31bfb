"""Tables as an XLSX file: texts are written as texts, so that none of them is ever worked out."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from desktop.export.cells import Cell

MAX_ROWS = 1_048_575
"""A sheet has no more rows below its headers."""

MAX_TEXT = 32_767
"""A cell holds no more characters."""

_WIDEST = 60
_LOOKED_AT = 200
_BEGINNING = datetime(2000, 1, 1, tzinfo=UTC)
_FORBIDDEN = re.compile(r"[\[\]:*?/\\\x00-\x1f]")
_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


@dataclass(frozen=True, slots=True)
class Sheet:
    """One table of a file, with its name and its headers."""

    name: str
    headers: Sequence[str]
    rows: Iterable[Sequence[Cell]]


def to_xlsx(sheets: Iterable[Sheet]) -> bytes:
    """The tables as one file; the same tables always give the same bytes.

    Raises ValueError for more rows than a sheet has.
    """
    import xlsxwriter  # late: nobody waits for it who wants no spreadsheet

    content = io.BytesIO()
    options = {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
    }
    with xlsxwriter.Workbook(content, options) as book:
        book.set_properties({"created": _BEGINNING})
        _Book(book).write(sheets)
    return content.getvalue()


class _Book:
    """A file being written."""

    def __init__(self, book: Any) -> None:
        self._book = book
        self._bold = book.add_format({"bold": True})
        self._day = book.add_format({"num_format": "yyyy-mm-dd"})
        self._names: set[str] = set()

    def write(self, sheets: Iterable[Sheet]) -> None:
        for sheet in sheets:
            page = self._book.add_worksheet(self._free_name(sheet.name))
            widths = [self._header(page, column, text) for column, text in enumerate(sheet.headers)]
            self._rows(page, sheet.rows, widths)
            page.freeze_panes(1, 0)
            for column, width in enumerate(widths):
                page.set_column(column, column, min(width, _WIDEST) + 2)

    def _free_name(self, wanted: str) -> str:
        """A name of 31 signs at most, without forbidden ones, that no other sheet has."""
        plain = _FORBIDDEN.sub(" ", wanted).strip("' ")[:31] or "1"
        name, number = plain, 2
        while name.casefold() in self._names:
            name, number = f"{plain[:27]} {number}", number + 1
        self._names.add(name.casefold())
        return name

    def _header(self, page: Any, column: int, text: str) -> int:
        page.write_string(0, column, _clean(text), self._bold)
        return len(text)

    def _rows(self, page: Any, rows: Iterable[Sequence[Cell]], widths: list[int]) -> None:
        for number, row in enumerate(rows, 1):
            if number > MAX_ROWS:
                raise ValueError("more rows than a sheet has")
            for column, cell in enumerate(row):
                shown = self._cell(page, number, column, cell)
                if number <= _LOOKED_AT and column < len(widths):
                    widths[column] = max(widths[column], shown)

    def _cell(self, page: Any, row: int, column: int, cell: Cell) -> int:
        """Writes one cell; gives how many signs are shown."""
        if cell is None or cell == "":
            return 0
        if isinstance(cell, str):
            text = _clean(cell)
            page.write_string(row, column, text)
            return len(text)
        if isinstance(cell, date):
            day = cell.replace(tzinfo=None) if isinstance(cell, datetime) else cell
            page.write_datetime(row, column, day, self._day)
            return 10
        page.write_number(row, column, cell)
        return len(str(cell))


def _clean(text: str) -> str:
    """The text without signs that a file of XML cannot hold, and no longer than a cell takes."""
    return _CONTROLS.sub("\ufffd", text)[:MAX_TEXT]
