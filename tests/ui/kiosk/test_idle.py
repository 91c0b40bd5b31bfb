"""Time: idle visitors, the countdown, the end after the sheet, opening hours."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton

from desktop.configuration import Kiosk
from desktop.ui.kiosk.attract_screen import AttractScreen
from desktop.ui.kiosk.closed_screen import ClosedScreen
from desktop.ui.kiosk.idle import Idle
from desktop.ui.kiosk.pictures import HOUSE, KioskStage
from desktop.ui.kiosk.veil import Countdown, Veil
from desktop.ui.stage import VISIT
from tests.ui.kiosk.conftest import MakeKiosk
from tests.ui.kiosk.test_visit import texts


def test_the_countdown_begins_after_the_quiet_time_and_ends_at_nothing() -> None:
    now = [0.0]
    idle = Idle(90, 30, lambda: now[0])

    seen = []
    for second in (89, 90, 91, 119, 120, 500):
        now[0] = second
        seen.append(idle.left())
    assert seen == [None, 30, 29, 1, 0, 0]


def test_a_touch_gives_all_the_time_again() -> None:
    now = [100.0]
    idle = Idle(90, 30, lambda: now[0])
    now[0] = 200.0
    idle.touch()
    now[0] = 289.0

    assert idle.left() is None


def test_nobody_there_ends_the_visit_after_the_countdown(kiosk: KioskStage) -> None:
    kiosk.visit(VISIT, "themes")
    kiosk.wait(89)
    assert kiosk.window.veil is None
    kiosk.wait(1)
    assert kiosk.window.veil is not None
    assert kiosk.get(Countdown).seconds == 30
    kiosk.wait(29)
    assert kiosk.get(Countdown).seconds == 1
    kiosk.wait(1)

    assert isinstance(kiosk.window.screen_shown, AttractScreen)
    assert kiosk.window.veil is None


def test_the_veil_covers_the_answers_and_keeps_the_visit(kiosk: KioskStage) -> None:
    kiosk.visit(VISIT, "themes")
    kiosk.press("choice-talent")
    kiosk.wait(95)
    veil = kiosk.window.veil
    assert veil is not None
    assert veil.geometry() == kiosk.window.rect()
    kiosk.press("kiosk-more-time")

    assert kiosk.window.veil is None
    assert kiosk.window.interview_shown().answers["themes"] == ("talent",)
    assert kiosk.get(QAbstractButton, "choice-talent").isChecked()


def test_any_touch_on_the_veil_extends_as_often_as_wanted(kiosk: KioskStage) -> None:
    kiosk.visit(VISIT, "themes")
    handle = kiosk.window.windowHandle()
    assert handle is not None
    for _ in range(3):
        kiosk.wait(110)
        assert kiosk.window.veil is not None
        QTest.mouseClick(
            handle, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, QPoint(40, 700)
        )
        kiosk.settle()
        assert kiosk.window.veil is None

    assert kiosk.window.interview_shown().at == "themes"


def test_a_key_on_the_veil_extends_too(kiosk: KioskStage) -> None:
    kiosk.visit(VISIT, "themes")
    kiosk.wait(100)
    QTest.keyClick(kiosk.get(Veil, "kiosk-veil"), Qt.Key.Key_A)
    kiosk.settle()

    assert kiosk.window.veil is None


def test_the_veil_can_end_the_visit_at_once(kiosk: KioskStage) -> None:
    kiosk.visit(VISIT, "themes")
    kiosk.wait(100)
    kiosk.press("kiosk-end")

    assert isinstance(kiosk.window.screen_shown, AttractScreen)


def test_a_touch_anywhere_keeps_the_veil_away(kiosk: KioskStage) -> None:
    kiosk.visit(VISIT, "themes")
    handle = kiosk.window.windowHandle()
    assert handle is not None
    kiosk.wait(80)
    QTest.mouseClick(
        handle, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, QPoint(300, 650)
    )
    kiosk.wait(80)

    assert kiosk.window.veil is None


def test_the_settings_say_how_long(make_kiosk: MakeKiosk) -> None:
    stage = make_kiosk(kiosk=Kiosk(idle_seconds=45, countdown_seconds=10))
    stage.visit(VISIT, "situation")
    stage.wait(45)

    assert stage.get(Countdown).seconds == 10


def test_a_look_left_on_the_first_page_goes_by_itself(kiosk: KioskStage) -> None:
    kiosk.press("kiosk-large")
    kiosk.press("code-ask")
    kiosk.wait(91)

    assert kiosk.window.veil is None
    assert not kiosk.window.kiosk_look.is_large
    assert kiosk.find(QAbstractButton, "code-open") is None


def test_the_first_page_alone_never_counts_down(kiosk: KioskStage) -> None:
    kiosk.wait(400)

    assert kiosk.window.veil is None
    assert isinstance(kiosk.window.screen_shown, AttractScreen)


def test_out_of_hours_the_screen_is_closed_and_says_when_it_opens(make_kiosk: MakeKiosk) -> None:
    stage = make_kiosk(kiosk=HOUSE)
    stage.hour = stage.hour.replace(hour=17, minute=30)
    stage.window.tick()
    stage.settle()

    assert isinstance(stage.window.screen_shown, ClosedScreen)
    assert "mercredi 11 mars 2026 à 9\u00a0h" in texts(stage)
    assert "on Wednesday 11 March 2026 at 9:00" in texts(stage)
    stage.hour = stage.hour.replace(day=11, hour=9, minute=0)
    stage.window.tick()
    assert isinstance(stage.window.screen_shown, AttractScreen)


def test_a_visit_under_way_is_not_closed_on_anybody(make_kiosk: MakeKiosk) -> None:
    stage = make_kiosk(kiosk=HOUSE)
    stage.visit(VISIT, "themes")
    stage.hour = stage.hour.replace(hour=18)
    stage.wait(2)

    assert stage.window.interview_shown().at == "themes"
    stage.press("restart")
    assert isinstance(stage.window.screen_shown, ClosedScreen)
    assert stage.find(QAbstractButton, "choice-talent") is None
