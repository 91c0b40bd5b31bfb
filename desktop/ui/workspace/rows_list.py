"""The rows of the left pane: what they say, how they are painted, and the keys they know."""

from __future__ import annotations

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFocusEvent, QFontMetricsF, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QFrame,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from desktop.ui.icons import paint_icon
from desktop.ui.theme import Look
from desktop.ui.widgets.page import Bar
from desktop.ui.widgets.paint import CORNER_CONTROL, paint_focus, paint_frame, ring_room, shows_ring
from desktop.workspace.browse import Row
from desktop.workspace.document import At
from desktop.workspace.spans import Path

ROW = Qt.ItemDataRole.UserRole


class RowsModel(QAbstractListModel):
    """The rows shown."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self.rows: tuple[Row, ...] = ()
        self.marks: dict[At, str] = {}

    def show(self, rows: tuple[Row, ...], marks: dict[At, str]) -> None:
        """Show other rows; `marks` are icons of items that need a look."""
        self.beginResetModel()
        self.rows, self.marks = rows, marks
        self.endResetModel()

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:  # noqa: B008
        """How many rows there are."""
        return 0 if parent.isValid() else len(self.rows)

    def data(
        self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """What a row says."""
        row = self.rows[index.row()]
        if role == ROW:
            return row
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            title = self._look.say(row.title)
            return (
                f"{title}, {self._look.say(row.caption)}"
                if row.caption and row.at is not None
                else title
            )
        return None

    def flags(self, index: QModelIndex | QPersistentModelIndex) -> Qt.ItemFlag:
        """Headings cannot be chosen."""
        if self.rows[index.row()].at is None:
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def place_of(self, at: At, path: Path) -> int | None:
        """The row of an item, or of the part of it that is nearest."""
        best = None
        for index, row in enumerate(self.rows):
            if row.at == at and row.path == path[: len(row.path)]:
                best = index
        return best


class RowsDelegate(QStyledItemDelegate):
    """Paints a row: icon, title, id, and whether it is chosen or faulty."""

    def __init__(self, look: Look, model: RowsModel) -> None:
        super().__init__()
        self._look, self._model = look, model

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        """Two lines for an item, one for a heading or a part."""
        row, look = self._model.rows[index.row()], self._look
        if row.at is None:
            height = look.line_height("label") + look.px(18)
        elif row.depth:
            height = look.line_height("caption") + look.px(10)
        else:
            height = look.line_height("body") + look.line_height("caption") + look.px(12)
        return QSize(100, round(height))

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Draw it."""
        row, look = self._model.rows[index.row()], self._look
        rect = QRectF(option.rect)
        if row.at is None:
            self._heading(painter, row, rect)
            return
        state = option.state
        frame = rect.adjusted(look.px(6), look.px(1), -look.px(4), -look.px(1))
        is_chosen = bool(state & QStyle.StateFlag.State_Selected)
        if is_chosen:
            paint_frame(
                painter, frame, look.px(CORNER_CONTROL), look.color("soft"),
                look.color("primary"), look.thin(2),
            )  # fmt: skip
        elif state & QStyle.StateFlag.State_MouseOver:
            paint_frame(
                painter, frame, look.px(CORNER_CONTROL), look.color("card"), look.color("line"), 1
            )
        self._item(painter, row, frame)

    def _heading(self, painter: QPainter, row: Row, rect: QRectF) -> None:
        look = self._look
        painter.setFont(look.font("label"))
        painter.setPen(look.color("ink2"))
        words = rect.adjusted(look.px(14), look.px(8), -look.px(8), 0)
        self._elided(painter, words, look.say(row.title), "label")

    def _item(self, painter: QPainter, row: Row, frame: QRectF) -> None:
        look = self._look
        side = look.px(16 if row.depth else 20)
        left = frame.left() + look.px(8) + row.depth * look.px(22)
        if row.icon:
            at = QRectF(left, frame.center().y() - side / 2, side, side)
            paint_icon(painter, row.icon, at, look, look.color("ink2"))
        words = QRectF(frame)
        words.setLeft(left + look.px(22 if row.depth else 28))
        words.setRight(frame.right() - look.px(8))
        mark = self._model.marks.get(row.at) if row.at is not None and not row.depth else None
        if mark:
            size = look.px(18)
            at = QRectF(words.right() - size, frame.center().y() - size / 2, size, size)
            color = look.color("error" if mark == "error" else "ok")
            paint_icon(painter, mark, at, look, color)
            words.setRight(at.left() - look.px(4))
        title = look.say(row.title)
        if row.depth:
            painter.setPen(look.color("ink"))
            self._elided(painter, words, title or look.say(row.caption), "caption")
            return
        half = look.line_height("body")
        top = words.top() + (words.height() - half - look.line_height("caption")) / 2
        painter.setPen(look.color("ink"))
        self._elided(painter, QRectF(words.left(), top, words.width(), half), title, "body")
        painter.setPen(look.color("ink2"))
        below = QRectF(words.left(), top + half, words.width(), look.line_height("caption"))
        self._elided(painter, below, look.say(row.caption), "caption")

    def _elided(self, painter: QPainter, rect: QRectF, text: str, role: str) -> None:
        font = self._look.font(role)
        painter.setFont(font)
        shown = QFontMetricsF(font).elidedText(
            text.replace("\n", " "), Qt.TextElideMode.ElideRight, rect.width()
        )
        painter.drawText(
            rect, int(Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine), shown
        )


class RowsView(QListView):
    """The list, with its focus ring."""

    entered = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look, self._has_ring = look, True
        self.setObjectName("browse-rows")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBar(Bar(look))
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setMouseTracking(True)
        self.viewport().setAutoFillBackground(False)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes to the fields of what is chosen."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.entered.emit()
            return
        super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Paint the ring."""
        super().focusInEvent(event)
        self._has_ring = shows_ring(event)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Take it away."""
        super().focusOutEvent(event)
        self.viewport().update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the rows, then the ring."""
        super().paintEvent(event)
        if self.hasFocus() and self._has_ring:
            painter = QPainter(self.viewport())
            room = ring_room(self._look)
            rect = QRectF(self.viewport().rect()).adjusted(room, room, -room, -room)
            paint_focus(painter, rect, self._look.px(CORNER_CONTROL), self._look)
