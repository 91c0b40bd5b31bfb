"""Painting shared by the widgets: bars, rounded frames and the focus ring."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFocusEvent, QPainter, QPen
from PySide6.QtWidgets import QWidget

from desktop.ui.theme import Look

CORNER_TAG, CORNER_CONTROL, CORNER_CARD = 6, 8, 12


def ring_room(look: Look) -> int:
    """How far a control's frame stands inside its widget, so that the focus ring fits outside."""
    return look.thin(3) + look.thin(2)


def frame_rect(widget: QWidget, look: Look) -> QRectF:
    """The visible frame of a focusable `widget`."""
    room = ring_room(look)
    return QRectF(widget.rect()).adjusted(room, room, -room, -room)


def paint_bar(
    widget: QWidget,
    look: Look,
    fill: str = "card",
    edge: str = "line",
    thick: float = 1,
    at: Qt.Edge = Qt.Edge.BottomEdge,
) -> None:
    """Paint a bar over the whole `widget`, with a line where it meets the page."""
    painter, line, rect = QPainter(widget), look.thin(thick), widget.rect()
    painter.fillRect(rect, look.color(fill))
    if at is Qt.Edge.RightEdge:
        rect.setLeft(rect.right() + 1 - line)
    elif at is Qt.Edge.TopEdge:
        rect.setHeight(line)
    else:
        rect.setTop(rect.bottom() + 1 - line)
    painter.fillRect(rect, look.color(edge))


def paint_frame(
    painter: QPainter,
    rect: QRectF,
    radius: float,
    fill: QColor | None,
    edge: QColor | None = None,
    width: float = 0,
    dashed: bool = False,
) -> None:
    """Paint a rounded rectangle whose border lies wholly inside `rect`."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(fill if fill is not None else Qt.BrushStyle.NoBrush)
    if edge is None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.drawRoundedRect(rect, radius, radius)
        return
    pen = QPen(edge, width)
    if dashed:
        pen.setDashPattern([4, 3])
    painter.setPen(pen)
    half = width / 2
    painter.drawRoundedRect(rect.adjusted(half, half, -half, -half), radius, radius)


def paint_focus(painter: QPainter, rect: QRectF, radius: float, look: Look) -> None:
    """Paint the focus ring around the frame `rect`, outside a small gap."""
    gap, width = look.thin(2), look.thin(3)
    out = gap + width
    paint_frame(
        painter,
        rect.adjusted(-out, -out, out, out),
        radius + gap + width / 2,
        None,
        look.color("focus"),
        width,
    )


def shows_ring(event: QFocusEvent) -> bool:
    """Whether this way of getting the focus calls for a ring: a pointer shows where it is."""
    return event.reason() is not Qt.FocusReason.MouseFocusReason
