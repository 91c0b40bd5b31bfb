"""Strips above the interview: a case to take up, a code to type, what a code left out."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout

from desktop.text import Phrase, phrase
from desktop.ui.advisor.line import DenseField
from desktop.ui.theme import Look
from desktop.ui.widgets.buttons import Button
from desktop.ui.widgets.rows import Panel
from desktop.ui.widgets.words import Words

Act = tuple[str, Phrase, Callable[[], None]]
"""Name, words, what it does."""


class Told(Panel):
    """Sentences, and what can be done about them."""

    def __init__(self, sentences: Sequence[Phrase], acts: Sequence[Act], look: Look) -> None:
        super().__init__(look, fill="accent_soft", edge="accent", pad=8)
        self.setObjectName("told")
        self.setAccessibleName(" ".join(look.say(sentence) for sentence in sentences))
        self.column.setSpacing(look.px(2))
        across = QHBoxLayout()
        across.setSpacing(look.px(6))
        first, *others = sentences
        across.addWidget(Words(first, look, "label", column=1200), 1, Qt.AlignmentFlag.AlignVCenter)
        self.buttons: list[Button] = []
        for name, words, act in acts:
            kind = "secondary" if not self.buttons else "quiet"
            button = Button(name, words, look, kind, height=32, role="label")
            button.clicked.connect(act)
            across.addWidget(button, 0, Qt.AlignmentFlag.AlignVCenter)
            self.buttons.append(button)
        self.column.addLayout(across)
        for sentence in others:
            self.column.addWidget(Words(sentence, look, "caption", column=1200))


class CodeStrip(Panel):
    """A field for a code that is typed or pasted."""

    given = Signal(str)
    left = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__(look, pad=8)
        self.setObjectName("code-strip")
        across = QHBoxLayout()
        across.setSpacing(look.px(6))
        self.field = DenseField("code", phrase("advisor.code.label"), look)
        self.field.line.setMaxLength(4000)
        self.field.entered.connect(self._give)
        self.field.changed.connect(lambda _: self.field.show_error(None))
        across.addWidget(self.field, 1)
        for name, act in (("open", self._give), ("leave", self.left.emit)):
            kind = "primary" if name == "open" else "quiet"
            sentence = phrase(f"advisor.code.{name}")
            button = Button(f"code-{name}", sentence, look, kind, height=34, role="label")
            button.clicked.connect(act)
            across.addWidget(button, 0, Qt.AlignmentFlag.AlignBottom)
        self.column.addLayout(across)
        self.setFocusProxy(self.field)

    def show_error(self, sentence: Phrase) -> None:
        """Say what is wrong with the code; it stays to be mended."""
        self.field.show_error(sentence)
        self.field.line.selectAll()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape leaves."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
            return
        super().keyPressEvent(event)

    def _give(self) -> None:
        text = self.field.line.text()
        if text.strip():
            self.given.emit(text)
        else:
            self.field.show_error(phrase("advisor.code.empty"))
