"""What the settings and the system say of how the program looks and moves."""

from __future__ import annotations

from dataclasses import replace
from typing import Protocol, TypeVar

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QGuiApplication, QStyleHints
from PySide6.QtWidgets import QApplication

from desktop.settings import SYSTEM
from desktop.ui.theme import Look

_Look = TypeVar("_Look", bound=Look)
_EFFECTS = (
    Qt.UIEffect.UI_AnimateMenu,
    Qt.UIEffect.UI_FadeMenu,
    Qt.UIEffect.UI_AnimateCombo,
    Qt.UIEffect.UI_AnimateTooltip,
    Qt.UIEffect.UI_FadeTooltip,
    Qt.UIEffect.UI_AnimateToolBox,
)


def set_motion(application: QApplication, is_wanted: bool) -> None:
    """Have nothing of Qt's own move by itself: menus, hints, the blinking cursor; or let it be."""
    if is_wanted:
        return
    for effect in _EFFECTS:
        application.setEffectEnabled(effect, False)
    application.setCursorFlashTime(0)


def system_theme() -> str:
    """The theme that is nearest to what the system asks for: high contrast, dark, else light."""
    hints = _hints()
    if hints.accessibility().contrastPreference() == Qt.ContrastPreference.HighContrast:
        return "contrast"
    return "dark" if hints.colorScheme() == Qt.ColorScheme.Dark else "light"


def _hints() -> QStyleHints:
    return QGuiApplication.styleHints()


def themed(look: _Look, chosen: str) -> _Look:
    """The look in the theme somebody chose, or in the system's."""
    if chosen == SYSTEM:
        return replace(look, theme=system_theme(), follows=True)
    return replace(look, theme=chosen, follows=False)


class Looking(Protocol):
    """A window that shows everything in one look."""

    look: Look

    def show_look(self, look: Look) -> None:
        """Show everything in another look."""
        ...  # pragma: no cover


class Following(QObject):
    """Has a window change with the system while that is what its person chose."""

    def __init__(self, window: Looking) -> None:
        if not isinstance(window, QObject):
            raise TypeError("a window is a QObject")
        super().__init__(window)
        self._window = window
        hints = QGuiApplication.styleHints()
        hints.colorSchemeChanged.connect(self.follow)
        hints.accessibility().contrastPreferenceChanged.connect(self.follow)

    def follow(self) -> None:
        """Show the system's theme as it is now."""
        look = self._window.look
        if look.follows:
            self._window.show_look(themed(look, SYSTEM))
