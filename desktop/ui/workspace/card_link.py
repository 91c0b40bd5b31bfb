"""A card that leads to another item: title, id, and a few words of it."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy

from desktop.ui.theme import Look
from desktop.ui.widgets.paint import CORNER_CONTROL, frame_rect, paint_focus, paint_frame, ring_room
from desktop.ui.widgets.words import Laid


class CardLink(QPushButton):
    """The whole card is the button; its words wrap."""

    def __init__(
        self, name: str, title: str, caption: str, body: str, look: Look, color: str = "ink"
    ) -> None:
        super().__init__()
        self.setObjectName(name)
        self._look, self._color = look, color
        self._parts = [
            (title, "body", color),
            (caption, "caption", "ink2"),
            (body, "caption", "ink"),
        ]
        self._laid: dict[int, list[Laid]] = {}
        self.setAccessibleName(", ".join(part for part in (title, caption) if part))
        self.setAccessibleDescription(body)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def hasHeightForWidth(self) -> bool:
        """Its words wrap."""
        return True

    def heightForWidth(self, width: int) -> int:
        """The height of its words at this width."""
        laid = self._at(width)
        return round(sum(part.height for part in laid)) + 2 * self._inset()[1]

    def sizeHint(self) -> QSize:
        """As wide as it is given."""
        width = self._look.px(240)
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        """Room for a few letters."""
        return QSize(self._look.px(120), self._look.px(30))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw card, words and ring."""
        look, painter = self._look, QPainter(self)
        rect, radius = frame_rect(self, look), look.px(CORNER_CONTROL)
        is_over = self.underMouse() or self.isDown()
        edge = look.color("error" if self._color == "error" else "primary" if is_over else "line")
        fill = look.color("soft" if is_over else "card")
        paint_frame(painter, rect, radius, fill, edge, look.thin(1.2))
        if self.hasFocus():
            paint_focus(painter, rect, radius, look)
        side, y = self._inset()
        top = float(y)
        for laid, (_, _, color) in zip(self._at(self.width()), self._shown(), strict=True):
            painter.setPen(look.color(color))
            laid.paint(painter, QPointF(side, top))
            top += laid.height

    def _shown(self) -> list[tuple[str, str, str]]:
        return [part for part in self._parts if part[0]]

    def _inset(self) -> tuple[int, int]:
        room = ring_room(self._look)
        return room + self._look.px(10), room + self._look.px(6)

    def _at(self, width: int) -> list[Laid]:
        if width not in self._laid:
            inside = max(1, width - 2 * self._inset()[0])
            self._laid = {
                width: [Laid(text, role, self._look, inside) for text, role, _ in self._shown()]
            }
        return self._laid[width]
