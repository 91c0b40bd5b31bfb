"""Figures as files for other programs: tables as CSV and XLSX."""

from __future__ import annotations

from pathlib import Path

from desktop.export import Sheet, to_csv, to_xlsx
from desktop.figures.model import Figure, Figures
from desktop.files import write_atomically

_SEPARATOR = {"fr": ";", "en": ","}


def write(path: Path, content: bytes) -> None:
    """Writes a file made already; raises CannotWrite."""
    write_atomically(path, content)


def write_table(figure: Figure, kind: str, language: str, path: Path) -> None:
    """Writes the numbers of one figure, as "csv" or "xlsx"; raises CannotWrite."""
    table = figure.table
    if kind == "csv":
        write_atomically(path, to_csv(table.rows, table.headers, _SEPARATOR[language]))
    else:
        write_atomically(path, to_xlsx([_sheet(figure)]))


def write_all(figures: Figures, path: Path) -> None:
    """Writes the numbers of all figures as one XLSX file; raises CannotWrite."""
    write_atomically(path, to_xlsx(map(_sheet, figures.all)))


def _sheet(figure: Figure) -> Sheet:
    return Sheet(figure.title, figure.table.headers, figure.table.rows)
