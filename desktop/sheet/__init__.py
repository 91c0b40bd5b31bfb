"""The orientation sheet a visitor leaves with: PDF, pictures of its pages, text, and its mark."""

from __future__ import annotations

from pathlib import Path

from desktop.files import write_atomically
from desktop.routing import Outcome
from desktop.sheet import marks, paper, plain
from desktop.sheet.content import Content
from desktop.sheet.writer import to_content

__all__ = [
    "Content",
    "qr_matrix",
    "to_content",
    "to_pdf",
    "to_png_pages",
    "to_text",
    "write_pdf",
]


def to_pdf(outcome: Outcome, language: str, trial: bool = False) -> bytes:
    """The sheet as a tagged PDF; the same outcome always gives the same bytes."""
    return paper.to_pdf(to_content(outcome, language, trial))


def write_pdf(outcome: Outcome, language: str, path: Path, trial: bool = False) -> None:
    """The sheet as a file, whole or not at all; raises CannotWrite."""
    write_atomically(path, to_pdf(outcome, language, trial))


def to_png_pages(
    outcome: Outcome, language: str, ppi: float = 300, trial: bool = False
) -> list[bytes]:
    """Each page as a PNG, for printing and for the preview."""
    return paper.to_png_pages(to_content(outcome, language, trial), ppi)


def to_text(outcome: Outcome, language: str, trial: bool = False) -> str:
    """The same facts as plain text, to copy."""
    return "\n".join(plain.to_lines(to_content(outcome, language, trial))) + "\n"


def qr_matrix(outcome: Outcome, language: str) -> marks.Rows:
    """The sheet's square mark: True for dark, without the quiet zone (four modules around)."""
    return marks.square(plain.to_mark(to_content(outcome, language)))
