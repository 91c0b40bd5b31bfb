"""Fields of the workspace: a line, a text in several lines, each in a frame with its focus ring."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QMimeData, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QPaintEvent, QPalette, QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QLayout,
    QLayoutItem,
    QLineEdit,
    QPlainTextEdit,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from desktop.ui.theme import Look, metrics
from desktop.ui.widgets.paint import CORNER_CONTROL, paint_focus, paint_frame, ring_room

MOST_LETTERS = 20_000
"""More than this is never a text of a guide: it is not taken."""


def tint(widget: QWidget, look: Look) -> None:
    """Give what is typed the theme's colours."""
    colors = widget.palette()
    roles = QPalette.ColorRole
    for role, token in (
        (roles.Base, "card"), (roles.Text, "ink"), (roles.Highlight, "primary"),
        (roles.HighlightedText, "on_primary"), (roles.PlaceholderText, "ink2"),
    ):  # fmt: skip
        colors.setColor(role, look.color(token))
    widget.setPalette(colors)


class Line(QLineEdit):
    """One line, in the theme's colours."""

    focus_changed = Signal()
    left = Signal()
    down_wanted = Signal()

    def __init__(self, name: str, look: Look, spoken: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setAccessibleName(spoken)
        self.setFrame(False)
        self.setFont(look.font("body"))
        self.setMaxLength(MOST_LETTERS)
        # Qt's own menu speaks one language only; the keys still copy and paste.
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        tint(self, look)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Have the box paint its ring."""
        super().focusInEvent(event)
        self.focus_changed.emit()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Have the box take it away."""
        super().focusOutEvent(event)
        self.focus_changed.emit()
        self.left.emit()


class Prose(QPlainTextEdit):
    """A text as high as its lines; Enter and Tab go on to the next field."""

    focus_changed = Signal()
    left = Signal()

    def __init__(self, name: str, look: Look, spoken: str, role: str = "body") -> None:
        super().__init__()
        self._look, self._role = look, role
        self.setObjectName(name)
        self.setAccessibleName(spoken)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFont(look.font(role))
        self.setTabChangesFocus(True)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self.document().setDocumentMargin(0)
        self.viewport().setAutoFillBackground(False)
        tint(self, look)
        self.textChanged.connect(self._fit)
        self._is_free = False

    def words(self) -> str:
        """What is written, letter by letter: Qt's plain text would lose the no-break spaces."""
        return self.document().toRawText().replace("\u2029", "\n").replace("\u2028", "\n")

    def let_lines(self) -> None:
        """Let Enter begin a line: for texts that have lines of their own."""
        self._is_free = True
        self.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width makes another number of lines."""
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self._fit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes on; a text of the guide is one paragraph."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not self._is_free:
            self.focusNextChild()
            return
        super().keyPressEvent(event)

    def insertFromMimeData(self, source: QMimeData) -> None:
        """What is pasted becomes plain words on one line."""
        room = MOST_LETTERS - len(self.toPlainText())
        text = source.text()[: max(0, room)]
        self.textCursor().insertText(text if self._is_free else " ".join(text.splitlines()))

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Have the box paint its ring."""
        super().focusInEvent(event)
        self.focus_changed.emit()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Have the box take it away."""
        super().focusOutEvent(event)
        self.focus_changed.emit()
        self.left.emit()

    def _fit(self) -> None:
        lines = max(1, round(self.document().size().height()))
        step = metrics(self._role, self._look.scale).lineSpacing()
        bar = self._look.thin(16) if self._is_free else 0
        self.setFixedHeight(round(lines * step) + self._look.thin(2) + bar)


class Box(QWidget):
    """The frame around something that is typed in."""

    def __init__(self, inner: Line | Prose, look: Look) -> None:
        super().__init__()
        self._inner, self._look = inner, look
        self.has_error = False
        room, side, above = ring_room(look), look.px(10), look.px(6)
        down = QVBoxLayout(self)
        down.setContentsMargins(room + side, room + above, room + side, room + above)
        down.addWidget(inner)
        inner.focus_changed.connect(self.update)
        self.setFocusProxy(inner)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw frame and ring."""
        look, painter = self._look, QPainter(self)
        room = ring_room(look)
        rect = QRectF(self.rect()).adjusted(room, room, -room, -room)
        radius = look.px(CORNER_CONTROL)
        edge = look.color("error" if self.has_error else "edge")
        width = look.thin(2.5 if self.has_error else 1.2)
        paint_frame(painter, rect, radius, look.color("card"), edge, width)
        if self._inner.hasFocus():
            paint_focus(painter, rect, radius, look)


class Flow(QLayout):
    """Places its items one after the other, in as many lines as it takes."""

    def __init__(self, gap: int) -> None:
        super().__init__()
        self._gap = gap
        self._items: list[QLayoutItem] = []
        self.setContentsMargins(0, 0, 0, 0)

    def addItem(self, item: QLayoutItem) -> None:
        """Add an item after the others."""
        self._items.append(item)

    def count(self) -> int:
        """How many items there are."""
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        """The item at `index`, as Qt asks for it."""
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        """Take the item at `index` out."""
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        """It takes the width it is given and no more height than needed."""
        return Qt.Orientation.Horizontal

    def hasHeightForWidth(self) -> bool:
        """Its height follows from its width."""
        return True

    def heightForWidth(self, width: int) -> int:
        """The height of all lines at this width."""
        return self._place(QRect(0, 0, width, 0), is_trial=True)

    def sizeHint(self) -> QSize:
        """Everything on one line."""
        hints = [item.sizeHint() for item in self._items]
        width = sum(hint.width() for hint in hints) + self._gap * max(0, len(hints) - 1)
        return QSize(width, max((hint.height() for hint in hints), default=0))

    def minimumSize(self) -> QSize:
        """The widest item."""
        return QSize(max((i.minimumSize().width() for i in self._items), default=0), 0)

    def setGeometry(self, rect: QRect) -> None:
        """Place every item."""
        super().setGeometry(rect)
        self._place(rect, is_trial=False)

    def _place(self, rect: QRect, is_trial: bool) -> int:
        y = rect.y()
        for line in self._lines(rect.width()):
            height = max(item.sizeHint().height() for item in line)
            x = rect.x()
            for item in line:
                hint = item.sizeHint()
                width = min(hint.width(), rect.width())
                if not is_trial:
                    above = (height - hint.height()) // 2
                    item.setGeometry(QRect(x, y + above, width, hint.height()))
                x += width + self._gap
            y += height + self._gap
        return max(0, y - self._gap - rect.y()) if self._items else 0

    def _lines(self, width: int) -> Iterator[list[QLayoutItem]]:
        line: list[QLayoutItem] = []
        taken = 0
        for item in self._items:
            wanted = item.sizeHint().width()
            if line and taken + wanted > width:
                yield line
                line, taken = [], 0
            line.append(item)
            taken += wanted + self._gap
        if line:
            yield line


class Rule(QWidget):
    """A thin line between parts."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self.setFixedHeight(look.thin(1))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw it."""
        QPainter(self).fillRect(self.rect(), self._look.color("line"))
