"""The pictures of the guides on paper, and the pages of the desk among the screenshots."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

from desktop import app
from desktop.casework import Casework
from desktop.guide.model import Guide
from desktop.manuals import shelf
from desktop.manuals.paper import count_pages
from desktop.text import LANGUAGES
from desktop.ui import manual_pictures
from desktop.ui.advisor import pictures
from desktop.ui.theme import Look

ACCENT = Look().color("accent")


@pytest.fixture
def cases(guide: Guide) -> Casework:
    return Casework(guide, on_trial=False)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_picture_of_the_pages_can_be_taken(language: str) -> None:
    named = {name.removesuffix(f"-{language}") for name in shelf.pictures(language)}

    assert named <= manual_pictures.KNOWN


def test_pictures_are_taken_sharp_and_taken_away(qapp: QApplication, cases: Casework) -> None:
    names = ("results-en", "kiosk-staff-en")
    with manual_pictures.taken(cases, names, "en") as taken:
        sizes = {name: QImage(str(file)).size().toTuple() for name, file in taken.items()}

    sharp = manual_pictures.SHARPNESS
    assert sizes["results-en"] == tuple(sharp * side for side in manual_pictures.VISIT_SIZE)
    assert sizes["kiosk-staff-en"] == (sharp * 1366, sharp * 768)
    assert not any(file.exists() for file in taken.values())


def test_a_picture_that_nobody_can_take_is_said(cases: Casework) -> None:
    with (
        pytest.raises(LookupError, match="moon"),
        manual_pictures.taken(cases, ["moon-fr"], "fr"),
    ):
        pass


def test_the_quick_guide_is_written_with_its_picture(
    qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    quick = next(manual for manual in shelf.SHELF if manual.is_card)
    monkeypatch.setattr(shelf, "SHELF", (quick,))
    monkeypatch.setattr(pictures, "CASES", 10)
    monkeypatch.setattr(pictures, "VISITS", 10)
    monkeypatch.setenv("AIGUILLAGE_DATA", str(tmp_path / "data"))

    assert app.write_guides(tmp_path / "out", None) == 2

    made = [tmp_path / "out" / one / f"{quick.files[one]}.pdf" for one in LANGUAGES]
    assert [count_pages(file.read_bytes()) for file in made] == [1, 1]
    assert min(file.stat().st_size for file in made) > 100_000  # the picture is in it


def test_numbers_stand_where_the_steps_of_the_quick_guide_act(
    qapp: QApplication, cases: Casework, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pictures, "CASES", 10)
    monkeypatch.setattr(pictures, "VISITS", 0)
    with manual_pictures.taken(cases, ["desk-quick-fr", "desk-interview-fr"], "fr") as taken:
        marked, plain = (QImage(str(taken[f"desk-{one}-fr"])) for one in ("quick", "interview"))

    places = [
        (x, y)
        for x in range(0, marked.width(), 6)
        for y in range(0, marked.height(), 6)
        if marked.pixelColor(x, y) == ACCENT and plain.pixelColor(x, y) != ACCENT
    ]
    assert len(places) > 6 * 20
    assert max(y for _, y in places) - min(y for _, y in places) > marked.height() // 2


def test_every_page_of_the_desk_is_pictured_in_every_look(
    qapp: QApplication, cases: Casework, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    few = {name: pictures.SCENES[name] for name in ("desk-cases", "desk-who")}
    monkeypatch.setattr(pictures, "SCENES", few)
    monkeypatch.setattr(pictures, "CASES", 10)
    monkeypatch.setattr(pictures, "VISITS", 0)

    count = pictures.take(tmp_path, cases)

    files = sorted(tmp_path.glob("*.png"))
    assert count == len(files) == len(few) * len(pictures.LOOKS)
    assert len({file.read_bytes() for file in files}) == count
