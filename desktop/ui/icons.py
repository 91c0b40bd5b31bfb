"""Draws the product's own icons from their SVG files, in the colours of the theme."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPainterPath, QPen

from desktop import paths
from desktop.ui.shapes import to_path
from desktop.ui.theme import Look

_SHAPE = re.compile(r"<(path|circle|rect) ([^>]*)/>")
_ATTRIBUTE = re.compile(r'([\w-]+)="([^"]*)"')
_HEAD = re.compile(r'viewBox="0 0 ([\d.]+) [\d.]+".*?stroke-width:([\d.]+)', re.DOTALL)

# class of a shape -> (fill, stroke) tokens
_STYLES: dict[str, tuple[str | None, str | None]] = {
    "both": ("soft", "primary"),
    "line": (None, "primary"),
    "spark": (None, "accent"),
    "ember": ("accent_soft", "accent"),
    "dot": ("accent", None),
    "solid": ("primary", None),
}


@dataclass(frozen=True, slots=True)
class Drawing:
    """An icon: its square's side, its stroke, and its shapes with their classes."""

    side: float
    stroke: float
    shapes: tuple[tuple[str, QPainterPath], ...]


@lru_cache(maxsize=128)
def load_icon(name: str) -> Drawing:
    """The drawing `name` of `resources/icons`; a guide's unknown name gives "other"."""
    path = paths.resources() / "icons" / f"{name}.svg"
    if not path.is_file():
        path = path.with_name("other.svg")
    text = path.read_text(encoding="utf-8")
    head = _HEAD.search(text)
    if head is None:
        raise ValueError(f"{path}: no viewBox and stroke-width")
    shapes = tuple(
        (attributes["class"], _shape(kind, attributes))
        for kind, attributes in (
            (found[1], dict(_ATTRIBUTE.findall(found[2]))) for found in _SHAPE.finditer(text)
        )
    )
    return Drawing(float(head[1]), float(head[2]), shapes)


def _shape(kind: str, attributes: dict[str, str]) -> QPainterPath:
    if kind == "path":
        return to_path(attributes["d"])
    path = QPainterPath()
    number = {name: float(value) for name, value in attributes.items() if name != "class"}
    if kind == "circle":
        r = number["r"]
        path.addEllipse(number["cx"] - r, number["cy"] - r, 2 * r, 2 * r)
    else:
        rect = QRectF(number["x"], number["y"], number["width"], number["height"])
        path.addRoundedRect(rect, number["rx"], number["rx"])
    return path


def paint_icon(
    painter: QPainter, name: str, rect: QRectF, look: Look, color: QColor | None = None
) -> None:
    """Paint the icon `name` into `rect`: in the theme's own colours, or all in `color`."""
    drawing = load_icon(name)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.translate(rect.topLeft())
    factor = rect.width() / drawing.side
    painter.scale(factor, factor)
    for style, path in drawing.shapes:
        fill, stroke = _STYLES[style]
        painter.setBrush(_brush(fill, look, color, stroke is None))
        painter.setPen(_pen(stroke, look, color, drawing.stroke))
        painter.drawPath(path)
    painter.restore()


def _brush(token: str | None, look: Look, color: QColor | None, is_solid: bool) -> QBrush:
    if token is None or (color is not None and not is_solid):
        return QBrush(Qt.BrushStyle.NoBrush)
    return QBrush(color if color is not None else look.color(token))


def _pen(token: str | None, look: Look, color: QColor | None, width: float) -> QPen:
    if token is None:
        return QPen(Qt.PenStyle.NoPen)
    pen = QPen(color if color is not None else look.color(token), width)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    return pen
