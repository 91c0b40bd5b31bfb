"""Cases written one after the other, as JSON lines, CSV or XLSX."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, BinaryIO

from desktop.carrying.flat import COLUMNS, to_row
from desktop.export import Sheet, to_xlsx
from desktop.export.csv_file import csv_parts

Wholes = Iterable[Mapping[str, Any]]


def write_json_lines(wholes: Wholes, file: BinaryIO, language: str) -> None:
    """One case a line, with its history: what `read_cases` takes back whole."""
    file.writelines(_line(whole) for whole in wholes)


def _line(whole: Mapping[str, Any]) -> bytes:
    return json.dumps(whole, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"


def write_csv(wholes: Wholes, file: BinaryIO, language: str) -> None:
    """One case a row, without history; nothing in it becomes a formula."""
    separator = ";" if language == "fr" else ","
    file.writelines(csv_parts(_rows(wholes), COLUMNS, separator))


def write_xlsx(wholes: Wholes, file: BinaryIO, language: str) -> None:
    """The same as a spreadsheet."""
    file.write(to_xlsx([Sheet("cases", COLUMNS, _rows(wholes))]))


def _rows(wholes: Wholes) -> Iterator[list[str]]:
    return (to_row(whole) for whole in wholes)


WRITERS: Mapping[str, Callable[[Wholes, BinaryIO, str], None]] = {
    "json": write_json_lines,
    "csv": write_csv,
    "xlsx": write_xlsx,
}
