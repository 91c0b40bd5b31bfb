"""The visit drawn as a line of track: where one has been, where one is, what is known ahead."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from PySide6.QtCore import QLineF, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from desktop.ui.theme import Look
from desktop.ui.widgets.paint import paint_bar
from desktop.ui.widgets.words import Laid


class Progress(Enum):
    """Where a stop of the line stands in the visit."""

    DONE = "done"
    HERE = "here"
    AHEAD = "ahead"


@dataclass(frozen=True, slots=True)
class Stop:
    """One question on the line: its short name and, once answered, the answer."""

    name: str
    value: str
    progress: Progress


def paint_stop(painter: QPainter, at: QPointF, progress: Progress, look: Look) -> None:
    """Paint the disc of one stop, its centre at `at`."""
    color, radius = look.color, look.thin(7)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    if progress is Progress.HERE:
        painter.setPen(QPen(color("accent"), look.thin(3)))
        painter.setBrush(color("card"))
        painter.drawEllipse(at, radius + look.thin(2), radius + look.thin(2))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(color("accent"))
        painter.drawEllipse(at, radius * 0.5, radius * 0.5)
        return
    done = progress is Progress.DONE
    painter.setPen(QPen(color("primary" if done else "edge"), look.thin(2.5)))
    painter.setBrush(color("primary" if done else "page"))
    painter.drawEllipse(at, radius, radius)


def track_pen(look: Look, is_done: bool, is_open: bool = False) -> QPen:
    """The pen of a stretch of track; one whose length is not known is dashed."""
    pen = QPen(look.color("primary" if is_done else "edge"), look.thin(3))
    if is_open:
        pen.setDashPattern([1.5, 2.5])
    return pen


class Rail(QWidget):
    """The line from top to bottom, with the answers given: stands left of a wide page."""

    WIDTH = 264

    def __init__(self, title: str, look: Look) -> None:
        super().__init__()
        self._look = look
        self._width = look.px(self.WIDTH)
        self._title = Laid(title, "label", look, self._width - look.px(28))
        self.setFixedWidth(self._width)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)
        self.setObjectName("rail")
        self.setAccessibleName(title)

    def show_stops(self, stops: tuple[Stop, ...], is_open: bool) -> None:
        """Draw these stops; `is_open` when it is not known what follows them."""
        look = self._look
        inside = self._width - look.px(28 + 34 + 12)
        self._stops, self._is_open = stops, is_open
        self._words = [
            (
                Laid(stop.name, _role(stop), look, inside),
                Laid(stop.value, "caption", look, inside) if stop.value else None,
            )
            for stop in stops
        ]
        self.setAccessibleDescription(
            " · ".join(f"{stop.name} {stop.value}".strip() for stop in stops)
        )
        self.update()

    def sizeHint(self) -> QSize:
        """Its own width; it takes the page's height."""
        return QSize(self._width, self._look.px(200))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw track, stops and words."""
        look = self._look
        paint_bar(self, look, at=Qt.Edge.RightEdge)
        painter = QPainter(self)
        painter.setPen(look.color("ink2"))
        y = float(look.px(30))
        self._title.paint(painter, QPointF(look.px(28), y))
        y += self._title.height + look.px(16)
        centres = self._centres(y)
        self._paint_track(painter, centres)
        for stop, words, centre in zip(self._stops, self._words, centres, strict=True):
            paint_stop(painter, centre, stop.progress, look)
            self._paint_words(painter, stop, words, centre)

    def _centres(self, y: float) -> list[QPointF]:
        look, centres = self._look, []
        for name, value in self._words:
            centres.append(QPointF(look.px(40), y + look.line_height("body") / 2))
            y += name.height + (value.height if value else 0) + look.px(20)
        return centres

    def _paint_track(self, painter: QPainter, centres: list[QPointF]) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for stop, start, end in zip(self._stops, centres, centres[1:], strict=False):
            painter.setPen(track_pen(self._look, stop.progress is Progress.DONE))
            painter.drawLine(QLineF(start, end))
        if self._is_open and centres:
            painter.setPen(track_pen(self._look, False, is_open=True))
            end = QPointF(centres[-1].x(), min(self.height(), centres[-1].y() + self._look.px(96)))
            painter.drawLine(QLineF(centres[-1], end))

    def _paint_words(
        self, painter: QPainter, stop: Stop, words: tuple[Laid, Laid | None], centre: QPointF
    ) -> None:
        look = self._look
        name, value = words
        at = QPointF(look.px(28 + 34), centre.y() - look.line_height("body") / 2)
        painter.setPen(look.color("ink2" if stop.progress is Progress.AHEAD else "ink"))
        name.paint(painter, at)
        if value:
            painter.setPen(look.color("primary"))
            value.paint(painter, at + QPointF(0, name.height))


def _role(stop: Stop) -> str:
    return "strong" if stop.progress is Progress.HERE else "body"


class Track(QWidget):
    """The same line from left to right, without words: stands over a narrow page."""

    def __init__(self, name: str, look: Look) -> None:
        super().__init__()
        self._look = look
        self._stops: tuple[Stop, ...] = ()
        self._is_open = False
        self.setObjectName("track")
        self.setAccessibleName(name)
        self.setFixedHeight(look.thin(24))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_stops(self, stops: tuple[Stop, ...], is_open: bool) -> None:
        """Draw these stops; `is_open` when it is not known what follows them."""
        self._stops, self._is_open = stops, is_open
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw track and stops."""
        look, painter = self._look, QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        room = look.thin(12)
        parts = len(self._stops) - 1 + (2 if self._is_open else 0)
        step = (self.width() - 2 * room) / max(1, parts)
        step = min(step, look.px(120))
        y = self.height() / 2
        centres = [QPointF(room + index * step, y) for index in range(len(self._stops))]
        for stop, start, end in zip(self._stops, centres, centres[1:], strict=False):
            painter.setPen(track_pen(look, stop.progress is Progress.DONE))
            painter.drawLine(QLineF(start, end))
        if self._is_open and centres:
            painter.setPen(track_pen(look, False, is_open=True))
            painter.drawLine(QLineF(centres[-1], centres[-1] + QPointF(2 * step, 0)))
        for stop, centre in zip(self._stops, centres, strict=True):
            paint_stop(painter, centre, stop.progress, look)


class Leg(QWidget):
    """One leg of a path down a card: its stop on the track, and the widget beside it.

    `is_next` marks what the visitor does next.
    """

    def __init__(
        self, beside: QWidget, look: Look, is_first: bool, is_last: bool, is_next: bool = False
    ) -> None:
        super().__init__()
        self._progress = Progress.HERE if is_next else Progress.DONE
        self._look, self._is_first, self._is_last = look, is_first, is_last
        across = QHBoxLayout(self)
        across.setContentsMargins(look.px(36), 0, 0, 0 if is_last else look.px(18))
        across.addWidget(beside)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the stretch of track through this leg."""
        look, painter = self._look, QPainter(self)
        x, y = look.px(12), look.line_height("label") / 2 + look.px(1)
        line = QRectF(x, 0 if not self._is_first else y, 0, 0)
        end = y if self._is_last else self.height()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(track_pen(look, True))
        painter.drawLine(QPointF(x, line.top()), QPointF(x, end))
        paint_stop(painter, QPointF(x, y), self._progress, look)
