"""The drawing of the attract screen: needs run along their tracks, and doors light up.

For less than five seconds, then it stands still: nobody has to read beside something that moves.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QElapsedTimer, QPointF, QRectF, QSize, Qt, QTimer
from PySide6.QtGui import (
    QFont,
    QFontMetricsF,
    QHideEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
    QPixmap,
    QShowEvent,
)

from desktop.ui.theme import Look
from desktop.ui.widgets.points import Doorway, Points, paint_door
from desktop.ui.widgets.words import Laid

_FRAME, _WAY = 40, 1200
"""Milliseconds from one picture to the next, and how long a need is on its way."""

_REST, _RUNS = 700, 2
"""Milliseconds before each run, and how many there are: one need in each language."""


_SHORTEST = 38
"""How long the tracks of an upright drawing are at least, in units, with the visitor's place."""


@dataclass(frozen=True, slots=True)
class Journey:
    """A need in words, and the door it leads to."""

    words: str
    door: int


class Still:
    """The drawing without any need, kept from one visitor to the next: it says nothing of them."""

    def __init__(self) -> None:
        self._key: object = None
        self._pixmap = QPixmap()
        self.at = 0
        """The need shown last: each visitor sees others."""

    def find(self, key: object) -> QPixmap | None:
        """The drawing made under this key, if it was the last one."""
        return self._pixmap if key == self._key else None

    def keep(self, key: object, pixmap: QPixmap) -> None:
        """Keep this one, and no other."""
        self._key, self._pixmap = key, pixmap


