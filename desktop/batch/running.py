"""A whole file routed into another: read, decided and written row by row."""

from __future__ import annotations

import codecs
import csv
import io
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import chain
from typing import BinaryIO

from desktop.batch.columns import added, read_columns
from desktop.batch.deciding import Deciding
from desktop.batch.rows import Cells, Refused, Rows, limited_cells
from desktop.batch.source import Source
from desktop.export import neutral
from desktop.guide.model import Guide
from desktop.territory import Communes


@dataclass(frozen=True, slots=True)
class Wishes:
    """How a file is to be routed. `neutral`: no cell may be read as a formula."""

    on: date
    ticket: bool = False
    neutral: bool = False


@dataclass(frozen=True, slots=True)
class Routed:
    """How many rows there were, and how many of them were left out."""

    rows: int
    refused: int


def route_file(
    guide: Guide,
    source: Source,
    target: BinaryIO,
    wishes: Wishes,
    refuse: Callable[[Refused], None],
    tell: Callable[[int], None] = lambda read: None,
) -> Routed:
    """Writes each row of `source`, with what was decided, to `target`; memory does not grow.

    Raises BadRequest where the first line says nothing that can be routed.
    """
    new = added(guide, with_ticket=wishes.ticket)
    rows = Rows(source, refuse)
    try:
        with limited_cells():
            columns = read_columns(guide, rows.header(), new)
            deciding = Deciding(guide, columns, Communes(), wishes.on, wishes.ticket)
            routed = rows.routed(columns, deciding, tell)
            _write(source, target, [*columns.header, *new], routed, wishes.neutral)
    finally:
        rows.let_go()
    return Routed(rows.read, rows.refused)


def _write(
    source: Source, target: BinaryIO, header: Cells, rows: Iterator[Cells], is_neutral: bool
) -> None:
    encoding = "utf-8" if source.encoding == "utf-8-sig" else source.encoding
    if source.has_mark or (is_neutral and encoding == "utf-8"):
        target.write(codecs.BOM_UTF8)
    text = io.TextIOWrapper(target, encoding=encoding, newline="")
    writer = csv.writer(text, delimiter=source.separator, lineterminator=source.newline)
    try:
        whole = chain([header], rows)
        writer.writerows(_neutral(whole) if is_neutral else whole)
        text.flush()
    finally:
        text.detach()


def _neutral(rows: Iterable[Cells]) -> Iterator[Cells]:
    return ([neutral(cell) for cell in row] for row in rows)
