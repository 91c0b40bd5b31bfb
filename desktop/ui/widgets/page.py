"""A page: one column of widgets that scrolls when the window is too small for it."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QHBoxLayout,
    QScrollArea,
    QScrollBar,
    QVBoxLayout,
    QWidget,
)

from desktop.ui.theme import Look
from desktop.ui.widgets.grid import Outset
from desktop.ui.widgets.paint import paint_frame, ring_room


class Bar(QScrollBar):
    """A scroll bar in the theme's colours, wide enough for a finger."""

    def __init__(self, look: Look) -> None:
        super().__init__(Qt.Orientation.Vertical)
        self._look = look
        self.setFixedWidth(look.thin(14))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the handle; the groove is the page itself."""
        span = self.maximum() - self.minimum()
        if span <= 0:
            return
        painter = QPainter(self)
        whole = span + self.pageStep()
        height = max(self.height() * self.pageStep() / whole, self._look.px(32))
        top = (self.height() - height) * (self.value() - self.minimum()) / span
        margin = self._look.thin(3)
        rect = QRectF(margin, top + margin, self.width() - 2 * margin, height - 2 * margin)
        paint_frame(painter, rect, rect.width() / 2, self._look.color("edge"))


class Page(QScrollArea):
    """A scrolling page whose column is at most `widest` units of the design."""

    first_wanted = Signal()
    """Arrow down on the page itself: go to its first control."""

    def __init__(self, look: Look, widest: int, name: str = "page") -> None:
        super().__init__()
        self.setObjectName(name)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        # Always there and painted only when needed: the page never changes width under the reader.
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setVerticalScrollBar(Bar(look))
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self._widest = look.px(widest)
        self._margin = look.px(24) if look.is_folded else look.px(40)
        body = self._body = QWidget()
        body.setObjectName("page-body")
        body.setBackgroundRole(QPalette.ColorRole.Window)
        self._across = QHBoxLayout(body)
        self._across.setSpacing(0)
        self.column = QVBoxLayout()
        self.column.setSpacing(look.px(16))
        self.column.setContentsMargins(0, 0, 0, 0)
        self._across.addLayout(self.column)
        self._top = look.px(16) if look.is_folded else look.px(28)
        self.setWidget(body)
        self._set_margins()
        if look.is_public:
            from desktop.ui.widgets.more import MoreButtons  # late: a desk has a mouse

            self.more = MoreButtons(self, lambda: self.height_at(self.width()), look)
        QApplication.instance().focusChanged.connect(self._follow)  # type: ignore[union-attr]

    def resizeEvent(self, event: object) -> None:
        """Keep the column centred and no wider than it may be."""
        self._set_margins()
        super().resizeEvent(event)  # type: ignore[arg-type]

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrow down with the focus on the page enters it; other keys scroll."""
        if event.key() == Qt.Key.Key_Down and self.verticalScrollBar().maximum() == 0:
            self.first_wanted.emit()
            return
        if event.key() in (Qt.Key.Key_Escape, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            event.ignore()
            return
        super().keyPressEvent(event)

    def expect(self, width: int) -> None:
        """Be this wide from the start: the words on the page are then laid out once."""
        self.resize(width, self.height())
        # Nothing tells a page that is not shown yet of its new size.
        self._set_margins()

    def height_at(self, width: int) -> int:
        """How high everything on the page is, on a page this wide."""
        inside = width - self.verticalScrollBar().width()
        return max(self._across.heightForWidth(inside), self._across.minimumSize().height())

    def set_margin(self, beside: int, above: int) -> None:
        """Keep at least this much beside and above the column."""
        self._margin, self._top = beside, above
        self._set_margins()

    def settle(self) -> None:
        """Lay the page out now, so that it can be scrolled to a place."""
        self._across.activate()
        width = self._body.width()
        self._body.resize(width, self._across.heightForWidth(width))

    def _follow(self, before: QWidget | None, now: QWidget | None) -> None:
        """Scroll to what the keys lead to; Qt does so for the Tab key alone."""
        # What a pointer is on is seen already, and must not slip away from under it.
        is_pointed_at = QApplication.mouseButtons() != Qt.MouseButton.NoButton
        if now is not None and not is_pointed_at and self._body.isAncestorOf(now):
            # Not before a page just built is laid out.
            QTimer.singleShot(0, self, self._reveal)

    def _reveal(self) -> None:
        focus: QWidget | None = self.focusWidget()
        if focus is not None and self._body.isAncestorOf(focus):
            self.ensureWidgetVisible(focus, 0, self._top)

    def _set_margins(self) -> None:
        spare = self.width() - self._widest
        side = max(self._margin, spare // 2)
        self._across.setContentsMargins(side, self._top, side, self._top)


def outset(widget: QWidget, look: Look) -> Outset:
    """A row of controls whose frames line up with the text, their focus rings standing outside."""
    room = ring_room(look)
    row = Outset(room, room)
    row.addWidget(widget)
    return row
