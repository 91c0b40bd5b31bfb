"""What covers the page: it can be read otherwise and read aloud, and leaves the visit alone."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from desktop.configuration import Kiosk
from desktop.kiosk import pin
from desktop.ui.focus import inside
from desktop.ui.kiosk.overlay import Overlay
from desktop.ui.kiosk.pictures import PIN, Display, KioskStage
from desktop.ui.kiosk.veil import Countdown, Veil
from desktop.ui.stage import VISIT
from tests.ui.kiosk.conftest import LOW, SCREENS, MakeKiosk
from tests.ui.kiosk.programs import wait_for

SHOWS = ["large", "contrast", "language"]
EVERYWHERE = (*SCREENS, LOW)


def veiled(stage: KioskStage) -> KioskStage:
    """Twenty seconds before the end of a visit that has an answer."""
    stage.visit(VISIT, "themes")
    stage.press("choice-talent")
    stage.wait(100)
    return stage


def touch(stage: KioskStage, name: str) -> None:
    """A finger from outside, as the guard sees it."""
    handle, button = stage.window.windowHandle(), stage.get(QAbstractButton, name)
    assert handle is not None
    at = button.mapTo(stage.window, button.rect().center())
    QTest.mouseClick(handle, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, at)
    stage.settle()


def open_staff(stage: KioskStage, *then: str) -> KioskStage:
    """The staff's door, with these keys of its pad struck."""
    pin.set_pin(stage.place.data, PIN)
    stage.window.open_staff()
    stage.settle()
    for key in then:
        stage.press(f"pin-{key}")
    return stage


def words_on(overlay: Overlay | None) -> str:
    """Everything a covering page says."""
    assert overlay is not None
    return " ".join(part.text() for part in inside(overlay) if isinstance(part, QLabel))


def test_the_veil_is_shown_otherwise_and_stays_with_all_its_time_again(kiosk: KioskStage) -> None:
    veiled(kiosk)
    assert kiosk.get(Countdown).seconds == 20
    for name in SHOWS:
        touch(kiosk, f"kiosk-veil-show-{name}")
        kiosk.wait(1)
        assert kiosk.get(Countdown).seconds == 29
        kiosk.wait(9)

    look = kiosk.get(Veil, "kiosk-veil").look
    assert (look.is_large, look.is_contrast, look.language) == (True, True, "en")
    assert look == kiosk.window.kiosk_look
    assert "Are you still there?" in words_on(kiosk.window.veil)
    kiosk.wait(20)
    assert kiosk.window.is_resting


@pytest.mark.parametrize("name", SHOWS)
def test_the_focus_stays_on_the_button_of_the_veil(kiosk: KioskStage, name: str) -> None:
    veiled(kiosk)
    touch(kiosk, f"kiosk-veil-show-{name}")

    focus = kiosk.window.focusWidget()
    assert focus.objectName() == f"kiosk-veil-show-{name}"
    assert kiosk.window.veil is not None
    assert kiosk.window.veil.isAncestorOf(focus)


def test_the_page_under_the_veil_takes_the_look_once_it_is_seen_again(kiosk: KioskStage) -> None:
    veiled(kiosk)
    touch(kiosk, "kiosk-veil-show-language")
    touch(kiosk, "kiosk-veil-show-large")
    kiosk.press("kiosk-more-time")

    tile = kiosk.get(QAbstractButton, "choice-talent")
    assert tile.accessibleName() == "Finding and training staff"
    assert tile.isChecked()
    assert kiosk.window.screen_shown.look == kiosk.window.kiosk_look
    assert kiosk.get(QAbstractButton, "kiosk-large").isChecked()


def test_a_look_taken_on_the_veil_is_gone_for_the_next_visitor(kiosk: KioskStage) -> None:
    veiled(kiosk)
    for name in SHOWS:
        touch(kiosk, f"kiosk-veil-show-{name}")
    kiosk.press("kiosk-end")

    assert kiosk.window.kiosk_look == kiosk.window.first_fitted()
    assert kiosk.window.screen_shown.look == kiosk.window.first_fitted()
    assert not kiosk.get(QAbstractButton, "kiosk-contrast").isChecked()


def test_the_veil_is_read_aloud_and_then_the_page_again(
    make_kiosk: MakeKiosk, speech: Path, qtbot: QtBot
) -> None:
    stage = make_kiosk()
    stage.visit(VISIT, "themes")
    stage.wait(100)
    stage.press("kiosk-veil-show-speech")
    wait_for(qtbot, speech, "effacées dans 30 secondes")
    assert stage.window.veil is not None
    assert stage.get(QAbstractButton, "kiosk-speech").isChecked()
    stage.press("kiosk-more-time")

    wait_for(qtbot, speech, "De quoi avez-vous besoin")
    stage.wait(91)
    assert "kiosk-veil-show-speech" in {
        part.objectName()
        for part in inside(stage.window)
        if isinstance(part, QAbstractButton) and part.isChecked()
    }
    stage.window.restart()
    assert not stage.window.voice.is_on