class LivePoints(Points):
    """One need after the other leaves from the visitor; nothing of it is needed to understand."""

    DOOR_HIGH, DOOR_WIDE = 66, 52
    WORDS, FEWEST_WORDS, TRACK = 210, 120, 96

    def __init__(
        self,
        doors: tuple[Doorway, ...],
        journeys: Sequence[Journey],
        here: str,
        still: Still,
        moves: bool,
        look: Look,
    ) -> None:
        super().__init__(doors, here, look)
        self._journeys, self._shown_in = journeys, look
        self._still, self._moves = still, moves
        self._left = 0
        self._way = QElapsedTimer()
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._go_on)

    @property
    def is_moving(self) -> bool:
        """Whether anything of it is still to move."""
        return self._timer.isActive()

    def minimumSizeHint(self) -> QSize:
        """Doors close together, tracks short."""
        look = self._shown_in
        width = look.px(self.DOOR_WIDE + 16 + self.FEWEST_WORDS + self.TRACK)
        return QSize(width, look.px(self.DOOR_HIGH + 6) * len(self._doors))

    def showEvent(self, event: QShowEvent) -> None:
        """Set out, twice, and stand still."""
        super().showEvent(event)
        if self._moves and not self.is_moving:
            self._left = _RUNS
            self._timer.start(_REST)

    def hideEvent(self, event: QHideEvent) -> None:
        """Nobody watches."""
        super().hideEvent(event)
        self._timer.stop()
        self._way.invalidate()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the points as they are, then what is on its way."""
        painter = QPainter(self)
        painter.drawPixmap(0, 0, self._drawn())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        journey, share = self._journey(), self._share()
        path = list(self._tracks())[journey.door]
        # Slower at both ends, as a train is.
        self._paint_way(painter, path, share * share * (3 - 2 * share))
        if share >= 1:
            rect = self._door_rect(journey.door)
            paint_door(painter, rect, self._doors[journey.door].icon, self._shown_in, is_lit=True)
        self._paint_need(painter, journey)

    def _journey(self) -> Journey:
        return self._journeys[self._still.at % len(self._journeys)]

    def _share(self) -> float:
        """How much of its way the need has behind it; a slow machine shows fewer pictures of it."""
        return min(1.0, self._way.elapsed() / _WAY) if self._way.isValid() else 1.0

    def _go_on(self) -> None:
        if self._way.isValid():
            if self._way.elapsed() >= _WAY:
                self._arrive()
        else:
            self._left -= 1
            self._still.at += 1
            self._way.start()
            self._timer.setInterval(_FRAME)
        self.update()

    def _arrive(self) -> None:
        self._way.invalidate()
        if self._left:
            self._timer.setInterval(_REST)
        else:
            self._timer.stop()

    def _drawn(self) -> QPixmap:
        """The drawing without any need: the same thirty times a second."""
        ratio = self.devicePixelRatioF()
        key = (type(self), self._shown_in, self.size().toTuple(), ratio)
        kept = self._still.find(key)
        if kept is not None:
            return kept
        made = QPixmap(self.size() * ratio)
        made.setDevicePixelRatio(ratio)
        made.fill(Qt.GlobalColor.transparent)
        painter = QPainter(made)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_still(painter)
        painter.end()
        self._still.keep(key, made)
        return made

    def _paint_still(self, painter: QPainter) -> None:
        tracks = list(self._tracks())
        self._paint_sleepers(painter, tracks)
        self._paint_rails(painter, tracks)
        self._paint_start(painter)
        for index in range(len(self._doors)):
            self._paint_door(painter, index)

    def _paint_way(self, painter: QPainter, path: QPainterPath, done: float) -> None:
        look = self._shown_in
        points = [path.pointAtPercent(done * index / 24) for index in range(25)]
        pen = QPen(look.color("accent"), look.px(5))
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPolyline(points)
        if done < 1:
            painter.setPen(QPen(look.color("page"), look.px(3)))
            painter.setBrush(look.color("accent"))
            painter.drawEllipse(points[-1], look.px(11), look.px(11))

    def _paint_need(self, painter: QPainter, journey: Journey) -> None:
        """What is asked, above the place where the visitor stands."""
        look, start = self._shown_in, self._start()
        pad = look.px(12)
        laid = Laid(journey.words, "strong", look, look.px(150))
        high = laid.height + 2 * look.px(8)
        box = QRectF(look.px(2), start.y() - look.px(30) - high, laid.width + 2 * pad, high)
        painter.setPen(QPen(look.color("accent"), look.thin(2)))
        painter.setBrush(look.color("accent_soft"))
        painter.drawRoundedRect(box, look.px(10), look.px(10))
        tip = QPainterPath(QPointF(start.x() - look.px(6), box.bottom() - look.thin(1)))
        tip.lineTo(start.x(), box.bottom() + look.px(9))
        tip.lineTo(start.x() + look.px(6), box.bottom() - look.thin(1))
        painter.drawPath(tip)
        painter.setPen(look.color("ink"))
        laid.paint(painter, box.topLeft() + QPointF(pad, look.px(8)))


class UprightPoints(LivePoints):
    """The same on a screen that stands upright: the visitor below, the doors in a row above."""

    DOOR_HIGH, DOOR_WIDE = 62, 48

    def heightForWidth(self, width: int) -> int:
        """Doors and tracks; words where there is more."""
        return self.minimumSizeHint().height()

    def sizeHint(self) -> QSize:
        """With tracks of a good length, and words."""
        least = self.minimumSizeHint()
        return QSize(least.width(), least.height() * 2)

    def minimumSizeHint(self) -> QSize:
        """Doors side by side, and room for the tracks."""
        look = self._shown_in
        return QSize(look.px(330), look.px(self.DOOR_HIGH + _SHORTEST))

    def _words_high(self) -> float:
        """Two lines, where they leave the tracks their room; none otherwise."""
        high = 2 * self._shown_in.line_height("strong")
        return high if self.height() - high >= self.minimumSizeHint().height() else 0.0

    def _start(self) -> QPointF:
        room = self._words_high() + self._shown_in.px(18)
        return QPointF(self.width() / 2, self.height() - room)

    def _door_rect(self, index: int) -> QRectF:
        look = self._shown_in
        room = self.width() / len(self._doors)
        # Where there is little height, the tracks must still be seen to part.
        most = self.height() * 0.42 * self.DOOR_WIDE / self.DOOR_HIGH
        wide = min(look.px(self.DOOR_WIDE), room * 0.82, most)
        high = wide * self.DOOR_HIGH / self.DOOR_WIDE
        return QRectF(room * (index + 0.5) - wide / 2, look.px(2), wide, high)

    def _tracks(self) -> Iterator[QPainterPath]:
        start = self._start()
        for index in range(len(self._doors)):
            rect = self._door_rect(index)
            end = QPointF(rect.center().x(), rect.bottom() + self._shown_in.px(3))
            span = start.y() - end.y()
            path = QPainterPath(start)
            path.cubicTo(
                QPointF(start.x(), start.y() - span * 0.62),
                QPointF(end.x(), end.y() + span * 0.55),
                end,
            )
            yield path

    def _paint_start(self, painter: QPainter) -> None:
        look, at = self._shown_in, self._start()
        painter.setPen(QPen(look.color("accent"), look.px(4)))
        painter.setBrush(look.color("card"))
        painter.drawEllipse(at, look.px(12), look.px(12))

    def _paint_door(self, painter: QPainter, index: int) -> None:
        paint_door(painter, self._door_rect(index), self._doors[index].icon, self._shown_in)

    def _paint_need(self, painter: QPainter, journey: Journey) -> None:
        """What is asked, and once it has arrived, who answers: two lines under the visitor."""
        look, step = self._shown_in, self._words_high() / 2
        if not step:
            return
        lines = [(journey.words, "ink")]
        if self._share() >= 1:
            lines.append((self._doors[journey.door].name, "accent"))
        top = self.height() - 2 * step
        for number, (words, token) in enumerate(lines):
            painter.setPen(look.color(token))
            painter.setFont(self._fitting(words))
            rect = QRectF(0, top + number * step, self.width(), step)
            painter.drawText(rect, int(Qt.AlignmentFlag.AlignCenter), words)

    def _fitting(self, words: str) -> QFont:
        # A copy: the fonts of a look are shared.
        font = QFont(self._shown_in.font("strong"))
        share = self.width() / max(1.0, QFontMetricsF(font).horizontalAdvance(words) + 2)
        font.setPixelSize(int(font.pixelSize() * min(1.0, share)))
        return font
