"""The drawing of the welcome page: one track, a set of points, and a door for each member."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from math import hypot

from PySide6.QtCore import QLineF, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop.ui.icons import paint_icon
from desktop.ui.theme import Look
from desktop.ui.widgets.words import Laid


@dataclass(frozen=True, slots=True)
class Doorway:
    """One member at the end of a track."""

    icon: str
    name: str
    role: str


class Points(QWidget):
    """Tracks that branch from the visitor to every door, all alike."""

    DOOR_HIGH, DOOR_WIDE = 74, 58
    WORDS, FEWEST_WORDS, TRACK = 236, 168, 84

    def __init__(self, doors: tuple[Doorway, ...], here: str, look: Look) -> None:
        super().__init__()
        self._doors, self._look = doors, look
        self.setObjectName("points")
        self.setAccessibleName(" · ".join(f"{door.name} : {door.role}" for door in doors))
        self._laid: dict[int, list[tuple[Laid, Laid]]] = {}
        self._label = Laid(here, "label", look, look.px(140))
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def heightForWidth(self, width: int) -> int:
        """Room for every door, and for its words where they take more lines."""
        look = self._look
        words = max((name.height + role.height for name, role in self._words(width)), default=0.0)
        return round(max(look.px(self.DOOR_HIGH + 6), words + look.px(8))) * len(self._doors)

    def hasHeightForWidth(self) -> bool:
        """Its words wrap."""
        return True

    def _words_width(self, width: int) -> int:
        look = self._look
        spare = width - look.px(self.DOOR_WIDE + 16 + self.TRACK)
        return max(look.px(self.FEWEST_WORDS), min(look.px(self.WORDS), spare))

    def _words(self, width: int) -> list[tuple[Laid, Laid]]:
        """Name and role of each door, wrapped for a drawing this wide."""
        room = self._words_width(width)
        if room not in self._laid:
            self._laid[room] = [
                (
                    Laid(door.name, "strong", self._look, room),
                    Laid(door.role, "caption", self._look, room),
                )
                for door in self._doors
            ]
        return self._laid[room]

    def sizeHint(self) -> QSize:
        """Room for every door and its words."""
        return QSize(self._look.px(620), self._look.px(92) * len(self._doors))

    def minimumSizeHint(self) -> QSize:
        """Doors close together, tracks short."""
        look = self._look
        width = look.px(self.DOOR_WIDE + 16 + self.FEWEST_WORDS + self.TRACK)
        return QSize(width, look.px(self.DOOR_HIGH + 6) * len(self._doors))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw sleepers, rails, doors and words."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        tracks = list(self._tracks())
        self._paint_sleepers(painter, tracks)
        self._paint_rails(painter, tracks)
        self._paint_start(painter)
        for index in range(len(self._doors)):
            self._paint_door(painter, index)

    def _door_rect(self, index: int) -> QRectF:
        look = self._look
        room = self.height() / len(self._doors)
        wide, high = look.px(self.DOOR_WIDE), look.px(self.DOOR_HIGH)
        left = self.width() - self._words_width(self.width()) - look.px(16) - wide
        return QRectF(left, room * (index + 0.5) - high / 2, wide, high)

    def _start(self) -> QPointF:
        return QPointF(self._look.px(20), self.height() / 2)

    def _tracks(self) -> Iterator[QPainterPath]:
        """One curve to each door; all leave on the same line, as real points do."""
        start = self._start()
        for index in range(len(self._doors)):
            rect = self._door_rect(index)
            end = QPointF(rect.left() - self._look.px(4), rect.bottom() - self._look.px(14))
            whole = end.x() - start.x()
            straight = QPointF(start.x() + min(self._look.px(56), whole * 0.3), start.y())
            span = end.x() - straight.x()
            path = QPainterPath(start)
            path.lineTo(straight)
            path.cubicTo(
                QPointF(straight.x() + span * 0.55, straight.y()),
                QPointF(end.x() - span * 0.62, end.y()),
                end,
            )
            yield path

    def _paint_sleepers(self, painter: QPainter, tracks: list[QPainterPath]) -> None:
        look = self._look
        thin = look.is_contrast
        pen = QPen(look.color("edge" if thin else "line"), look.thin(1 if thin else 3.5))
        painter.setPen(pen)
        half, step = look.px(9), look.px(15)
        painter.drawLines([line for path in tracks for line in _sleepers(path, half, step)])

    def _paint_rails(self, painter: QPainter, tracks: list[QPainterPath]) -> None:
        """Wide strokes, then narrower ones in the page's colour: rails that meet as points do."""
        look = self._look
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for token, width in (("primary", 11.0), ("page", 6.0)):
            pen = QPen(look.color(token), look.px(width))
            pen.setCapStyle(Qt.PenCapStyle.FlatCap)
            painter.setPen(pen)
            for path in tracks:
                painter.drawPath(path)

    def _paint_start(self, painter: QPainter) -> None:
        look, at = self._look, self._start()
        painter.setPen(QPen(look.color("accent"), look.px(4)))
        painter.setBrush(look.color("card"))
        painter.drawEllipse(at, look.px(14), look.px(14))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(look.color("accent"))
        painter.drawEllipse(at, look.px(6), look.px(6))
        painter.setPen(look.color("accent"))
        self._label.paint(painter, QPointF(at.x() - look.px(16), at.y() + look.px(22)))

    def _paint_door(self, painter: QPainter, index: int) -> None:
        look, rect = self._look, self._door_rect(index)
        paint_door(painter, rect, self._doors[index].icon, look)
        name, role = self._words(self.width())[index]
        at = QPointF(
            rect.right() + look.px(16), rect.center().y() - (name.height + role.height) / 2
        )
        painter.setPen(look.color("ink"))
        name.paint(painter, at)
        painter.setPen(look.color("ink2"))
        role.paint(painter, at + QPointF(0, name.height))


