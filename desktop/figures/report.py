"""The report for a steering meeting: the figures of a period on one page, as a tagged PDF."""

from __future__ import annotations

import json
import re
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from desktop import __version__, paths
from desktop.figures.colours import PAPER
from desktop.figures.drawing import draw
from desktop.figures.model import Figure, Figures
from desktop.figures.scene import to_svg
from desktop.files import write_atomically
from desktop.sheet.dates import in_words
from desktop.sheet.paper import STANDARDS
from desktop.text import phrase, say

WIDTHS = {
    "needs": 1040.0, "members": 1040.0, "departments": 360.0, "delays": 340.0, "kiosk": 340.0,
    "neutrality": 340.0, "uncovered": 340.0,
}  # fmt: skip
"""How wide each picture is drawn: the wider, the smaller its words come out."""

_SMALLER = (1.0, 1.12, 1.25, 1.4, 1.6)
_PAGES = re.compile(rb"/Type\s*/Pages\s*/Count\s+(\d+)")


def write_report(figures: Figures, language: str, made: date, path: Path) -> None:
    """The report as a file, whole or not at all; raises CannotWrite."""
    write_atomically(path, to_pdf(figures, language, made))


def to_pdf(figures: Figures, language: str, made: date) -> bytes:
    """The report as PDF/UA-1 and PDF/A-2a; the same figures give the same bytes."""
    pdf = b""
    for wider in _SMALLER:
        inputs = _to_inputs(figures, language, made, wider)
        pdf = _compile(inputs, made, format="pdf", pdf_standards=STANDARDS)
        found = _PAGES.search(pdf)
        if found is not None and int(found[1]) == 1:
            break
    return pdf


def to_png(figures: Figures, language: str, made: date, ppi: float) -> bytes:
    """Its first page as a picture."""
    return _compile(_to_inputs(figures, language, made, 1.0), made, format="png", ppi=ppi)


def _compile(inputs: dict[str, Any], made: date, **options: Any) -> bytes:
    import typst  # late: it is loaded for a report alone

    root = paths.resources()
    fonts = typst.Fonts(include_system_fonts=False, font_paths=[str(root / "fonts")])
    template = str(root / "sheet" / "report.typ")
    compiler = typst.Compiler(template, root=str(root), font_paths=fonts)
    day = datetime(made.year, made.month, made.day, tzinfo=UTC)
    said = json.dumps(inputs, ensure_ascii=False)
    pages: Any = compiler.compile(sys_inputs={"report": said}, timestamp=day, **options)
    return bytes(pages[0] if isinstance(pages, list) else pages)


def _to_inputs(figures: Figures, language: str, made: date, wider: float) -> dict[str, Any]:
    foot = phrase("figures.report.made", day=in_words(made), version=__version__)
    return {
        "language": language,
        "date": [made.year, made.month, made.day],
        "title": figures.title,
        "period": figures.period,
        "made-up": say(phrase("figures.made-up"), language) if figures.made_up else "",
        "keys": [list(key) for key in figures.keys],
        "foot": say(foot, language),
        "figures": {figure.id: _figure(figure, language, wider) for figure in figures.all},
    }


def _figure(figure: Figure, language: str, wider: float) -> dict[str, str]:
    rows = "; ".join(", ".join(str(cell) for cell in row) for row in figure.table.rows)
    return {
        "title": figure.title,
        "gist": figure.gist,
        "svg": to_svg(draw(figure, WIDTHS[figure.id] * wider, PAPER), language),
        # Who cannot see the picture hears its table.
        "alt": f"{figure.gist} {'; '.join(figure.table.headers)} : {rows}",
    }
