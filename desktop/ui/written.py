"""Writes what needs Qt but no person: pictures of every screen, and the guides on paper."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from desktop.casework import Casework
from desktop.files import make_folder, write_atomically
from desktop.manuals import shelf
from desktop.manuals.paper import Press
from desktop.text import LANGUAGES
from desktop.ui import manual_pictures, screenshots
from desktop.ui.advisor import pictures as desk_pictures
from desktop.ui.kiosk import pictures as kiosk_pictures
from desktop.ui.workspace import pictures


def write_pictures(folder: Path, cases: Casework, source: Path) -> int:
    """Write a picture of every screen in every look, of the guide in `source`; how many."""
    make_folder(folder)
    count = screenshots.take(folder, cases) + kiosk_pictures.take(folder, cases)
    count += desk_pictures.take(folder, cases)
    return count + pictures.take(folder, source, pictures.looks(), pictures.SIZES)


def write_guides(folder: Path, cases: Casework) -> int:
    """Write the guides for people into `folder`, a folder for each language; how many."""
    for language in LANGUAGES:
        place = folder / language
        make_folder(place)
        names = shelf.pictures(language)
        with (
            manual_pictures.taken(cases, names, language) as pictures_,
            Press(pictures_, date.today()) as press,
        ):
            for manual in shelf.SHELF:
                pdf = press.to_pdf(shelf.blocks(manual, language), language, manual.is_card)
                write_atomically(place / f"{manual.files[language]}.pdf", pdf)
    return len(LANGUAGES) * len(shelf.SHELF)
