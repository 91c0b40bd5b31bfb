"""What the settings and the system say of looks and motion is followed."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from desktop.ui import appearance

MENU, ANY = Qt.UIEffect.UI_AnimateMenu, Qt.UIEffect.UI_General


@pytest.fixture
def lively(qapp: QApplication) -> Iterator[QApplication]:
    """The application with motion, as a system may have it; put back after the test."""
    flash, before = qapp.cursorFlashTime(), {ANY: qapp.isEffectEnabled(ANY)}
    qapp.setEffectEnabled(ANY, True)
    before[MENU] = qapp.isEffectEnabled(MENU)
    qapp.setEffectEnabled(MENU, True)
    qapp.setCursorFlashTime(1000)
    yield qapp
    qapp.setCursorFlashTime(flash)
    for effect in (MENU, ANY):
        qapp.setEffectEnabled(effect, before[effect])


def test_without_motion_no_menu_slides_and_no_cursor_blinks(lively: QApplication) -> None:
    appearance.set_motion(lively, is_wanted=False)

    assert not lively.isEffectEnabled(MENU)
    assert lively.cursorFlashTime() == 0


def test_with_motion_the_system_decides(lively: QApplication) -> None:
    appearance.set_motion(lively, is_wanted=True)

    assert lively.isEffectEnabled(MENU)
    assert lively.cursorFlashTime() == 1000
