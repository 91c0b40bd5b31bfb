"""Departments a finger can touch: 20 mm in each, on the map or as tiles, on every screen."""

from __future__ import annotations

from math import hypot

import pytest
from PySide6.QtCore import QPointF
from PySide6.QtGui import QPainterPath
from PySide6.QtWidgets import QAbstractButton, QLineEdit

from desktop.configuration import Kiosk
from desktop.ui.kiosk.pictures import Display
from desktop.ui.stage import VISIT
from desktop.ui.widgets.department_tiles import DepartmentTiles
from desktop.ui.widgets.map import DepartmentMap
from desktop.ui.widgets.paint import frame_rect
from tests.ui.kiosk.conftest import BY_NAME, LOW, SCREENS, MakeKiosk

STEPS = 24
SMALL = (BY_NAME["10in-portrait"], LOW, Display("13.3in", 13.3, 1920, 1080))
MIDDLE = (
    Display("15.6in-portrait", 15.6, 1080, 1920),
    Display("17in", 17, 1280, 1024),
    Display("21.5in", 21.5, 1920, 1080),
    Display("21.5in-portrait", 21.5, 1080, 1920),
    Display("55in-portrait", 55, 2160, 3840),
)


def widest_circle(path: QPainterPath) -> float:
    """The diameter of the largest circle found inside an outline, in pixels."""
    box, outline = path.boundingRect(), path.toFillPolygon()
    points = [outline.at(index) for index in range(0, outline.count(), 3)]
    return max(
        2 * min(hypot(at.x() - point.x(), at.y() - point.y()) for point in points)
        for right in range(1, STEPS)
        for down in range(1, STEPS)
        if path.contains(
            at := QPointF(
                box.left() + box.width() * right / STEPS, box.top() + box.height() * down / STEPS
            )
        )
    )


@pytest.mark.parametrize("large", [False, True], ids=["usual", "large"])
@pytest.mark.parametrize("display", [*SCREENS, *SMALL[1:], *MIDDLE], ids=lambda screen: screen.name)
def test_a_finger_finds_20_mm_in_every_department(
    make_kiosk: MakeKiosk, display: Display, large: bool
) -> None:
    stage = make_kiosk(display, Kiosk(large_text=large))
    stage.visit(VISIT, "territory")
    look = stage.window.kiosk_look
    drawn, tiles = stage.find(DepartmentMap), stage.find(DepartmentTiles)
    sides = [widest_circle(path) for path in drawn._paths.values()] if drawn else []
    frames = [frame_rect(tile, look) for tile in tiles.buttons.values()] if tiles else []
    sides += [min(frame.width(), frame.height()) for frame in frames]

    assert len(sides) == 12
    assert min(sides) >= look.mm(20) - 1


@pytest.mark.parametrize("display", SMALL, ids=lambda screen: screen.name)
def test_where_the_map_is_too_small_tiles_answer_as_it_does(
    make_kiosk: MakeKiosk, display: Display
) -> None:
    stage = make_kiosk(display)
    stage.visit(VISIT, "territory")
    stage.press("choice-38")
    chosen = [b.objectName() for b in stage.get(DepartmentTiles).buttons.values() if b.isChecked()]

    assert stage.find(DepartmentMap) is None
    assert stage.window.interview_shown().answers["territory"] == ("38",)
    assert chosen == ["choice-38"]
    stage.press("choice-undecided")
    assert not stage.get(QAbstractButton, "choice-38").isChecked()


def test_a_commune_that_is_not_found_leads_to_the_tiles(make_kiosk: MakeKiosk) -> None:
    stage = make_kiosk(LOW)
    stage.visit(VISIT, "territory")
    stage.focus("place")
    for letter in "zzzz":
        stage.strike(letter)
    stage.press("place-missing")

    assert stage.window.focusWidget().objectName() == "choice-01"
    assert stage.get(QLineEdit, "place").text() == "zzzz"


def test_the_map_stays_where_it_has_room(make_kiosk: MakeKiosk) -> None:
    stage = make_kiosk(BY_NAME["15.6in"])
    stage.visit(VISIT, "territory")

    assert stage.get(DepartmentMap).width() >= stage.window.kiosk_look.mm(215)
    assert stage.find(DepartmentTiles) is None
