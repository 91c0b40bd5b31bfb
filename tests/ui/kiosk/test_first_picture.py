"""The first picture of the results in another look: laid out, and never pressed flat."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget

from desktop.ui.focus import inside
from desktop.ui.kiosk.pictures import Display, KioskStage
from desktop.ui.stage import VISIT
from desktop.ui.widgets.card import MemberCard
from desktop.ui.widgets.words import Words
from tests.ui.kiosk.conftest import LOW, SCREENS, MakeKiosk


def cards(stage: KioskStage) -> list[QWidget]:
    """The members' cards made so far."""
    return [part for part in inside(stage.window) if isinstance(part, MemberCard)]


def flat(stage: KioskStage) -> list[str]:
    """The words that are seen and have less height than their lines."""
    seen = [part for part in inside(stage.window.screen_shown) if isinstance(part, Words)]
    assert len(seen) > 10
    return [
        words.text()
        for words in seen
        if words.isVisible() and words.height() < words.heightForWidth(words.width())
    ]


@pytest.mark.parametrize("display", [*SCREENS, LOW], ids=lambda screen: screen.name)
def test_the_first_picture_in_another_language_is_laid_out(
    make_kiosk: MakeKiosk, display: Display
) -> None:
    stage = make_kiosk(display)
    stage.visit(VISIT, None)
    stage.press("forward")
    stage.get(QAbstractButton, "kiosk-language").click()
    QApplication.processEvents()
    pressed = flat(stage)
    first = [card.geometry() for card in cards(stage)]
    stage.settle()

    assert pressed == []
    assert stage.window.look.language == "en"
    # What comes after stands below: nothing moves that was already seen.
    assert [card.geometry() for card in cards(stage)][: len(first)] == first


def test_what_is_below_a_large_screen_is_made_after_it_is_painted(make_kiosk: MakeKiosk) -> None:
    stage = make_kiosk(SCREENS[2])
    stage.visit(VISIT, None)
    stage.press("forward")
    whole = len(cards(stage))
    stage.get(QAbstractButton, "kiosk-language").click()
    at_once = len(cards(stage))
    stage.settle()

    assert (at_once, whole) == (1, 2)
    assert len(cards(stage)) == whole
