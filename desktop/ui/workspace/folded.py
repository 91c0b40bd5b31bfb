"""A part of an item in plain words, both languages side by side; a touch opens its fields."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy

from desktop.text import phrase
from desktop.ui.icons import paint_icon
from desktop.ui.theme import Look
from desktop.ui.widgets.paint import CORNER_CONTROL, frame_rect, paint_focus, paint_frame, ring_room
from desktop.ui.widgets.words import Laid
from desktop.ui.workspace.cells import NARROW
from desktop.workspace.summaries import Summary


class Folded(QPushButton):
    """Reads as a text, works as a button."""

    def __init__(self, name: str, said: Summary, look: Look, error: str = "") -> None:
        super().__init__()
        self.setObjectName(name)
        self._look, self._said, self._error = look, said, error
        self._laid: tuple[int, list[Laid], list[Laid]] = (-1, [], [])
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._name()

    def show_error(self, error: str) -> None:
        """Say what is wrong inside, or nothing."""
        if error != self._error:
            self._error = error
            self._laid = (-1, [], [])
            self._name()
            self.updateGeometry()
            self.update()

    def hasHeightForWidth(self) -> bool:
        """Its words wrap."""
        return True

    def heightForWidth(self, width: int) -> int:
        """The height of the higher language and of the lines below."""
        texts, below = self._at(width)
        if self._is_wide(width):
            height = max((laid.height for laid in texts), default=0)
        else:
            height = sum(laid.height for laid in texts)
        height += sum(laid.height for laid in below)
        return round(height) + 2 * self._above()

    def sizeHint(self) -> QSize:
        """As wide as it is given."""
        width = self._look.px(480)
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        """Room for a few letters."""
        return QSize(self._look.px(160), self._look.px(30))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the words, and a frame once it is about to be touched."""
        look, painter = self._look, QPainter(self)
        rect, radius = frame_rect(self, look), look.px(CORNER_CONTROL)
        is_over = self.underMouse() or self.isDown()
        edge = look.color("error" if self._error else "primary" if is_over else "line")
        paint_frame(
            painter, rect, radius, look.color("soft" if is_over else "page"), edge, look.thin(1)
        )
        if self.hasFocus():
            paint_focus(painter, rect, radius, look)
        texts, below = self._at(self.width())
        left, top = float(self._side()), float(self._above())
        painter.setPen(look.color("ink"))
        step = (
            (self._text_width(self.width()) + look.px(20)) if self._is_wide(self.width()) else 0.0
        )
        lowest = top
        for index, laid in enumerate(texts):
            laid.paint(painter, QPointF(left + index * step, top if step else lowest))
            lowest = max(lowest, top + laid.height) if step else lowest + laid.height
        for laid, color in zip(below, self._colors(), strict=True):
            painter.setPen(look.color(color))
            laid.paint(painter, QPointF(left, lowest))
            lowest += laid.height
        side = look.px(16)
        icon = QRectF(rect.right() - side - look.px(8), rect.top() + look.px(8), side, side)
        paint_icon(painter, "edit", icon, look, look.color("primary" if is_over else "ink2"))

    def _name(self) -> None:
        said = self._look.say(self._said.text) or self._look.say(phrase("workspace.fold.empty"))
        name = phrase("workspace.fold.open", what=said)
        self.setAccessibleName(self._look.say(name))
        lines = [self._look.say(self._said.caption), self._error]
        self.setAccessibleDescription(". ".join(line for line in lines if line))

    def _colors(self) -> list[str]:
        lines = [(self._look.say(self._said.caption), "ink2"), (self._error, "error")]
        return [color for text, color in lines if text]

    def _side(self) -> int:
        return ring_room(self._look) + self._look.px(10)

    def _above(self) -> int:
        return ring_room(self._look) + self._look.px(6)

    def _is_wide(self, width: int) -> bool:
        return width >= self._look.px(NARROW)

    def _text_width(self, width: int) -> float:
        inside = width - 2 * self._side() - self._look.px(24)
        return (inside - self._look.px(20)) / 2 if self._is_wide(width) else inside

    def _at(self, width: int) -> tuple[list[Laid], list[Laid]]:
        if self._laid[0] != width:
            look, said = self._look, self._said
            empty = look.say(phrase("workspace.fold.empty"))
            room = self._text_width(width)
            # Written in the same way in both languages, it is said once.
            both = [said.text.fr or empty, said.text.en or empty]
            texts = [Laid(text, "body", look, room) for text in dict.fromkeys(both)]
            lines = [line for line in (look.say(said.caption), self._error) if line]
            inside = width - 2 * self._side() - look.px(24)
            below = [Laid(line, "caption", look, inside) for line in lines]
            self._laid = (width, texts, below)
        return self._laid[1], self._laid[2]
