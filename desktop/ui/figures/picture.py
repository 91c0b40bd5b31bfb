"""A figure on the screen: painted from its drawing, and told to screen readers in a sentence."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache

from PySide6.QtCore import QBuffer, QIODevice, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop.figures.drawing import draw
from desktop.figures.model import Figure
from desktop.figures.scene import Box, Item, Label, Outline, Scene
from desktop.ui.figures.colours import colours_of
from desktop.ui.shapes import to_path
from desktop.ui.theme import Look, metrics

PNG_WIDTH = 960
PNG_FACTOR = 2
_PNG_MARGIN = 32


def measure(text: str, role: str) -> float:
    """How wide a text is in units of the drawing."""
    return float(metrics(role, 1.0).horizontalAdvance(text))


class FigurePicture(QWidget):
    """Grows with its width; the height follows from what is drawn."""

    def __init__(self, figure: Figure, look: Look) -> None:
        super().__init__()
        self._figure, self._look = figure, look
        self._drawn: tuple[int, Scene] | None = None
        self.setObjectName(f"picture-{figure.id}")
        self.setAccessibleName(figure.title)
        self.setAccessibleDescription(figure.gist)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def hasHeightForWidth(self) -> bool:
        """Its height follows from its width."""
        return True

    def heightForWidth(self, width: int) -> int:
        """How high the drawing is at this width."""
        return round(self._scene(width).height * self._look.space) + 1

    def sizeHint(self) -> QSize:
        """A comfortable width."""
        width = self._look.px(520)
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        """The least width at which it can be read."""
        return QSize(self._look.px(300), self._look.px(60))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the drawing."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.scale(self._look.space, self._look.space)
        paint_scene(painter, self._scene(self.width()), self._look)

    def _scene(self, width: int) -> Scene:
        if self._drawn is None or self._drawn[0] != width:
            units = max(200.0, width / self._look.space)
            scene = draw(self._figure, units, colours_of(self._look), measure)
            self._drawn = width, scene
        return self._drawn[1]


def to_png(figure: Figure, look: Look) -> bytes:
    """The figure with its title as a picture file, in the theme shown, large enough to be shown."""
    plain = Look(look.theme, 100, look.language)
    scene = draw(figure, PNG_WIDTH - 2 * _PNG_MARGIN, colours_of(plain), measure)
    height = round(scene.height) + 2 * _PNG_MARGIN + 80
    image = QImage(PNG_WIDTH * PNG_FACTOR, height * PNG_FACTOR, QImage.Format.Format_RGB32)
    image.fill(plain.color("card"))
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.scale(PNG_FACTOR, PNG_FACTOR)
    painter.translate(_PNG_MARGIN, _PNG_MARGIN)
    _write(painter, plain, "h2", "ink", 24, figure.title)
    _write(painter, plain, "body", "ink2", 52, figure.gist)
    painter.translate(0, 80)
    paint_scene(painter, scene, plain)
    painter.end()
    return _encoded(image)


def paint_scene(painter: QPainter, scene: Scene, look: Look) -> None:
    """Paint every item, in units of the drawing."""
    for item in scene.items:
        _paint(painter, item, look)


def _paint(painter: QPainter, item: Item, look: Look) -> None:
    if isinstance(item, Box):
        painter.setPen(QPen(QColor(item.edge)) if item.edge else Qt.PenStyle.NoPen)
        painter.setBrush(QColor(item.fill))
        rect = QRectF(item.x, item.y, max(0.0, item.width), max(0.0, item.height))
        painter.drawRoundedRect(rect, item.radius, item.radius)
    elif isinstance(item, Outline):
        painter.save()
        painter.translate(item.x, item.y)
        painter.scale(item.factor, item.factor)
        painter.setPen(QPen(QColor(item.edge), 1.5 / item.factor))
        painter.setBrush(QColor(item.fill))
        painter.drawPath(_path(item.path))
        painter.restore()
    else:
        _label(painter, item, look)


def _label(painter: QPainter, item: Label, look: Look) -> None:
    # The font of the design's own size: the painter enlarges it.
    painter.setFont(replace(look, text_size=100, fit=1.0).font(item.role))
    painter.setPen(QColor(item.fill))
    x = item.x
    if item.anchor != "start":
        width = measure(item.text, item.role)
        x -= width if item.anchor == "end" else width / 2
    painter.drawText(QPointF(x, item.y), look.say(item.text))


def _write(painter: QPainter, look: Look, role: str, color: str, y: float, text: str) -> None:
    _label(painter, Label(0, y, text, role, look.color(color).name()), look)


_path = lru_cache(maxsize=32)(to_path)


def _encoded(image: QImage) -> bytes:
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # type: ignore[call-overload]
    return bytes(buffer.data().data())
