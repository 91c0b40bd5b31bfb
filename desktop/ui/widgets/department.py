"""One department of the map, for the keyboard and for screen readers."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPaintEvent
from PySide6.QtWidgets import QPushButton, QWidget

from desktop.ui.widgets.alone import hear_as_one_of
from desktop.ui.widgets.paint import shows_ring
from desktop.ui.widgets.tile import ARROWS


@dataclass(frozen=True, slots=True)
class Department:
    """What the map says of one department."""

    code: str
    name: str
    spoken: str


class DepartmentButton(QPushButton):
    """One department for the keyboard and for screen readers; the map paints it."""

    move_wanted = Signal(int, int)
    wanted = Signal()
    confirmed = Signal()
    focus_changed = Signal()

    def __init__(self, department: Department, parent: QWidget) -> None:
        super().__init__(parent)
        self.department = department
        self.has_ring = True
        self.setObjectName(f"choice-{department.code}")
        self.setText(department.name)
        self.setAccessibleName(department.spoken)
        hear_as_one_of(self, is_one=True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        # Boxes of departments overlap: the map alone knows which outline the pointer is in.
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def nextCheckState(self) -> None:
        """The page decides what is chosen."""
        self.wanted.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Nothing: the map paints the outlines under it."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows go to the neighbour on that side; space and Enter as on every tile."""
        key = Qt.Key(event.key())
        if key in ARROWS:
            self.move_wanted.emit(*ARROWS[key])
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            (self.confirmed if self.isChecked() else self.wanted).emit()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Have the map paint the ring."""
        self.has_ring = shows_ring(event)
        super().focusInEvent(event)
        self.focus_changed.emit()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Have the map take the ring away."""
        super().focusOutEvent(event)
        self.focus_changed.emit()
