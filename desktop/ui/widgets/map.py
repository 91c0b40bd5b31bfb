"""The map of the departments: each one a button, by pointer, by keyboard and for screen readers."""

from __future__ import annotations

import json
from functools import lru_cache

from PySide6.QtCore import QPoint, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QMouseEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
    QPixmap,
    QPixmapCache,
    QResizeEvent,
    QTransform,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop import paths
from desktop.ui.icons import paint_icon
from desktop.ui.shapes import to_path
from desktop.ui.theme import Look
from desktop.ui.widgets.department import Department, DepartmentButton
from desktop.ui.widgets.paint import paint_frame, ring_room
from desktop.ui.widgets.tile import nearest

# Where a name stands in its department, as a share of its box: the middle of a crescent lies
# outside it, and neighbours' names must not meet.
_NAME_AT = {
    "01": (0.46, 0.42), "07": (0.56, 0.52), "26": (0.42, 0.46), "38": (0.55, 0.55),
    "42": (0.45, 0.42), "69": (0.42, 0.44), "73": (0.56, 0.56), "74": (0.56, 0.52),
    "03": (0.5, 0.46), "15": (0.52, 0.42), "43": (0.52, 0.5), "63": (0.47, 0.5),
}  # fmt: skip


@lru_cache(maxsize=1)
def load_outlines() -> dict[str, QPainterPath]:
    """The outline of each department by code, in the units of the shipped drawing."""
    file = paths.resources() / "territory" / "departments_aura_paths.json"
    drawn = json.loads(file.read_text(encoding="utf-8"))["departments"]
    return {code: to_path(entry["d"]) for code, entry in drawn.items()}


