"""Buttons in a row or a column of which one is on: areas at the left, pages at the right."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QBoxLayout, QPushButton, QSizePolicy, QWidget

from desktop.ui.icons import paint_icon
from desktop.ui.theme import Look
from desktop.ui.widgets.paint import (
    CORNER_CONTROL,
    frame_rect,
    paint_bar,
    paint_focus,
    paint_frame,
    ring_room,
)


class RailButton(QPushButton):
    """An icon over a word, or a word alone; what is on has a bar beside it."""

    def __init__(self, name: str, said: str, icon: str, look: Look) -> None:
        super().__init__()
        self.setObjectName(name)
        self._look, self._icon, self.said, self.mark = look, icon, said, ""
        self.setCheckable(True)
        self.setAccessibleName(said)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        policy = QSizePolicy.Policy
        self.setSizePolicy(policy.Expanding if not icon else policy.Fixed, policy.Fixed)

    def show_mark(self, mark: str) -> None:
        """A count or a sign after the word."""
        if mark != self.mark:
            self.mark = mark
            self.setAccessibleName(f"{self.said} {mark}".rstrip())
            self.updateGeometry()
            self.update()

    def sizeHint(self) -> QSize:
        """Room for icon and word."""
        look, room = self._look, ring_room(self._look)
        words = QFontMetricsF(look.font("caption")).horizontalAdvance(self._words())
        if self._icon:
            return QSize(look.px(76) + 2 * room, look.px(56) + 2 * room)
        return QSize(round(words) + look.px(14) + 2 * room, look.px(32) + 2 * room)

    def minimumSizeHint(self) -> QSize:
        """Never smaller than its word."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw it."""
        look, painter, rect = self._look, QPainter(self), frame_rect(self, self._look)
        radius, is_on = look.px(CORNER_CONTROL), self.isChecked()
        if is_on or self.underMouse():
            edge = look.color("primary") if is_on else None
            paint_frame(painter, rect, radius, look.color("soft"), edge, look.thin(1.5))
        ink = look.color("primary" if is_on else "ink2")
        painter.setPen(ink)
        painter.setFont(look.font("label" if is_on and not self._icon else "caption"))
        flags = int(Qt.AlignmentFlag.AlignCenter)
        if not self._icon:
            painter.drawText(rect, flags, self._words())
        else:
            side = look.px(22)
            at = QRectF(rect.center().x() - side / 2, rect.top() + look.px(7), side, side)
            paint_icon(painter, self._icon, at, look, ink)
            painter.drawText(rect.adjusted(0, look.px(28), 0, 0), flags, self._words())
        if self.hasFocus():
            paint_focus(painter, rect, radius, look)

    def _words(self) -> str:
        return f"{self.said} {self.mark}".rstrip()


class Rail(QWidget):
    """Says which of its buttons was pressed; arrows go from one to the next."""

    picked = Signal(str)

    def __init__(
        self, name: str, items: Mapping[str, tuple[str, str]], look: Look, is_upright: bool
    ) -> None:
        super().__init__()
        self._look, self._is_upright = look, is_upright
        way = QBoxLayout.Direction
        line = QBoxLayout(way.TopToBottom if is_upright else way.LeftToRight, self)
        line.setContentsMargins(look.px(2), look.px(4), look.px(2), look.px(2))
        line.setSpacing(0)
        self.buttons: dict[str, RailButton] = {}
        for key, (said, icon) in items.items():
            button = RailButton(f"{name}-{key}", said, icon, look)
            button.clicked.connect(lambda _=False, k=key: self._pick(k))
            self.buttons[key] = button
            line.addWidget(button)
        if is_upright:
            line.addStretch(1)

    def show_on(self, key: str) -> None:
        """Mark the one that is on."""
        for own, button in self.buttons.items():
            button.setChecked(own == key)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows go to the next or the one before."""
        keys = Qt.Key
        step = {keys.Key_Down: 1, keys.Key_Right: 1, keys.Key_Up: -1, keys.Key_Left: -1}
        by = step.get(Qt.Key(event.key()), 0)
        buttons = list(self.buttons.values())
        at = next((i for i, button in enumerate(buttons) if button.hasFocus()), None)
        if not by or at is None:
            super().keyPressEvent(event)
            return
        buttons[(at + by) % len(buttons)].setFocus(Qt.FocusReason.TabFocusReason)

    def paintEvent(self, event: QPaintEvent) -> None:
        """An upright rail stands on a card of its own."""
        if self._is_upright:
            paint_bar(self, self._look, at=Qt.Edge.RightEdge)

    def _pick(self, key: str) -> None:
        self.show_on(key)
        self.picked.emit(key)
