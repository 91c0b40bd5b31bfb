"""Tiles: the answers a question offers, each a whole target with its mark, label and hint."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from desktop.ui.icons import paint_icon
from desktop.ui.theme import Look
from desktop.ui.widgets.alone import hear_as_one_of
from desktop.ui.widgets.paint import (
    CORNER_CARD,
    frame_rect,
    paint_focus,
    paint_frame,
    ring_room,
    shows_ring,
)
from desktop.ui.widgets.words import Laid

ARROWS = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}


class Tile(QPushButton):
    """One answer: a row (icon, words, mark) or, when `is_card`, a card with its icon on top.

    A push button and not a radio or check box, because those report a wrong rectangle to screen
    readers once painted by hand; checkable and exclusive, it is announced as one or the other.
    """

    wanted = Signal()
    """Touched: the screen decides what is chosen then."""
    confirmed = Signal()
    """Enter on a tile already chosen: go on."""
    move_wanted = Signal(int, int)
    """An arrow key: move the focus inside the group."""

    def __init__(
        self,
        name: str,
        label: str,
        hint: str,
        icon: str | None,
        look: Look,
        is_one: bool,
        is_card: bool = False,
        is_tight: bool = False,
    ) -> None:
        super().__init__()
        self.setObjectName(name)
        self.look, self.label, self.hint = look, label, hint
        self.drawing = icon if look.has_icons else None
        self.is_card, self.is_round = is_card, is_one
        self._pad = look.px(7 if is_tight else 16)
        self._laid: dict[int, tuple[Laid, Laid | None]] = {}
        hear_as_one_of(self, is_one)
        self.setText(label.replace("&", "&&"))
        self.setAccessibleName(label)
        self.setAccessibleDescription(hint)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self._has_ring = True
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def heightForWidth(self, width: int) -> int:
        """The height of the wrapped words at this width."""
        return self.height_for(width)

    def hasHeightForWidth(self) -> bool:
        """Its words wrap."""
        return True

    def sizeHint(self) -> QSize:
        """A comfortable tile."""
        width = self.look.px(320)
        return QSize(width, self.height_for(width))

    def minimumSizeHint(self) -> QSize:
        """The narrowest a tile stays readable."""
        return QSize(self.look.px(160), self.look.px(56))

    def nextCheckState(self) -> None:
        """The screen decides what is chosen; the tile only asks."""
        self.wanted.emit()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the ring, unless a pointer brought the focus."""
        self._has_ring = shows_ring(event)
        super().focusInEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows move inside the group; Enter chooses, and once chosen goes on."""
        self._has_ring = True
        key = Qt.Key(event.key())
        if key in ARROWS:
            self.move_wanted.emit(*ARROWS[key])
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            (self.confirmed if self.isChecked() else self.wanted).emit()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the tile and its focus ring."""
        painter = QPainter(self)
        rect = frame_rect(self, self.look)
        self.paint_tile(painter, rect, self.isChecked(), self.underMouse())
        if self.hasFocus() and self._has_ring:
            paint_focus(painter, rect, self.look.px(CORNER_CARD), self.look)

    def height_for(self, width: int) -> int:
        """The height of the whole tile at this width, ring included."""
        label, hint = self._lines(width)
        text = label.height + (hint.height + self.look.px(4) if hint else 0)
        if self.is_card:
            top = self._icon_side() + self.look.px(12) if self.drawing else 0
            inside = top + text + 2 * self.look.px(20)
        else:
            inside = (
                max(text, self._icon_side() if self.drawing else self._mark_side()) + 2 * self._pad
            )
        least = self.look.control(84 if self.drawing else 48, is_main=True)
        return round(max(inside, least)) + 2 * ring_room(self.look)

    def paint_tile(self, painter: QPainter, rect: QRectF, chosen: bool, over: bool) -> None:
        """Draw everything but the focus ring."""
        look, color = self.look, self.look.color
        width = look.thin(3 if chosen else 1.5)
        edge = color("primary" if chosen or over else "edge")
        fill = color("soft" if chosen else "card")
        paint_frame(painter, rect, look.px(CORNER_CARD), fill, edge, width)
        mark = self._mark_rect(rect)
        self._paint_mark(painter, mark, chosen)
        if self.drawing:
            side = self._icon_side()
            pad = look.px(20)
            top = rect.top() + pad if self.is_card else rect.center().y() - side / 2
            paint_icon(painter, self.drawing, QRectF(rect.left() + pad, top, side, side), look)
        self._paint_words(painter, rect)

    def _paint_words(self, painter: QPainter, rect: QRectF) -> None:
        label, hint = self._lines(round(rect.width()) + 2 * ring_room(self.look))
        gap = self.look.px(4)
        height = label.height + (hint.height + gap if hint else 0)
        if self.is_card:
            top = rect.top() + self.look.px(20)
            top += self._icon_side() + self.look.px(12) if self.drawing else 0
        else:
            top = rect.center().y() - height / 2
        at = QPointF(rect.left() + self._words_left(), top)
        painter.setPen(self.look.color("ink"))
        label.paint(painter, at)
        if hint:
            painter.setPen(self.look.color("ink2"))
            hint.paint(painter, at + QPointF(0, label.height + gap))

    def _paint_mark(self, painter: QPainter, mark: QRectF, chosen: bool) -> None:
        look, color = self.look, self.look.color
        radius = mark.width() / 2 if self.is_round else look.px(5)
        width = look.thin(2)
        if not chosen:
            paint_frame(painter, mark, radius, color("card"), color("edge"), width)
            return
        paint_frame(painter, mark, radius, color("primary"))
        self._paint_check(painter, mark, color("on_primary"))

    def _paint_check(self, painter: QPainter, mark: QRectF, ink: QColor) -> None:
        side = mark.width()
        pen = QPen(ink, side * 0.13)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        x, y = mark.left(), mark.top()
        painter.drawPolyline(
            [
                QPointF(x + side * 0.26, y + side * 0.53),
                QPointF(x + side * 0.43, y + side * 0.7),
                QPointF(x + side * 0.75, y + side * 0.32),
            ]
        )

    def _mark_rect(self, rect: QRectF) -> QRectF:
        side = self._mark_side()
        right = rect.right() - self.look.px(16) - side
        if self.is_card:
            return QRectF(right, rect.top() + self.look.px(16), side, side)
        return QRectF(right, rect.center().y() - side / 2, side, side)

    def _lines(self, width: int) -> tuple[Laid, Laid | None]:
        if width not in self._laid:
            inside = width - 2 * ring_room(self.look) - self._words_left() - self.look.px(20)
            if not self.is_card or not self.drawing:
                inside -= self._mark_side() + self.look.px(12)
            role = "h3" if self.is_card else "strong"
            hint = Laid(self.hint, "caption", self.look, inside) if self.hint else None
            self._laid[width] = (Laid(self.label, role, self.look, inside), hint)
        return self._laid[width]

    def _words_left(self) -> int:
        if self.is_card or not self.drawing:
            return self.look.px(20)
        return self.look.px(20) + self._icon_side() + self.look.px(16)

    def _icon_side(self) -> int:
        return self.look.px(48 if self.is_card else 44)

    def _mark_side(self) -> int:
        return self.look.px(24)


def nearest(tiles: list[QWidget], current: QWidget, dx: int, dy: int) -> QWidget | None:
    """The widget of `tiles` that lies next to `current` in the direction (dx, dy)."""
    here = current.geometry().center()
    best: tuple[float, QWidget] | None = None
    for tile in tiles:
        away = tile.geometry().center() - here
        ahead = away.x() * dx + away.y() * dy
        aside = abs(away.x() * dy) + abs(away.y() * dx)
        if tile is current or ahead <= 0 or aside > 2 * ahead + tile.width() * abs(dy):
            continue
        distance = ahead + 2.0 * aside
        if best is None or distance < best[0]:
            best = (distance, tile)
    return best[1] if best else None
