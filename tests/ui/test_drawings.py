"""Icons and outlines: read from their files, drawn where they should be."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QImage, QPainter

from desktop import paths
from desktop.guide.model import Guide
from desktop.ui.icons import load_icon, paint_icon
from desktop.ui.shapes import to_path
from desktop.ui.theme import THEMES, Look
from desktop.ui.widgets.map import load_outlines

ICONS = sorted(file.stem for file in (paths.resources() / "icons").glob("*.svg"))


def painted(name: str, look: Look) -> QImage:
    """The icon on nothing, 96 pixels wide."""
    image = QImage(96, 96, QImage.Format.Format_ARGB32)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    paint_icon(painter, name, QRectF(0, 0, 96, 96), look)
    painter.end()
    return image


def ink(image: QImage) -> int:
    """How many pixels have been touched."""
    return sum(
        image.pixelColor(x, y).alpha() > 0
        for x in range(0, image.width(), 2)
        for y in range(0, image.height(), 2)
    )


def test_a_path_of_every_command_ends_where_it_should() -> None:
    path = to_path("M 1,1 h 9 v 9 H 1 V 1 c 0,0 1,1 2,2 q 1 1 2 2 L 20 20 m 5,5 1,1 z")

    assert path.boundingRect() == QRectF(1, 1, 25, 25)


def test_numbers_without_a_space_between_are_told_apart() -> None:
    assert to_path("m10-5.5l.5.5").currentPosition() == QPointF(10.5, -5)


def test_a_command_our_drawings_do_not_have_is_refused() -> None:
    with pytest.raises(ValueError, match="no command 'A'"):
        to_path("M 0 0 A 1 1 0 0 1 2 2")


@pytest.mark.parametrize("name", ICONS)
def test_every_icon_leaves_ink_inside_its_square(qapp: object, name: str) -> None:
    drawing = load_icon(name)

    assert ink(painted(name, Look())) > 30
    assert all(
        # A straight line has a box without width, which no rectangle contains.
        QRectF(0, 0, drawing.side, drawing.side).contains(
            path.boundingRect().adjusted(0, 0, 0.1, 0.1)
        )
        for _, path in drawing.shapes
    )


def test_icons_follow_the_theme(qapp: object) -> None:
    light, dark, contrast = (painted("funding", Look(theme)) for theme in THEMES)

    assert light != dark
    assert dark != contrast


def test_every_icon_the_guide_names_is_drawn(guide: Guide) -> None:
    named = {choice.icon for question in guide.questions for choice in question.choices}
    named |= {member.icon for member in guide.members}

    assert named - {None} <= set(ICONS)


def test_an_unknown_icon_of_another_guide_is_drawn_as_other(qapp: object) -> None:
    assert load_icon("a-new-thing").shapes == load_icon("other").shapes


def test_the_map_has_the_twelve_departments() -> None:
    assert sorted(load_outlines()) == [
        "01", "03", "07", "15", "26", "38", "42", "43", "63", "69", "73", "74",
    ]  # fmt: skip


def test_icons_are_plain_files_of_our_own() -> None:
    texts = [Path(paths.resources() / "icons" / f"{name}.svg").read_text() for name in ICONS]

    assert all(text.startswith("<svg ") and "<script" not in text for text in texts)
