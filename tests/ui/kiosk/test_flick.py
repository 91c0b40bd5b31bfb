"""Pages under a finger: they glide, choose nothing on the way, and need no flick."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from desktop.ui.kiosk.pictures import Display, KioskStage
from desktop.ui.screenshots import VISIT
from desktop.ui.widgets.flick import Flick
from desktop.ui.widgets.page import Page
from tests.ui.kiosk.conftest import MakeKiosk

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
    bar, moves = page.verticalScrollBar(), page.findChild(Flick)
    assert moves is not None
    assert moves.down.isVisible()
    assert not moves.up.isVisible()
    while moves.down.isVisibleTo(page):
        moves.down.click()
    assert bar.value() == bar.maximum()
    moves.up.click()

    assert bar.value() < bar.maximum()


def test_a_page_that_fits_has_no_such_buttons(kiosk: KioskStage) -> None:
    kiosk.visit(VISIT, "urgency")
    moves = page_of(kiosk).findChild(Flick)

    assert moves is not None
    assert not moves.strip.isVisible()
