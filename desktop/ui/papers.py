"""What the visitor leaves with, as the results screen asks for it: sheet, text, mark, print.

Everything is imported at the first use: typst and segno take longer than the first page may.
"""

from __future__ import annotations

from pathlib import Path

from desktop.routing import Outcome


class Papers:
    """Makes the papers of an outcome; `trial` marks them as not to be handed out."""

    def __init__(self, trial: bool) -> None:
        self._trial = trial

    def write_pdf(self, outcome: Outcome, language: str, path: Path) -> None:
        """The sheet as a file; raises CannotWrite."""
        from desktop import sheet

        sheet.write_pdf(outcome, language, path, self._trial)

    def to_pdf(self, outcome: Outcome, language: str) -> bytes:
        """The sheet, in no file."""
        from desktop import sheet

        return sheet.to_pdf(outcome, language, self._trial)

    def to_text(self, outcome: Outcome, language: str) -> str:
        """The sheet as text."""
        from desktop import sheet

        return sheet.to_text(outcome, language, self._trial)

    def to_square(self, outcome: Outcome, language: str) -> tuple[tuple[bool, ...], ...]:
        """The modules of the mark for phones."""
        from desktop import sheet

        return tuple(tuple(row) for row in sheet.qr_matrix(outcome, language))

    def to_pages(self, outcome: Outcome, language: str) -> list[bytes]:
        """The pages of the sheet as PNG, at a printer's resolution."""
        from desktop import sheet

        return sheet.to_png_pages(outcome, language, 300, self._trial)
