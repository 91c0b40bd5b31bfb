"""Takes the help pages' pictures anew; then look: `.venv/bin/python packaging/help_pictures.py`

The manuals on paper take their own when they are written; these are for reading on a screen.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

ROOT = Path(__file__).resolve().parent.parent
WIDTH, COLOURS = 1180, 160
SHEET_CODE, SHEET_WIDTH = "0VR1-PKS9-GVRB-HDY", 760
"""A visitor of Roanne: staff to find and train, a subcontractor close by, in the coming months."""

IN_README = ("welcome", "territory", "themes", "results", "desk-interview", "kiosk-attract")


def main() -> None:
    """Writes every picture that a page of the help, or the README, names."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    sys.path.insert(0, str(ROOT))
    from desktop import app, paths
    from desktop.casework import Casework
    from desktop.guide.loader import load_guide
    from desktop.manuals import shelf
    from desktop.sheet import to_pdf
    from desktop.text import LANGUAGES
    from desktop.ui import manual_pictures

    app.make_application()
    cases = Casework(load_guide(paths.shipped_guide()), on_trial=False)
    for language in LANGUAGES:
        folder = paths.resources() / "help" / "pictures"
        visit, _ = cases.reopen(SHEET_CODE, language)
        paper = to_pdf(cases.conclude(visit), language)
        _picture_page(paper, folder / f"sheet-{language}.png")
        names = {*shelf.pictures(language), *(f"{one}-{language}" for one in IN_README)}
        with manual_pictures.taken(cases, names, language) as taken:
            for name, file in taken.items():
                _shrink(file, folder / f"{name}.png")


def _picture_page(paper: bytes, to: Path) -> None:
    """The first page of a paper, as the README shows it."""
    with TemporaryDirectory() as place:
        (file := Path(place) / "paper.pdf").write_bytes(paper)
        page = Path(place) / "page"
        subprocess.run(["pdftoppm", "-png", "-r", "180", "-singlefile", file, page], check=True)
        options = ["-resize", f"{SHEET_WIDTH}x", "-bordercolor", "#ccc", "-border", "1"]
        looks = ["-colors", str(COLOURS), "-strip"]
        subprocess.run(["convert", page.with_suffix(".png"), *options, *looks, to], check=True)


def _shrink(file: Path, to: Path) -> None:
    options = ["-resize", f"{WIDTH}x", "-colors", str(COLOURS), "-strip"]
    subprocess.run(["convert", str(file), *options, str(to)], check=True)


if __name__ == "__main__":
    main()
