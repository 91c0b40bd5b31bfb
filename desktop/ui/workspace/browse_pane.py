"""The left pane: areas of the guide, search as one types, and the rows that it finds."""

from __future__ import annotations

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QRectF,
    QSize,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QFocusEvent, QFontMetricsF, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from desktop.text import phrase
from desktop.ui.icons import paint_icon
from desktop.ui.theme import Look
from desktop.ui.widgets.buttons import Button
from desktop.ui.widgets.page import Bar
from desktop.ui.widgets.paint import CORNER_CONTROL, paint_focus, paint_frame, ring_room, shows_ring
from desktop.ui.widgets.words import Words
from desktop.ui.workspace.boxes import Box, Line
from desktop.ui.workspace.session import Session
from desktop.workspace import browse, new
from desktop.workspace.browse import Row
from desktop.workspace.document import At
from desktop.workspace.spans import Path

ROW = Qt.ItemDataRole.UserRole
SEARCH_AFTER = 60

AREA_ICONS = {
    "routes": "routes", "questions": "help", "members": "doors", "sources": "source",
    "division": "table", "stories": "person",
}  # fmt: skip


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


class BrowsePane(QWidget):
    """Areas, search, rows."""

    chosen = Signal(object, object)
    """An item, and the path inside it."""
    entered = Signal()
    add_wanted = Signal(str, str)
    """A kind of thing to add, and the group it belongs to."""

    def __init__(self, session: Session, look: Look) -> None:
        super().__init__()
        self._session, self._look = session, look
        self.area = "routes"
        self._is_quiet = False
        down = QVBoxLayout(self)
        down.setContentsMargins(look.px(8), look.px(10), look.px(4), look.px(4))
        down.setSpacing(look.px(6))
        down.addLayout(self._make_search())
        self._count = Words("", look, "caption", "ink2")
        self.model = RowsModel(look)
        self.view = RowsView(look)
        self.view.setModel(self.model)
        self.view.setItemDelegate(RowsDelegate(look, self.model))
        self.view.setAccessibleName(look.say(phrase("workspace.browse.list")))
        self.view.selectionModel().currentChanged.connect(self._choose)
        self.view.entered.connect(self.entered)
        down.addWidget(self.view, 1)
        self._adders = QHBoxLayout()
        down.addLayout(self._adders)
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(SEARCH_AFTER)
        self._later.timeout.connect(self.refresh)

    @property
    def is_waiting(self) -> bool:
        """Whether a search is about to begin."""
        return self._later.isActive()

    def show_area(self, area: str) -> None:
        """List another area."""
        self.area = area
        self.refresh()
        self._show_adders()
        self.view.scrollToTop()

    def refresh(self) -> None:
        """List what there is now, keeping what is chosen."""
        current = self._current()
        rows = browse.search(self._session.draft, self.area, self.field.text())
        self._is_quiet = True
        self.model.show(rows, self._marks())
        if current is not None and current.at is not None:
            self.select(current.at, current.path)
        self._is_quiet = False
        found = sum(row.at is not None for row in rows)
        self._say_count(found)

    def refresh_marks(self) -> None:
        """Show which items have faults now."""
        self.model.marks = self._marks()
        self.view.viewport().update()

    def select(self, at: At, path: Path = ()) -> bool:
        """Choose a row without saying so; whether it is there."""
        place = self.model.place_of(at, path)
        if place is None:
            return False
        before, self._is_quiet = self._is_quiet, True
        self.view.setCurrentIndex(self.model.index(place))
        self.view.scrollTo(self.model.index(place))
        self._is_quiet = before
        return True

    def clear_search(self) -> None:
        """Show every row again."""
        self.field.clear()

    def first(self) -> Row | None:
        """The first row that can be chosen."""
        return next((row for row in self.model.rows if row.at is not None), None)

    def _make_search(self) -> QVBoxLayout:
        look, down = self._look, QVBoxLayout()
        down.setSpacing(look.px(2))
        spoken = look.say(phrase("workspace.browse.search"))
        self.field = Line("browse-search", look, spoken)
        self.field.setPlaceholderText(spoken)
        self.field.textChanged.connect(lambda: self._later.start())
        self.field.returnPressed.connect(self._enter_list)
        down.addWidget(Box(self.field, look))
        self.found = Words("", look, "caption", "ink2")
        self.found.setContentsMargins(look.px(8), 0, 0, 0)
        down.addWidget(self.found)
        return down

    def _say_count(self, found: int) -> None:
        if not self.field.text().strip():
            self.found.hide()
            return
        others = {
            area: browse.count(self._session.draft, area, self.field.text())
            for area in browse.AREAS
            if area != self.area
        }
        said = self._look.say(phrase("workspace.browse.found", n=found))
        elsewhere = [
            f"{self._look.say(phrase(f'workspace.area.{area}'))} {count}"
            for area, count in others.items()
            if count
        ]
        self.found.setText(" · ".join([said, *elsewhere]))
        self.found.show()

    def _marks(self) -> dict[At, str]:
        return {found.at: "error" for found in self._session.seen.located}

    def _current(self) -> Row | None:
        index = self.view.currentIndex()
        if not index.isValid() or index.row() >= len(self.model.rows):
            return None
        return self.model.rows[index.row()]

    def _choose(self, index: QModelIndex) -> None:
        if self._is_quiet or not index.isValid():
            return
        row = self.model.rows[index.row()]
        if row.at is not None:
            self.chosen.emit(row.at, row.path)

    def _enter_list(self) -> None:
        self._later.stop()
        self.refresh()
        row = self.first()
        if row is not None and row.at is not None:
            self.view.setFocus(Qt.FocusReason.OtherFocusReason)
            self.select(row.at, row.path)
            self.chosen.emit(row.at, row.path)

    def _show_adders(self) -> None:
        from desktop.ui.workspace.chips import clear

        clear(self._adders)
        kinds = {
            "routes": ("routes", "uncovered"), "questions": ("needs",),
            "division": ("clauses", "policies"), "stories": ("stories",),
        }.get(self.area, ())  # fmt: skip
        for kind in kinds:
            if kind not in new.ADDABLE:
                continue
            sentence = phrase(f"workspace.add.{kind}")
            button = Button(
                f"add-{kind}", sentence, self._look, "quiet", "plus", height=34, role="label"
            )
            button.clicked.connect(lambda _=False, k=kind: self.add_wanted.emit(k, self._group()))
            self._adders.addWidget(button)
        self._adders.addStretch(1)

    def _group(self) -> str:
        """The need of the route that is chosen: a new route begins with it."""
        row = self._current()
        if row is None or row.at is None or row.at.list != "routes":
            return ""
        return self._session.draft.word(row.at, "need")
