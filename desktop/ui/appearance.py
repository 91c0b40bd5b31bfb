"""What the settings and the system say of how the program looks and moves."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

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
