"""No way out: what reaches the kiosk from keys, pointers and the system."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QMimeData, QPoint, QPointF, Qt
from PySide6.QtGui import (
    QCloseEvent,
    QContextMenuEvent,
    QDragEnterEvent,
    QHelpEvent,
    QKeyEvent,
    QWindow,
)
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from desktop.ui.kiosk.guard import HOLD_MS, is_allowed
from desktop.ui.kiosk.pictures import KioskStage
from desktop.ui.stage import VISIT
from tests.ui.kiosk.conftest import BY_NAME, MakeKiosk

KEY, MODIFIER = Qt.Key, Qt.KeyboardModifier
NONE, CTRL, ALT = MODIFIER.NoModifier, MODIFIER.ControlModifier, MODIFIER.AltModifier
META, SHIFT = MODIFIER.MetaModifier, MODIFIER.ShiftModifier


def key(code: Qt.Key, modifiers: Qt.KeyboardModifier = NONE, text: str = "") -> QKeyEvent:
    """A key going down."""
    return QKeyEvent(QEvent.Type.KeyPress, code, modifiers, text)


def handle_of(stage: KioskStage) -> QWindow:
    """The system's own window, where everything from outside comes in."""
    handle = stage.window.windowHandle()
    assert handle is not None
    return handle


@pytest.mark.parametrize(
    ("code", "modifiers"),
    [
        (KEY.Key_F4, ALT), (KEY.Key_F4, CTRL), (KEY.Key_Tab, ALT), (KEY.Key_Escape, CTRL),
        (KEY.Key_Q, CTRL), (KEY.Key_W, CTRL), (KEY.Key_C, CTRL), (KEY.Key_V, CTRL),
        (KEY.Key_Z, CTRL), (KEY.Key_P, CTRL), (KEY.Key_S, CTRL), (KEY.Key_D, META),
        (KEY.Key_F1, NONE), (KEY.Key_F5, NONE), (KEY.Key_F11, NONE), (KEY.Key_F12, NONE),
        (KEY.Key_Menu, NONE), (KEY.Key_F10, SHIFT), (KEY.Key_Print, NONE), (KEY.Key_Meta, NONE),
        (KEY.Key_Insert, SHIFT), (KEY.Key_Delete, SHIFT), (KEY.Key_Delete, CTRL | ALT),
        (KEY.Key_Backspace, CTRL | ALT), (KEY.Key_HomePage, NONE), (KEY.Key_PowerOff, NONE),
        (KEY.Key_Sleep, NONE), (KEY.Key_Open, NONE), (KEY.Key_Help, NONE), (KEY.Key_Copy, NONE),
    ],
)  # fmt: skip
def test_a_key_that_could_lead_out_does_nothing(
    code: Qt.Key, modifiers: Qt.KeyboardModifier
) -> None:
    assert not is_allowed(key(code, modifiers))


@pytest.mark.parametrize(
    ("code", "modifiers", "text"),
    [
        (KEY.Key_A, NONE, "a"), (KEY.Key_A, SHIFT, "A"), (KEY.Key_1, NONE, "1"),
        (KEY.Key_Eacute, NONE, "é"), (KEY.Key_Space, NONE, " "), (KEY.Key_At, CTRL | ALT, "@"),
        (KEY.Key_Tab, NONE, "\t"), (KEY.Key_Backtab, SHIFT, ""), (KEY.Key_Return, NONE, "\r"),
        (KEY.Key_Backspace, NONE, "\b"), (KEY.Key_Down, NONE, ""), (KEY.Key_Escape, NONE, ""),
    ],
)  # fmt: skip
def test_keys_that_write_and_lead_around_do_what_they_do(
    code: Qt.Key, modifiers: Qt.KeyboardModifier, text: str
) -> None:
    assert is_allowed(key(code, modifiers, text))


def test_a_command_key_is_stopped_before_it_reaches_a_field(kiosk: KioskStage) -> None:
    kiosk.visit(VISIT, "themes")
    kiosk.focus("own-words")
    line = kiosk.get(QLineEdit, "own-words")
    QTest.keyClick(handle_of(kiosk), KEY.Key_B, NONE)
    QTest.keyClick(handle_of(kiosk), KEY.Key_A, CTRL)
    QTest.keyClick(handle_of(kiosk), KEY.Key_Z, CTRL)

    assert line.text() == "b"
    assert line.selectedText() == ""


def test_closing_the_window_does_nothing(kiosk: KioskStage) -> None:
    assert not kiosk.window.close()
    close = QCloseEvent()
    QApplication.sendEvent(kiosk.window, close)
    assert not close.isAccepted()
    QApplication.sendEvent(handle_of(kiosk), QEvent(QEvent.Type.Close))

    assert kiosk.window.isVisible()


