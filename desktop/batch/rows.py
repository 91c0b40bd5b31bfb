"""The rows of a file, routed one after the other; what is wrong with one never stops the rest."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from operator import getitem, itemgetter

from desktop.batch.columns import Columns
from desktop.batch.deciding import BadRow, Deciding
from desktop.batch.source import Source
from desktop.errors import BadRequest
from desktop.text import Phrase, phrase

MAX_CELL = 64 * 1024
TOLD_EVERY = 4096
"""Rows between two words to whoever shows how far it is."""

Cells = list[str]


@dataclass(frozen=True, slots=True)
class Refused:
    """A row that was left out: from which line of the file until which, why, and its cells."""

    first: int
    last: int
    faults: tuple[Phrase, ...]
    cells: Sequence[str] = ()


class Rows:
    """The rows of a file: read once, in order; `refuse` is told of each that is left out."""

    def __init__(self, source: Source, refuse: Callable[[Refused], None]) -> None:
        self._source, self._refuse = source, refuse
        self._text = io.TextIOWrapper(source.content, encoding=source.encoding, newline="")
        self._reader = csv.reader(self._text, delimiter=source.separator, strict=True)
        self._end = 0
        """The last line of the row before."""
        self.read = 0
        self.refused = 0

    def header(self) -> Cells:
        """The first row that is not empty; raises BadRequest without one."""
        try:
            for row in self._reader:
                if any(cell.strip() for cell in row):
                    self._end = self._reader.line_num
                    return row
        except csv.Error:
            raise BadRequest(phrase("batch.bad-header", line=self._reader.line_num)) from None
        raise BadRequest(phrase("batch.empty"))

    def routed(
        self, columns: Columns, deciding: Deciding, tell: Callable[[int], None]
    ) -> Iterator[Cells]:
        """Each row with the cells that are added; tells how many bytes of the file are read."""
        answers = _getter([index for _, index in columns.at])
        tables, decided = deciding.tables, deciding.decided
        for row in self._whole_rows(columns.width, tell):
            cells = answers(row)
            try:
                key = tuple(map(getitem, tables, cells))
            except KeyError:  # a cell that was not seen yet
                try:
                    key = deciding.learn(cells)
                except BadRow as error:
                    self._leave_out(error.faults, row)
                    continue
            row.extend(decided.get(key) or deciding.decide(key, cells))
            yield row

    def _whole_rows(self, width: int, tell: Callable[[int], None]) -> Iterator[Cells]:
        """The rows that have as many cells as the first, all of them text."""
        while True:
            try:
                for row in self._reader:
                    if len(row) == width and not (self._source.has_nul and _has_nul(row)):
                        yield row
                    elif row:  # an empty line says nothing
                        self._leave_out((_shape_fault(row, width),), row)
                    self._end = self._reader.line_num
                    self.read += bool(row)
                    if not self.read % TOLD_EVERY:
                        tell(self._source.content.tell())
                return
            except csv.Error as error:
                self._leave_out((_csv_fault(error),))
                self._end = self._reader.line_num
                self.read += 1
            except UnicodeDecodeError:
                raise BadRequest(phrase("batch.changed")) from None

    def _leave_out(self, faults: Sequence[Phrase], cells: Sequence[str] = ()) -> None:
        self.refused += 1
        first, last = self._end + 1, self._reader.line_num
        self._refuse(Refused(min(first, last), last, tuple(faults), tuple(cells)))

    def let_go(self) -> None:
        """Leaves the file open for whoever opened it."""
        self._text.detach()


def _getter(indices: list[int]) -> Callable[[Cells], tuple[str, ...]]:
    """What takes these cells out of a row, as fast as there is."""
    if len(indices) == 1:
        only = indices[0]
        return lambda row: (row[only],)
    return itemgetter(*indices)


def _has_nul(row: Cells) -> bool:
    return any("\0" in cell for cell in row)


def _shape_fault(row: Cells, width: int) -> Phrase:
    if len(row) != width:
        return phrase("batch.width", n=len(row), wanted=width)
    return phrase("batch.nul")


def _csv_fault(error: csv.Error) -> Phrase:
    if "limit" in str(error):
        return phrase("batch.cell-too-long", n=MAX_CELL)
    return phrase("batch.quotes")


@contextmanager
def limited_cells() -> Iterator[None]:
    """No cell longer than MAX_CELL is read meanwhile."""
    before = csv.field_size_limit(MAX_CELL)
    try:
        yield
    finally:
        csv.field_size_limit(before)
