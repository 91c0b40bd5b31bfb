"""A choice as one dense line: its key, its words, its mark."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QPushButton, QSizePolicy

from desktop.ui.advisor.tips import set_tip
from desktop.ui.theme import Look, metrics
from desktop.ui.widgets.alone import hear_as_one_of
from desktop.ui.widgets.paint import CORNER_TAG, paint_focus, paint_frame, ring_room, shows_ring
from desktop.ui.widgets.words import Laid

_PAD = 5
_KEY_SIDE = 20
_GAP = 8


class Choice(QPushButton):
    """One answer: a press only asks, the page decides what is chosen then.

    `is_live`: its question is the one whose keys are listened to, so its key stands out.
    """

    wanted = Signal()
    focused = Signal()

    def __init__(
        self, name: str, label: str, hint: str, key: str, look: Look, is_one: bool
    ) -> None:
        super().__init__()
        self.setObjectName(name)
        self._look, self._label, self.key, self._is_one = look, label, key, is_one
        self._is_live, self._has_ring = True, True
        self._laid: tuple[int, Laid] | None = None
        hear_as_one_of(self, is_one)
        self.setText(label.replace("&", "&&"))
        self.setAccessibleName(label)
        self.setAccessibleDescription(hint)
        set_tip(self, hint)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def show_state(self, is_chosen: bool, is_live: bool) -> None:
        """Whether it is chosen, and whether its key is listened to."""
        if (self.isChecked(), self._is_live) != (is_chosen, is_live):
            self._is_live = is_live
            self.setChecked(is_chosen)
            self.update()

    def nextCheckState(self) -> None:
        """The page decides what is chosen."""
        self.wanted.emit()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the ring, unless a pointer brought the focus."""
        self._has_ring = shows_ring(event)
        super().focusInEvent(event)
        self.focused.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The space bar presses; arrows and Enter are the page's."""
        if event.key() == Qt.Key.Key_Space:
            super().keyPressEvent(event)
        else:
            event.ignore()

    def hasHeightForWidth(self) -> bool:
        """Its words wrap."""
        return True

    def heightForWidth(self, width: int) -> int:
        """The height of the wrapped words."""
        look = self._look
        words = self._at(width).height
        return round(max(words, look.px(_KEY_SIDE)) + 2 * look.px(_PAD)) + 2 * self._room()

    def sizeHint(self) -> QSize:
        """A line."""
        width = self._look.px(240)
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        """The narrowest it stays readable."""
        return QSize(self._look.px(120), self._look.px(_KEY_SIDE + 2 * _PAD) + 2 * self._room())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the frame, the key, the words and the mark."""
        look, color, painter = self._look, self._look.color, QPainter(self)
        room, chosen = self._room(), self.isChecked()
        rect = QRectF(self.rect()).adjusted(room, room, -room, -room)
        radius = look.px(CORNER_TAG)
        edge = color("primary" if chosen or self.underMouse() else "line")
        fill = color("soft" if chosen else "card")
        paint_frame(painter, rect, radius, fill, edge, look.thin(2 if chosen else 1))
        if self.hasFocus() and self._has_ring:
            paint_focus(painter, rect.adjusted(2, 2, -2, -2), radius, look)
        self._paint_key(painter, rect)
        laid = self._at(self.width())
        painter.setPen(color("ink"))
        laid.paint(painter, QPointF(self._words_left(), rect.center().y() - laid.height / 2))
        if chosen:
            self._paint_mark(painter, rect)

    def _paint_key(self, painter: QPainter, rect: QRectF) -> None:
        if not self.key:
            return
        look = self._look
        high = look.px(_KEY_SIDE)
        at = QRectF(rect.left() + look.px(6), rect.center().y() - high / 2, self._key_wide(), high)
        ink = look.color("primary" if self._is_live else "ink2")
        edge = look.color("primary") if self._is_live else look.color("line")
        paint_frame(painter, at, look.px(4), look.color("page"), edge, look.thin(1.25))
        painter.setPen(ink)
        painter.setFont(look.font("label"))
        painter.drawText(at, int(Qt.AlignmentFlag.AlignCenter), look.key(self.key))

    def _paint_mark(self, painter: QPainter, rect: QRectF) -> None:
        look = self._look
        side = look.px(16)
        mark = QRectF(rect.right() - look.px(8) - side, rect.center().y() - side / 2, side, side)
        radius = side / 2 if self._is_one else look.px(4)
        paint_frame(painter, mark, radius, look.color("primary"))
        pen = QPen(look.color("on_primary"), side * 0.14)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        painter.setPen(pen)
        x, y = mark.left(), mark.top()
        bend = QPointF(x + side * 0.43, y + side * 0.7)
        painter.drawLine(QPointF(x + side * 0.26, y + side * 0.53), bend)
        painter.drawLine(bend, QPointF(x + side * 0.75, y + side * 0.32))

    def _room(self) -> int:
        """The ring stands half inside the frame: choices are close to each other."""
        return ring_room(self._look) // 2

    def _key_wide(self) -> int:
        """As wide as high or, for all alike, as "Alt+" with a wide letter takes."""
        look = self._look
        if look.keys_alone:
            return look.px(_KEY_SIDE)
        widest = metrics("label", look.scale_of("label")).horizontalAdvance(look.key("m"))
        return round(widest) + look.px(6)

    def _words_left(self) -> int:
        look = self._look
        return self._room() + (look.px(6 + _GAP) + self._key_wide() if self.key else look.px(10))

    def _at(self, width: int) -> Laid:
        if self._laid is None or self._laid[0] != width:
            inside = width - self._words_left() - self._room() - self._look.px(16 + 12)
            self._laid = (width, Laid(self._label, "caption", self._look, inside))
        return self._laid[1]
