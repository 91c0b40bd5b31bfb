"""Low fields for a dense page: label above, one line or a few, what is wrong below."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.text import Phrase
from desktop.ui.theme import Look
from desktop.ui.widgets.field import Box, ErrorWords, Line
from desktop.ui.widgets.paint import CORNER_TAG, ring_room
from desktop.ui.widgets.prose import Lines
from desktop.ui.widgets.words import Words

HEIGHT = 34


class LowBox(Box):
    """The frame around what is typed in, as high as it is asked to be."""

    def __init__(self, inner: Line | Lines, look: Look, height: int = HEIGHT) -> None:
        super().__init__(inner, look, thick=1.25, corner=CORNER_TAG)
        self._height = height
        self._leave_room(look.px(8), look.px(8), 2)

    def sizeHint(self) -> QSize:
        """As high as it was asked to be."""
        look = self._look
        return QSize(look.px(180), look.px(self._height) + 2 * ring_room(look))


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
        self.line = DeskLine(name, look, look.font("body"), look.say(label), 200)
        if hint is not None:
            self.line.setPlaceholderText(look.say(hint))
            self.line.setAccessibleDescription(look.say(hint))
        self.box = LowBox(self.line, look)
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
        self.box.show_error(sentence is not None)
        self.error.setText(self._look.say(sentence) if sentence else "")
        self.error.setVisible(sentence is not None)
        if sentence is not None:
            self.line.setAccessibleDescription(self._look.say(sentence))


class _Text(Lines):
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
        self.text = _Text(name, look, look.say(label))
        down = QVBoxLayout(self)
        down.setContentsMargins(0, 0, 0, 0)
        down.setSpacing(0)
        above = QVBoxLayout()
        above.setContentsMargins(ring_room(look), 0, 0, 0)
        above.addWidget(Words(label, look, "label", "ink2"))
        down.addLayout(above)
        down.addWidget(LowBox(self.text, look, height))
        self.text.textChanged.connect(self._tell)
        self.setFocusProxy(self.text)

    def _tell(self) -> None:
        text = self.text.toPlainText()
        if len(text) > self.LONGEST:
            self.text.setPlainText(text[: self.LONGEST])
            return
        self.changed.emit(text)