def test_staff_see_their_page_otherwise_and_the_visit_keeps_its_look(kiosk: KioskStage) -> None:
    kiosk.visit(VISIT, "themes")
    before = kiosk.window.kiosk_look
    open_staff(kiosk, "2", "7")
    for name in SHOWS:
        touch(kiosk, f"staff-show-{name}")

    assert "Staff only" in words_on(kiosk.window.staff)
    assert kiosk.get(QWidget, "pin-dots").accessibleName() == "2 digits typed"
    for key in ("4", "9", "done"):
        kiosk.press(f"pin-{key}")
    touch(kiosk, "staff-show-contrast")
    assert "This kiosk today" in words_on(kiosk.window.staff)
    kiosk.press("staff-back")
    assert kiosk.window.staff is None
    assert kiosk.window.kiosk_look == before
    assert kiosk.window.screen_shown.look == before


def test_a_wait_after_a_wrong_pin_is_not_lost_with_the_look(kiosk: KioskStage) -> None:
    open_staff(kiosk, "1", "1", "1", "1", "done")
    touch(kiosk, "staff-show-large")

    assert "1 seconde" in kiosk.get(QLabel, "pin-status").text()
    assert not kiosk.get(QAbstractButton, "pin-5").isEnabled()


def test_what_staff_were_told_is_still_told_in_another_look(kiosk: KioskStage) -> None:
    open_staff(kiosk, *PIN, "done")
    kiosk.press("staff-language")
    touch(kiosk, "staff-show-contrast")

    assert "langue de départ est changée" in kiosk.get(QLabel, "staff-status").text()


def test_a_voice_that_staff_switched_on_goes_with_them(
    make_kiosk: MakeKiosk, speech: Path, qtbot: QtBot
) -> None:
    stage = make_kiosk()
    stage.visit(VISIT, "themes")
    open_staff(stage, "2")
    stage.press("staff-show-speech")
    said = wait_for(qtbot, speech, "Espace du personnel")
    stage.press("pin-leave")

    assert "De quoi avez-vous besoin" not in said
    assert not stage.window.voice.is_on
    assert not stage.get(QAbstractButton, "kiosk-speech").isChecked()


def test_a_fall_under_the_staffs_door_leaves_no_voice_to_the_next_visitor(
    make_kiosk: MakeKiosk, speech: Path
) -> None:
    stage = make_kiosk()
    stage.press("kiosk-speech")
    stage.visit(VISIT, "themes")
    open_staff(stage)
    assert stage.window.voice.is_on
    stage.window.show_crash()
    stage.settle()

    assert stage.window.staff is None
    assert not stage.window.voice.is_on
    assert not stage.get(QAbstractButton, "kiosk-speech").isChecked()


def test_staff_may_leave_while_their_pin_is_looked_at(kiosk: KioskStage) -> None:
    open_staff(kiosk, *PIN)
    kiosk.get(QAbstractButton, "pin-done").click()
    kiosk.window.close_staff()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    kiosk.settle()

    assert kiosk.window.staff is None


def test_nothing_under_the_veil_can_be_typed_into_in_another_look(kiosk: KioskStage) -> None:
    kiosk.visit(VISIT, "territory")
    kiosk.focus("place")
    kiosk.wait(100)
    touch(kiosk, "kiosk-veil-show-large")
    kiosk.window.typing.follow()

    assert not isinstance(kiosk.window.focusWidget(), QLineEdit)
    assert kiosk.get(QWidget, "keyboard").isHidden()


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("large", [False, True], ids=["usual", "large"])
@pytest.mark.parametrize("display", EVERYWHERE, ids=lambda screen: screen.name)
def test_veil_and_pin_pad_fit_their_screen(
    make_kiosk: MakeKiosk, display: Display, large: bool, language: str
) -> None:
    stage = make_kiosk(display, Kiosk(large_text=large), language)
    veiled(stage)
    cut = cut_on(stage.window.veil)
    stage.press("kiosk-more-time")
    cut += cut_on(open_staff(stage).window.staff)

    assert cut == []


def cut_on(overlay: Overlay | None) -> list[str]:
    """The parts of a covering page that are not whole, or lie over one another."""
    assert overlay is not None
    parts = [
        part
        for part in inside(overlay)
        if isinstance(part, QLabel | QAbstractButton) and part.isVisibleTo(overlay)
    ]
    assert len(parts) > 7
    at = {part: part.rect().translated(part.mapTo(overlay, QPoint(0, 0))) for part in parts}
    wrong = [part.objectName() for part in parts if not overlay.rect().contains(at[part])]
    for index, part in enumerate(parts):
        if part.hasHeightForWidth() and part.height() < part.heightForWidth(part.width()):
            wrong.append(f"{part.objectName()} is cut")
        wrong += [
            f"{part.objectName()} on {other.objectName()}"
            for other in parts[index + 1 :]
            if at[part].adjusted(1, 1, -1, -1).intersects(at[other].adjusted(1, 1, -1, -1))
        ]
    return wrong
