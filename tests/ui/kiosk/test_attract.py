"""The first page: both languages on all that is offered, and a drawing that comes to rest."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtWidgets import QAbstractButton, QLineEdit
from pytestqt.qtbot import QtBot

from desktop.configuration import Kiosk
from desktop.ui.kiosk.attract_screen import AttractScreen
from desktop.ui.kiosk.live_points import LivePoints
from desktop.ui.kiosk.pictures import HOUSE, Display, KioskStage
from desktop.ui.kiosk.shell import Shell
from tests.ui.kiosk.conftest import LOW, SCREENS, MakeKiosk

STILL_AFTER_MS = 5000
"""WCAG 2.2.2: what moves by itself for longer must have a button to stop it."""


@pytest.mark.parametrize("large", [False, True], ids=["usual", "large"])
@pytest.mark.parametrize("display", [*SCREENS, LOW], ids=lambda screen: screen.name)
def test_a_code_is_asked_for_in_both_languages_on_every_screen(
    make_kiosk: MakeKiosk, display: Display, large: bool
) -> None:
    stage = make_kiosk(display, replace(HOUSE, large_text=large))
    asks = [stage.get(QAbstractButton, name) for name in ("code-ask", "code-ask-en")]
    starts = [stage.get(QAbstractButton, name) for name in ("start-fr", "start-en")]

    assert [ask.text() for ask in asks] == ["J’ai déjà un code", "I already have a code"]
    assert all(ask.isVisibleTo(stage.window) for ask in asks)
    # Two beside each other under two beside each other, each under its own language.
    side_by_side = [one.mapToGlobal(one.rect().center()).y() for one in starts]
    codes = [one.mapToGlobal(one.rect().center()).y() for one in asks]
    assert (codes[0] == codes[1]) >= (side_by_side[0] == side_by_side[1])


def test_whoever_has_a_code_goes_on_in_the_language_they_touched(kiosk: KioskStage) -> None:
    kiosk.press("code-ask-en")

    assert kiosk.window.look.language == "en"
    assert kiosk.window.focusWidget() is kiosk.get(QLineEdit, "code")
    assert "Your orientation code" in kiosk.get(QLineEdit, "code").accessibleName()
    kiosk.wait(91)
    assert kiosk.window.look.language == "fr"
    assert kiosk.find(QLineEdit, "code") is None


def test_a_code_asked_for_in_the_language_shown_changes_nothing_else(kiosk: KioskStage) -> None:
    kiosk.press("code-ask")

    assert kiosk.window.look.language == "fr"
    assert kiosk.window.focusWidget() is kiosk.get(QLineEdit, "code")


def test_the_drawing_moves_and_stands_still_within_five_seconds(
    kiosk: KioskStage, qtbot: QtBot
) -> None:
    drawing = kiosk.get(LivePoints)
    first = drawing.grab().toImage()
    assert drawing.is_moving

    qtbot.waitUntil(lambda: drawing.grab().toImage() != first, timeout=STILL_AFTER_MS)
    qtbot.waitUntil(lambda: not drawing.is_moving, timeout=STILL_AFTER_MS)
    at_rest = drawing.grab().toImage()
    assert at_rest != first
    kiosk.wait(30)
    assert drawing.grab().toImage() == at_rest


def test_each_visitor_sees_other_needs(kiosk: KioskStage, qtbot: QtBot) -> None:
    before = kiosk.get(LivePoints)
    qtbot.waitUntil(lambda: not before.is_moving, timeout=STILL_AFTER_MS)
    shown = before._journey()
    kiosk.press("start-fr")
    kiosk.press("restart")
    after = kiosk.get(LivePoints)
    assert after is not before
    qtbot.waitUntil(lambda: not after.is_moving, timeout=STILL_AFTER_MS)

    assert after._journey() != shown


def test_where_nothing_is_to_move_the_drawing_does_not(kiosk: KioskStage, qtbot: QtBot) -> None:
    settings = kiosk.place.configuration
    still = replace(settings, start=replace(settings.start, motion=False))
    window = Shell(replace(kiosk.place, configuration=still))
    qtbot.addWidget(window)
    window.resize(1920, 1080)
    window.show()
    drawing = next(part for part in window.findChildren(LivePoints))

    assert isinstance(window.screen_shown, AttractScreen)
    assert drawing.isVisible()
    assert not drawing.is_moving


def test_a_usual_kiosk_moves_its_drawing(make_kiosk: MakeKiosk) -> None:
    assert make_kiosk(kiosk=Kiosk()).get(LivePoints).is_moving
