"""Low fields for a dense page: label above, one line or a few, what is wrong below."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QFrame, QPlainTextEdit, QSizePolicy, QVBoxLayout, QWidget

from desktop.text import Phrase
from desktop.ui.theme import Look
from desktop.ui.widgets.field import ErrorWords, Line
from desktop.ui.widgets.paint import CORNER_TAG, paint_focus, paint_frame, ring_room
from desktop.ui.widgets.words import Words

HEIGHT = 34


class LowBox(QWidget):
    """The frame around what is typed in."""

    def __init__(self, inner: QWidget, look: Look, height: int = HEIGHT) -> None:
        super().__init__()
        self._inner, self._look, self._height = inner, look, height
        self.has_error = False
        room = ring_room(look)
        down = QVBoxLayout(self)
        down.setContentsMargins(room + look.px(8), room + 2, room + look.px(8), room + 2)
        down.addWidget(inner)
        self.setFocusProxy(inner)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """As high as it was asked to be."""
        look = self._look
        return QSize(look.px(180), look.px(self._height) + 2 * ring_room(look))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw frame and ring."""
        look, painter = self._look, QPainter(self)
        room = ring_room(look)
        rect = QRectF(self.rect()).adjusted(room, room, -room, -room)
        radius = look.px(CORNER_TAG)
        edge = look.color("error" if self.has_error else "edge")
        is_on = self._inner.isEnabled()
        fill = look.color("card" if is_on else "page")
        paint_frame(
            painter, rect, radius, fill, edge, look.thin(2.5 if self.has_error else 1.25), not is_on
        )
        if self._inner.hasFocus():
            paint_focus(painter, rect, radius, look)


class DeskLine(Line):
    """A line whose Enter goes no further than its field."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt leaves Enter to what lies behind the line, too."""
        super().keyPressEvent(event)
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            event.accept()


class DenseField(QWidget):
    """A label, a line, and what is wrong with it."""

    changed = Signal(str)
    entered = Signal()

    def __init__(self, name: str, label: Phrase, look: Look, hint: Phrase | None = None) -> None:
        super().__init__()
        self._look = look
        self.label = Words(label, look, "label", "ink2")
        self.line = DeskLine(name, look, look.font("body"))
        self.line.setMaxLength(200)
        self.line.setAccessibleName(look.say(label))
        if hint is not None:
            self.line.setPlaceholderText(look.say(hint))
            self.line.setAccessibleDescription(look.say(hint))
        self.box = LowBox(self.line, look)
        self.line.focus_changed.connect(lambda: self.box.update())
        self.error = ErrorWords("", look)
        self.error.hide()
        down = QVBoxLayout(self)
        down.setContentsMargins(0, 0, 0, 0)
        down.setSpacing(0)
        above = QVBoxLayout()
        above.setContentsMargins(ring_room(look), 0, 0, 0)
        above.addWidget(self.label)
        down.addLayout(above)
        down.addWidget(self.box)
        below = QVBoxLayout()
        below.setContentsMargins(ring_room(look), 0, 0, 0)
        below.addWidget(self.error)
        down.addLayout(below)
        down.addStretch(1)  # beside a higher field the label stays with its line
        self.line.textEdited.connect(self.changed)
        self.line.returnPressed.connect(self.entered)
        self.setFocusProxy(self.line)

    def show_error(self, sentence: Phrase | None) -> None:
        """Say what is wrong, or nothing."""
        self.box.has_error = sentence is not None
        self.error.setText(self._look.say(sentence) if sentence else "")
        self.error.setVisible(sentence is not None)
        if sentence is not None:
            self.line.setAccessibleDescription(self._look.say(sentence))
        self.box.update()


class _Text(QPlainTextEdit):
    focus_changed = Signal()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.focus_changed.emit()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.focus_changed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            event.ignore()
            return
        super().keyPressEvent(event)


class DenseText(QWidget):
    """A label above a few lines."""

    changed = Signal(str)
    LONGEST = 4000

    def __init__(self, name: str, label: Phrase, look: Look, height: int = 74) -> None:
        super().__init__()
        self.text = _Text()
        self.text.setObjectName(name)
        self.text.setFont(look.font("body"))
        self.text.setFrameShape(QFrame.Shape.NoFrame)
        self.text.setTabChangesFocus(True)
        self.text.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self.text.setAccessibleName(look.say(label))
        colors = self.text.palette()
        colors.setColor(QPalette.ColorRole.Base, look.color("card"))
        colors.setColor(QPalette.ColorRole.Text, look.color("ink"))
        self.text.setPalette(colors)
        box = LowBox(self.text, look, height)
        self.text.focus_changed.connect(lambda: box.update())
        down = QVBoxLayout(self)
        down.setContentsMargins(0, 0, 0, 0)
        down.setSpacing(0)
        above = QVBoxLayout()
        above.setContentsMargins(ring_room(look), 0, 0, 0)
        above.addWidget(Words(label, look, "label", "ink2"))
        down.addLayout(above)
        down.addWidget(box)
        self.text.textChanged.connect(self._tell)
        self.setFocusProxy(self.text)

    def _tell(self) -> None:
        text = self.text.toPlainText()
        if len(text) > self.LONGEST:
            self.text.setPlainText(text[: self.LONGEST])
            return
        self.changed.emit(text)