class DepartmentMap(QWidget):
    """The departments drawn, one of them chosen; `picked` gives the code that was touched."""

    picked = Signal(str)
    confirmed = Signal()

    def __init__(self, departments: tuple[Department, ...], look: Look) -> None:
        super().__init__()
        self._look = look
        self.setObjectName("map")
        self.setMouseTracking(True)
        self._paths: dict[str, QPainterPath] = {}
        self._over: str | None = None
        self._chosen: str | None = None
        self._whole = QRectF()
        for path in load_outlines().values():
            self._whole = self._whole.united(path.boundingRect())
        self._offered = [d for d in departments if d.code in load_outlines()]
        self.buttons = {d.code: self._make_button(d) for d in self._offered}
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def _make_button(self, department: Department) -> DepartmentButton:
        button = DepartmentButton(department, self)
        button.wanted.connect(lambda: self.picked.emit(department.code))
        button.confirmed.connect(self.confirmed)
        button.move_wanted.connect(lambda dx, dy: self._move(button, dx, dy))
        button.focus_changed.connect(lambda: self.update())
        return button

    def show_chosen(self, code: str | None) -> None:
        """Light this department, or none."""
        self._chosen = code
        for own, button in self.buttons.items():
            button.setChecked(own == code)
        self.update()

    def department_at(self, point: QPointF) -> str | None:
        """The code of the department drawn there."""
        for code, path in self._paths.items():
            if path.contains(point):
                return code
        return None

    def heightForWidth(self, width: int) -> int:
        """The height that keeps the drawing's own proportions."""
        room = 2 * ring_room(self._look)
        return round((width - room) * self._whole.height() / self._whole.width()) + room

    def hasHeightForWidth(self) -> bool:
        """It keeps its proportions."""
        return True

    def sizeHint(self) -> QSize:
        """Large enough for every name."""
        width = self._look.px(520)
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        """Small enough for the smallest window."""
        return QSize(self._look.px(200), self._look.px(130))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Scale the outlines, and put each button on its own."""
        room = ring_room(self._look)
        factor = min(
            (self.width() - 2 * room) / self._whole.width(),
            (self.height() - 2 * room) / self._whole.height(),
        )
        wide, high = self._whole.width() * factor, self._whole.height() * factor
        move = QTransform()
        move.translate((self.width() - wide) / 2, (self.height() - high) / 2)
        move.scale(factor, factor)
        move.translate(-self._whole.left(), -self._whole.top())
        for department in self._offered:
            path = move.map(load_outlines()[department.code])
            self._paths[department.code] = path
            self.buttons[department.code].setGeometry(path.boundingRect().toAlignedRect())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Show which department would be chosen."""
        over = self.department_at(event.position())
        if over != self._over:
            self._over = over
            shape = Qt.CursorShape.PointingHandCursor if over else Qt.CursorShape.ArrowCursor
            self.setCursor(shape)
            self.update()

    def leaveEvent(self, event: object) -> None:
        """No department is pointed at any more."""
        self._over = None
        self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose the department touched."""
        if event.button() is Qt.MouseButton.LeftButton and not self._look.is_public:
            self._pick(self.department_at(event.position()))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Under a finger, choose once it lifts: a flick may begin on the map."""
        if event.button() is Qt.MouseButton.LeftButton and self._look.is_public:
            self._pick(self.department_at(event.position()))

    def _pick(self, code: str | None) -> None:
        if code is not None:
            self.buttons[code].setFocus(Qt.FocusReason.MouseFocusReason)
            self.picked.emit(code)

    def centre_of(self, code: str) -> QPoint:
        """A point inside the department, where its name stands."""
        return self._name_at(code).toPoint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the land, what is pointed at, what is chosen, names, and the ring."""
        painter = QPainter(self)
        painter.drawPixmap(0, 0, self._land())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for code in (self._over, self._chosen):
            if code in self._paths:
                self._paint_department(painter, code)
                for department in self._offered:
                    # Neighbours' names may reach over the border just painted.
                    self._paint_name(painter, department)
        self._paint_ring(painter)

    def _land(self) -> QPixmap:
        """The map with nothing chosen, kept from one page to the next."""
        ratio = self.devicePixelRatioF()
        key = f"departments {self._look} {self.width()}x{self.height()} {ratio}"
        kept = QPixmap()
        if QPixmapCache.find(key, kept):
            return kept
        made = QPixmap(self.size() * ratio)
        made.setDevicePixelRatio(ratio)
        made.fill(Qt.GlobalColor.transparent)
        painter = QPainter(made)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        chosen, over, self._chosen, self._over = self._chosen, self._over, None, None
        for code in self._paths:
            self._paint_department(painter, code)
        for department in self._offered:
            self._paint_name(painter, department)
        self._chosen, self._over = chosen, over
        painter.end()
        QPixmapCache.insert(key, made)
        return made

    def _paint_department(self, painter: QPainter, code: str) -> None:
        look, chosen, over = self._look, code == self._chosen, code == self._over
        color = look.color
        border = color("edge" if look.is_contrast else "page")
        pen = QPen(border, look.thin(2))
        fill = color("primary" if chosen else "land")
        if chosen:
            pen = QPen(color("primary_down"), look.thin(3))
        if over and not chosen:
            fill = color("land_over")
            pen = QPen(color("primary"), look.thin(3 if look.is_contrast else 2))
        # Round joins at every vertex of a coast take three times as long to paint.
        pen.setJoinStyle(Qt.PenJoinStyle.BevelJoin)
        painter.setPen(pen)
        painter.setBrush(fill)
        painter.drawPath(self._paths[code])

    def _paint_name(self, painter: QPainter, department: Department) -> None:
        look, chosen = self._look, department.code == self._chosen
        at = self._name_at(department.code)
        small = self.width() < look.px(430) * look.stretch
        painter.setPen(look.color("on_primary" if chosen else "ink"))
        flags = int(Qt.AlignmentFlag.AlignCenter)
        step = look.line_height("caption")
        lines = [] if small else _lines(department.name)
        top = at.y() - (step * (len(lines) + 1)) / 2
        if chosen:
            side = look.px(20)
            mark = QRectF(at.x() - side / 2, top - side, side, side)
            paint_frame(painter, mark, side / 2, look.color("on_primary"))
            paint_icon(painter, "check", mark, look, look.color("primary"))
            painter.setPen(look.color("on_primary"))
        font = look.font("label")
        painter.setFont(font)
        half = 6 * step
        painter.drawText(QRectF(at.x() - half, top, 2 * half, step), flags, department.code)
        painter.setFont(look.font("caption"))
        for index, line in enumerate(lines, start=1):
            room = QRectF(at.x() - half, top + index * step * 0.95, 2 * half, step)
            painter.drawText(room, flags, line)

    def _paint_ring(self, painter: QPainter) -> None:
        for code, button in self.buttons.items():
            if button.hasFocus() and button.has_ring and code in self._paths:
                painter.setBrush(Qt.BrushStyle.NoBrush)
                # A light line between the fill and the ring keeps them apart.
                gap = QPen(self._look.color("page"), self._look.thin(7))
                ring = QPen(self._look.color("focus"), self._look.thin(3))
                for pen in (gap, ring):
                    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
                    painter.setPen(pen)
                    painter.drawPath(self._paths[code])

    def _name_at(self, code: str) -> QPointF:
        box = self._paths[code].boundingRect()
        right, down = _NAME_AT.get(code, (0.5, 0.5))
        return QPointF(box.left() + box.width() * right, box.top() + box.height() * down)

    def _move(self, button: DepartmentButton, dx: int, dy: int) -> None:
        near = nearest(list(self.buttons.values()), button, dx, dy)
        if near is not None:
            near.setFocus(Qt.FocusReason.OtherFocusReason)


def _lines(name: str) -> list[str]:
    """A name on two lines at its last hyphen, so that it fits its department."""
    first, hyphen, last = name.rpartition("-")
    return [first + hyphen, last] if first else [name]
