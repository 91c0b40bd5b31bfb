"""A sheet over the whole window: what is under it can neither be seen nor touched."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.ui.kiosk.look import KioskLook


class Overlay(QWidget):
    """Covers its window and grows with it."""

    def __init__(self, name: str, window: QWidget, look: KioskLook) -> None:
        super().__init__(window)
        self.setObjectName(name)
        self.look = look
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.down = QVBoxLayout(self)
        side = look.px(18 if look.is_folded else 40)
        self.down.setContentsMargins(side, side, side, side)
        self.down.setSpacing(look.px(16))
        self.setGeometry(window.rect())
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the window's size."""
        if event.type() == QEvent.Type.Resize and watched is self.parent():
            self.setGeometry(self.window().rect())
        return False

    def lay(self) -> None:
        """Come before everything, with the focus."""
        self.show()
        self.raise_()
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def take_away(self) -> None:
        """Be gone at once, with all that is on it."""
        self.hide()
        self.setParent(None)
        self.deleteLater()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the page's ground."""
        QPainter(self).fillRect(self.rect(), self.look.color("page"))