def paint_door(
    painter: QPainter, rect: QRectF, icon: str, look: Look, is_lit: bool = False
) -> None:
    """Paint an arched door with its icon; filled where it is lit."""
    door = QPainterPath()
    arch = rect.width() * 0.5
    door.moveTo(rect.bottomLeft())
    door.lineTo(rect.left(), rect.top() + arch)
    door.quadTo(rect.topLeft() + QPointF(0, 2), QPointF(rect.center().x(), rect.top()))
    door.quadTo(rect.topRight() + QPointF(0, 2), QPointF(rect.right(), rect.top() + arch))
    door.lineTo(rect.bottomRight())
    door.closeSubpath()
    painter.setBrush(look.color("accent" if is_lit else "card"))
    pen = QPen(look.color("accent" if is_lit else "primary"), look.thin(2.5))
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    painter.setPen(pen)
    painter.drawPath(door)
    side = rect.width() * 0.62
    at = QRectF(0, 0, side, side)
    at.moveCenter(rect.center() + QPointF(0, rect.height() * 0.06))
    paint_icon(painter, icon, at, look, look.color("page") if is_lit else None)


def _sleepers(path: QPainterPath, half: float, step: float) -> list[QLineF]:
    """Short lines across the track, `step` apart.

    Walks the curve in small straight parts: asking the path for each place is ten times slower.
    """
    corners = path.toSubpathPolygons()[0].toList()
    lines: list[QLineF] = []
    ahead = step
    for index in range(len(corners) - 1):
        x, y = corners[index].x(), corners[index].y()
        dx, dy = corners[index + 1].x() - x, corners[index + 1].y() - y
        length = hypot(dx, dy)
        while length and ahead <= length:
            at_x, at_y = x + dx * ahead / length, y + dy * ahead / length
            across_x, across_y = -dy / length * half, dx / length * half
            lines.append(QLineF(at_x - across_x, at_y - across_y, at_x + across_x, at_y + across_y))
            ahead += step
        ahead -= length
    return lines
