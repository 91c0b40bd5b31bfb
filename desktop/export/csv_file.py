"""A table as CSV: UTF-8 with a mark that spreadsheets look for, lines as RFC 4180 has them."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence

from desktop.export.cells import Cell, written

MARK = "\ufeff"
ROWS_AT_ONCE = 500


def to_csv(rows: Iterable[Sequence[Cell]], headers: Sequence[str], separator: str = ",") -> bytes:
    """The whole table; `separator` is ";" where the comma is the decimal sign, as in French."""
    return b"".join(csv_parts(rows, headers, separator))


def csv_parts(
    rows: Iterable[Sequence[Cell]], headers: Sequence[str], separator: str = ","
) -> Iterator[bytes]:
    """The same table piece by piece, so that a long one is never in memory."""
    text = io.StringIO()
    writer = csv.writer(text, delimiter=separator, lineterminator="\r\n")
    text.write(MARK)
    writer.writerow([written(header) for header in headers])
    for number, row in enumerate(rows, 1):
        writer.writerow([written(cell) for cell in row])
        if number % ROWS_AT_ONCE == 0:
            yield _taken(text)
    yield _taken(text)


def _taken(text: io.StringIO) -> bytes:
    """What was written since the last time."""
    # A lone half of a character pair cannot be UTF-8: shown as a question mark, it stops nothing.
    found = text.getvalue().encode("utf-8", "replace")
    text.seek(0)
    text.truncate()
    return found
