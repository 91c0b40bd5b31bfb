"""Pages under a finger: they glide, choose nothing on the way, and need no flick."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QWidget
from pytestqt.qtbot import QtBot

from desktop.ui.kiosk.pictures import Display, KioskStage
from desktop.ui.stage import VISIT
from desktop.ui.widgets.map import DepartmentMap
from desktop.ui.widgets.more import MoreButtons
from desktop.ui.widgets.page import Page
from tests.ui.kiosk.conftest import BY_NAME, MakeKiosk

SMALL = Display("small", 10, 780, 790)
"""As large as the screen of a test without a screen: gestures are looked for on it."""


def page_of(stage: KioskStage) -> Page:
    """The page in front."""
    return next(page for page in stage.window.findChildren(Page) if page.isVisible())


def flick(stage: KioskStage, by: str, start: int, end: int) -> None:
    """Move a finger, or a pointer, up or down the page."""
    handle = stage.window.windowHandle()
    assert handle is not None
    device = QTest.createTouchDevice()
    left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    places = [QPoint(300, start + (end - start) * step // 8) for step in range(9)]
    if by == "finger":
        QTest.touchEvent(handle, device).press(0, places[0]).commit()
    else:
        QTest.mousePress(handle, left, none, places[0])
    for place in places[1:]:
        QTest.qWait(10)
        if by == "finger":
            QTest.touchEvent(handle, device).move(0, place).commit()
        else:
            QTest.mouseMove(handle, place)
    if by == "finger":
        QTest.touchEvent(handle, device).release(0, places[-1]).commit()
    else:
        QTest.mouseRelease(handle, left, none, places[-1])


@pytest.mark.parametrize("by", ["finger", "pointer"])
def test_a_page_glides_on_when_flicked_and_chooses_nothing(
    make_kiosk: MakeKiosk, qtbot: QtBot, by: str
) -> None:
    stage = make_kiosk(SMALL)
    stage.visit(VISIT, "situation")
    bar = page_of(stage).verticalScrollBar()
    flick(stage, by, 480, 250)
    followed = bar.value()
    qtbot.waitUntil(lambda: bar.value() > followed + 50)

    assert followed > 100
    assert stage.window.interview_shown().answers == {}
    assert not [b for b in page_of(stage).findChildren(QAbstractButton) if b.isDown()]


def test_a_slow_touch_chooses_as_a_quick_one_does(make_kiosk: MakeKiosk, qtbot: QtBot) -> None:
    stage = make_kiosk(SMALL)
    stage.visit(VISIT, "situation")
    tile, handle = stage.get(QAbstractButton, "choice-relocating"), stage.window.windowHandle()
    at, left = tile.mapTo(stage.window, QPoint(300, 20)), Qt.MouseButton.LeftButton
    assert handle is not None
    QTest.mousePress(handle, left, Qt.KeyboardModifier.NoModifier, at)
    qtbot.waitUntil(tile.isDown)
    QTest.qWait(400)
    QTest.mouseRelease(handle, left, Qt.KeyboardModifier.NoModifier, at)

    assert stage.window.interview_shown().answers == {"situation": ("relocating",)}


def test_a_flick_that_begins_on_the_map_chooses_no_department(make_kiosk: MakeKiosk) -> None:
    stage = make_kiosk(BY_NAME["15.6in"])
    stage.visit(VISIT, "territory")
    land = stage.get(DepartmentMap)
    page_of(stage).ensureWidgetVisible(land, 0, 0)
    stage.settle()
    middle = land.mapTo(stage.window, land.centre_of("38")).y()
    before = stage.window.interview_shown().answers
    flick(stage, "finger", middle, middle - 220)

    assert stage.window.interview_shown().answers == before


@pytest.mark.parametrize("by", ["finger", "pointer"])
def test_a_touch_that_does_not_move_chooses(make_kiosk: MakeKiosk, by: str) -> None:
    stage = make_kiosk(SMALL)
    stage.visit(VISIT, "situation")
    tile = stage.get(QWidget, "choice-relocating")
    at = tile.mapTo(stage.window, QPoint(tile.width() // 2, 20))
    handle = stage.window.windowHandle()
    assert handle is not None
    if by == "finger":
        device = QTest.createTouchDevice()
        QTest.touchEvent(handle, device).press(0, at).commit()
        QTest.touchEvent(handle, device).release(0, at).commit()
    else:
        QTest.mouseClick(handle, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, at)

    assert stage.window.interview_shown().answers == {"situation": ("relocating",)}


def test_two_buttons_do_what_a_flick_does(make_kiosk: MakeKiosk) -> None:
    stage = make_kiosk(SMALL)
    stage.visit(VISIT, "situation")
    page = page_of(stage)
    bar, moves = page.verticalScrollBar(), page.findChild(MoreButtons)
    assert moves is not None
    assert moves.down.isVisible()
    assert not moves.up.isVisible()
    while moves.down.isVisibleTo(page):
        moves.down.click()
    assert bar.value() == bar.maximum()
    moves.up.click()

    assert bar.value() < bar.maximum()


def test_a_second_touch_on_the_same_spot_never_leads_back(make_kiosk: MakeKiosk) -> None:
    stage = make_kiosk(SMALL)
    stage.visit(VISIT, "situation")
    moves = page_of(stage).findChild(MoreButtons)
    assert moves is not None
    before = moves.down.geometry()
    moves.down.click()
    stage.settle()

    assert moves.up.isVisible()
    assert moves.down.geometry() == before
    assert not moves.up.geometry().intersects(before)


def test_a_page_that_fits_has_no_such_buttons(kiosk: KioskStage) -> None:
    kiosk.visit(VISIT, "urgency")
    moves = page_of(kiosk).findChild(MoreButtons)

    assert moves is not None
    assert not moves.strip.isVisible()


def test_a_touch_on_the_map_chooses_its_department(kiosk: KioskStage) -> None:
    kiosk.visit(VISIT, "territory")
    land, handle = kiosk.get(DepartmentMap), kiosk.window.windowHandle()
    at = land.mapTo(kiosk.window, land.centre_of("38"))
    assert handle is not None
    QTest.mouseClick(handle, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, at)

    assert kiosk.window.interview_shown().answers["territory"] == ("38",)
