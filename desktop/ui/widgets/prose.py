"""Texts in several lines that are typed in."""

from __future__ import annotations

from PySide6.QtCore import QMimeData, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QPlainTextEdit

from desktop.ui.theme import Look, metrics, palette


class Lines(QPlainTextEdit):
    """Some lines that are typed in; Tab goes on, and the box around them paints frame and ring."""

    focus_changed = Signal()
    left = Signal()
    """What is typed here is done with."""

    def __init__(self, name: str, look: Look, spoken: str, role: str = "body") -> None:
        super().__init__()
        self.setObjectName(name)
        self.setAccessibleName(spoken)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFont(look.font(role))
        self.setTabChangesFocus(True)
        # Qt's own menu speaks one language only; the keys still copy and paste.
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self.setPalette(palette(look))

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Have the box paint its ring."""
        super().focusInEvent(event)
        self.focus_changed.emit()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Have the box take it away."""
        super().focusOutEvent(event)
        self.focus_changed.emit()
        self.left.emit()


class Prose(Lines):
    """A text as high as its lines; Enter goes on to the next field, too."""

    def __init__(self, name: str, look: Look, spoken: str, most: int, role: str = "body") -> None:
        super().__init__(name, look, spoken, role)
        self._look, self._role, self._most = look, role, most
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.document().setDocumentMargin(0)
        self.viewport().setAutoFillBackground(False)
        self.textChanged.connect(self._fit)
        self._has_lines = False

    def words(self) -> str:
        """What is written, letter by letter: Qt's plain text would lose the no-break spaces."""
        return self.document().toRawText().replace("\u2029", "\n").replace("\u2028", "\n")

    def let_lines(self) -> None:
        """Let Enter begin a line: for texts that have lines of their own."""
        self._has_lines = True
        self.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width makes another number of lines."""
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self._fit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes on: a text without lines of its own is one paragraph."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not self._has_lines:
            self.focusNextChild()
            return
        super().keyPressEvent(event)

    def insertFromMimeData(self, source: QMimeData) -> None:
        """What is pasted becomes plain words, of which no more are taken than there is room for."""
        room = self._most - len(self.toPlainText())
        text = source.text()[: max(0, room)]
        self.textCursor().insertText(text if self._has_lines else " ".join(text.splitlines()))

    def _fit(self) -> None:
        lines = max(1, round(self.document().size().height()))
        step = metrics(self._role, self._look.scale).lineSpacing()
        bar = self._look.thin(16) if self._has_lines else 0
        self.setFixedHeight(round(lines * step) + self._look.thin(2) + bar)