def test_only_the_left_button_and_a_finger_touch_anything(kiosk: KioskStage) -> None:
    kiosk.visit(VISIT, "situation")
    tile = kiosk.get(QWidget, "choice-starting")
    at = tile.mapTo(kiosk.window, tile.rect().center())
    for button in (Qt.MouseButton.RightButton, Qt.MouseButton.MiddleButton):
        QTest.mouseClick(handle_of(kiosk), button, NONE, at)
    assert kiosk.window.interview_shown().answers == {}
    QTest.mouseClick(handle_of(kiosk), Qt.MouseButton.LeftButton, NONE, at)

    assert kiosk.window.interview_shown().answers == {"situation": ("starting",)}


def test_no_menu_no_tip_and_no_drop_reaches_the_window(kiosk: KioskStage) -> None:
    guard, handle, at = kiosk.window.guard, handle_of(kiosk), QPoint(300, 300)
    mime = QMimeData()
    mime.setText("x")
    drop = QDragEnterEvent(at, Qt.DropAction.CopyAction, mime, Qt.MouseButton.LeftButton, NONE)
    shut_out = [
        QContextMenuEvent(QContextMenuEvent.Reason.Mouse, at, at),
        QHelpEvent(QEvent.Type.ToolTip, at, at),
        QHelpEvent(QEvent.Type.WhatsThis, at, at),
        drop,
    ]

    assert [guard.eventFilter(handle, event) for event in shut_out] == [True] * len(shut_out)
    assert not kiosk.window.acceptDrops()


def test_the_window_has_no_frame(kiosk: KioskStage) -> None:
    assert kiosk.window.windowFlags() & Qt.WindowType.FramelessWindowHint


def test_escape_loses_no_answer(kiosk: KioskStage) -> None:
    kiosk.visit(VISIT, "territory")
    QTest.keyClick(handle_of(kiosk), KEY.Key_Escape)

    assert kiosk.window.interview_shown().at == "situation"
    assert kiosk.window.interview_shown().answers == {"situation": ("relocating",)}


def test_staff_hold_the_corner_and_nobody_else_does_by_chance(
    kiosk: KioskStage, qtbot: QtBot
) -> None:
    guard, handle, left = kiosk.window.guard, handle_of(kiosk), Qt.MouseButton.LeftButton
    corner, middle = QPoint(12, 12), QPoint(400, 500)
    QTest.mousePress(handle, left, NONE, middle)
    assert not guard.is_holding
    QTest.mouseRelease(handle, left, NONE, middle)
    QTest.mousePress(handle, left, NONE, corner)
    assert guard.is_holding
    QTest.mouseRelease(handle, left, NONE, corner)
    assert not guard.is_holding
    QTest.mousePress(handle, left, NONE, corner)
    QTest.mouseMove(handle, middle)
    assert not guard.is_holding
    QTest.mouseRelease(handle, left, NONE, middle)
    guard._holding.setInterval(20)
    with qtbot.waitSignal(guard.corner_held, timeout=HOLD_MS):
        QTest.mousePress(handle, left, NONE, corner)
    QTest.mouseRelease(handle, left, NONE, corner)

    assert kiosk.window.staff is not None


def test_letting_go_of_the_corner_presses_nothing_under_it(
    make_kiosk: MakeKiosk, qtbot: QtBot
) -> None:
    stage = make_kiosk(BY_NAME["10in-portrait"])
    handle, left, corner = handle_of(stage), Qt.MouseButton.LeftButton, QPoint(60, 60)
    stage.window.guard._holding.setInterval(20)
    with qtbot.waitSignal(stage.window.guard.corner_held, timeout=HOLD_MS):
        QTest.mousePress(handle, left, NONE, corner)
        assert stage.get(QAbstractButton, "kiosk-large").isDown()
    QTest.mouseRelease(handle, left, NONE, corner)
    stage.settle()

    assert stage.window.staff is not None
    assert not stage.window.kiosk_look.is_large


def test_a_finger_holds_the_corner_too(kiosk: KioskStage) -> None:
    device = QTest.createTouchDevice()
    QTest.touchEvent(handle_of(kiosk), device).press(0, QPoint(10, 10)).commit()
    assert kiosk.window.guard.is_holding
    QTest.touchEvent(handle_of(kiosk), device).release(0, QPoint(10, 10)).commit()

    assert not kiosk.window.guard.is_holding


def test_a_touch_tells_that_somebody_is_there(kiosk: KioskStage) -> None:
    touched: list[int] = []
    kiosk.window.guard.touched.connect(lambda: touched.append(1))
    device = QTest.createTouchDevice()
    QTest.touchEvent(handle_of(kiosk), device).press(0, QPoint(500, 500)).commit()
    QTest.touchEvent(handle_of(kiosk), device).release(0, QPoint(500, 500)).commit()
    assert touched
    before = len(touched)
    QTest.keyClick(handle_of(kiosk), KEY.Key_F5)
    assert len(touched) == before
    QTest.keyClick(handle_of(kiosk), KEY.Key_B)

    assert len(touched) > before


def test_the_guard_lets_a_pointer_pass_that_presses_nothing(kiosk: KioskStage) -> None:
    touched: list[int] = []
    kiosk.window.guard.touched.connect(lambda: touched.append(1))
    QTest.mouseMove(handle_of(kiosk), QPointF(300, 300).toPoint())

    assert touched == []
