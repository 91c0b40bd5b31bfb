"""A file of cases read one by one: what is wrong with one is told, and the next is read."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

from desktop.carrying.flat import COLUMNS, BadFlat, to_whole
from desktop.errors import BadRequest, CannotRead
from desktop.export import restored
from desktop.text import Phrase, phrase

MAX_LINE = 4 * 1024**2
MAX_BYTES = 4 * 1024**3
_SEPARATORS = (";", ",", "\t")


@dataclass(frozen=True, slots=True)
class Read:
    """One case of a file, with its line and how far in the file it ends; or why there is none."""

    line: int
    whole: dict[str, Any] | None
    fault: Phrase | None
    position: int


def read_cases(path: Path, now: str, by: str) -> Iterator[Read]:
    """The cases in a file of JSON lines, of JSON, or of CSV; raises CannotRead, BadRequest."""
    try:
        with path.open("rb") as file:
            yield from _read(file, now, by)
    except UnicodeDecodeError:
        raise BadRequest(phrase("carrying.not-utf8")) from None
    except OSError as error:
        raise CannotRead(path, error) from error


def _read(file: BinaryIO, now: str, by: str) -> Iterator[Read]:
    begins = file.read(64).removeprefix(b"\xef\xbb\xbf").lstrip()
    file.seek(0)
    if not begins:
        raise BadRequest(phrase("carrying.empty"))
    return _json_lines(file) if begins.startswith((b"{", b"[")) else _csv_rows(file, now, by)


def _json_lines(file: BinaryIO) -> Iterator[Read]:
    number = 0
    while line := file.readline(MAX_LINE + 1):
        number += 1
        if len(line) > MAX_LINE:
            while line and not line.endswith(b"\n"):
                line = file.readline(MAX_LINE)
            yield Read(number, None, phrase("carrying.too-long"), file.tell())
        elif text := line.strip():
            whole = _object(text)
            fault = None if whole is not None else phrase("carrying.not-json")
            yield Read(number, whole, fault, file.tell())


def _object(text: bytes) -> dict[str, Any] | None:
    try:
        found = json.loads(text.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        return None
    return found if isinstance(found, dict) else None


def _csv_rows(file: BinaryIO, now: str, by: str) -> Iterator[Read]:
    text = io.TextIOWrapper(file, encoding="utf-8-sig", newline="")
    try:
        header = text.readline(MAX_LINE)
        separator = max(_SEPARATORS, key=header.count)
        names = [name.strip().casefold() for name in _cells(header, separator)]
        if not set(names) & set(COLUMNS):
            raise BadRequest(phrase("carrying.no-column", columns=", ".join(COLUMNS)))
        if len(set(names)) < len(names):
            twice = max(names, key=names.count)
            raise BadRequest(phrase("carrying.column-twice", column=twice[:60]))
        if unknown := [name for name in names if name not in COLUMNS]:
            raise BadRequest(phrase("carrying.unknown-column", column=unknown[0][:60]))
        lines = iter(lambda: text.readline(MAX_LINE), "")  # one without end comes in pieces
        reader = csv.reader(lines, delimiter=separator, strict=True)
        yield from _rows(reader, names, file, (now, by))
    finally:
        text.detach()


def _cells(header: str, separator: str) -> list[str]:
    try:
        return next(csv.reader([header], delimiter=separator))
    except csv.Error:
        return []  # no column is called so


def _rows(reader: Any, names: list[str], file: BinaryIO, made: tuple[str, str]) -> Iterator[Read]:
    line = 2
    while True:
        try:
            row = next(reader)
            fault: Phrase | None = None
            if len(row) != len(names):
                fault = phrase("carrying.width", n=len(row), wanted=len(names))
        except StopIteration:
            return
        except csv.Error:
            row, fault = [""], phrase("carrying.quotes")
        if row:
            whole, fault = (None, fault) if fault else _whole(row, names, made)
            yield Read(line, whole, fault, file.tell())
        line = reader.line_num + 2


def _whole(
    row: list[str], names: list[str], made: tuple[str, str]
) -> tuple[dict[str, Any] | None, Phrase | None]:
    cells = dict(zip(names, map(restored, row), strict=True))
    try:
        return to_whole(cells, *made), None
    except BadFlat as error:
        return None, phrase("carrying.bad-column", column=error.column)
