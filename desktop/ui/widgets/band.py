"""A band between the header and the page, which Escape closes and nothing else."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QPaintEvent
from PySide6.QtWidgets import QWidget

from desktop.ui.theme import Look
from desktop.ui.widgets.paint import paint_bar


class Band(QWidget):
    """Painted in `fill` with a line of `edge` below; says when it is to be closed."""

    closed = Signal()

    def __init__(self, name: str, look: Look, fill: str, edge: str, thick: float = 1) -> None:
        super().__init__()
        self.setObjectName(name)
        self._look, self._fill, self._edge, self._thick = look, fill, edge, thick

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape closes the band and nothing else."""
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
            return
        super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the band and its lower edge."""
        paint_bar(self, self._look, self._fill, self._edge, self._thick)
