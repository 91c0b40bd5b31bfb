"""What the settings and the system say of looks and motion is followed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from types import SimpleNamespace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop import app
from desktop.casework import Casework
from desktop.configuration import Start
from desktop.guide.model import Guide
from desktop.ui import appearance
from desktop.ui.desk import Desk
from desktop.ui.theme import Look
from desktop.ui.widgets.strip import Strip
from desktop.ui.window import Window

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


def test_a_start_takes_theme_and_motion_from_the_settings(lively: QApplication) -> None:
    _, look = app._begin(Start(theme="dark", text_size=125, motion=False), "en")

    assert look == Look("dark", 125, "en")
    assert lively.cursorFlashTime() == 0
    assert app._begin(Start(), None)[1].chosen_theme == "system"


# The system's theme

DARK, LIGHT, UNKNOWN = Qt.ColorScheme.Dark, Qt.ColorScheme.Light, Qt.ColorScheme.Unknown
HIGH, USUAL = Qt.ContrastPreference.HighContrast, Qt.ContrastPreference.NoPreference
AsSystem = Callable[[Qt.ColorScheme, Qt.ContrastPreference], None]


@pytest.fixture
def as_system(qapp: QApplication, monkeypatch: pytest.MonkeyPatch) -> AsSystem:
    """Makes the system ask for these from here on, and say so; a test has no system that does."""
    hints = QGuiApplication.styleHints()

    def ask(scheme: Qt.ColorScheme, contrast: Qt.ContrastPreference) -> None:
        asked = SimpleNamespace(
            colorScheme=lambda: scheme,
            accessibility=lambda: SimpleNamespace(contrastPreference=lambda: contrast),
        )
        monkeypatch.setattr(appearance, "_hints", lambda: asked)
        hints.colorSchemeChanged.emit(scheme)
        hints.accessibility().contrastPreferenceChanged.emit(contrast)

    return ask


@pytest.mark.parametrize(
    ("scheme", "contrast", "theme"),
    [
        (UNKNOWN, USUAL, "light"),
        (LIGHT, USUAL, "light"),
        (DARK, USUAL, "dark"),
        (DARK, HIGH, "contrast"),
        (LIGHT, HIGH, "contrast"),
    ],
)
def test_the_nearest_theme_to_the_systems_is_taken(
    scheme: Qt.ColorScheme, contrast: Qt.ContrastPreference, theme: str, as_system: AsSystem
) -> None:
    as_system(scheme, contrast)

    look = appearance.themed(Look("contrast", 150, "en"), "system")
    assert look == Look(theme, 150, "en", follows=True)
    assert look.chosen_theme == "system"


def test_a_theme_of_ones_own_is_not_the_systems() -> None:
    look = appearance.themed(Look("dark", follows=True), "light")

    assert look == Look("light")
    assert look.chosen_theme == "light"


@pytest.fixture
def kept() -> list[Look]:
    return []


@pytest.fixture
def window(qtbot: QtBot, guide: Guide, kept: list[Look]) -> Window:
    """A visit that follows the system, which is light."""
    look = replace(Look(), follows=True)
    made = Window(Desk(Casework(guide, False), lambda *_: None, kept.append), look)
    qtbot.addWidget(made)
    made.show()
    return made


def test_a_window_changes_with_the_system_and_nothing_is_kept_of_it(
    window: Window, kept: list[Look], as_system: AsSystem
) -> None:
    as_system(DARK, USUAL)
    assert window.look.theme == "dark"
    assert QApplication.palette().window().color() == window.look.color("page")
    as_system(DARK, HIGH)
    assert window.look.theme == "contrast"
    as_system(LIGHT, USUAL)
    assert window.look.theme == "light"
    assert kept == []


def test_a_window_whose_person_chose_stays_as_it_is(
    window: Window, kept: list[Look], as_system: AsSystem
) -> None:
    window.show_look(appearance.themed(window.look, "light"))
    as_system(DARK, HIGH)

    assert window.look.theme == "light"
    assert [look.chosen_theme for look in kept] == ["light"]


def test_the_strip_offers_the_systems_theme_and_marks_what_was_chosen(
    qtbot: QtBot, as_system: AsSystem
) -> None:
    as_system(DARK, USUAL)
    following, own = Strip("theme", Look("dark", follows=True)), Strip("theme", Look("dark"))
    qtbot.addWidget(following)
    qtbot.addWidget(own)

    assert [tile.objectName() for tile in following.samples if tile.isChecked()] == ["theme-system"]
    assert [tile.objectName() for tile in own.samples if tile.isChecked()] == ["theme-dark"]
    assert len(own.samples) == 4
