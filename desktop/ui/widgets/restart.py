"""The question before a visit is erased, asked in the footer itself: no dialog, nothing lost."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop.text import phrase
from desktop.ui.theme import Look
from desktop.ui.widgets.buttons import Button
from desktop.ui.widgets.words import Words


class RestartQuestion(QWidget):
    """Erase everything, or keep the answers; keeping is what a hasty Enter or Escape does."""

    erased = Signal()
    kept = Signal()

    def __init__(self, look: Look, is_short: bool, height: int) -> None:
        super().__init__()
        self.setObjectName("restart-question")
        question = look.say(phrase("ui.erase.question"))
        self.setAccessibleName(question)
        across = QHBoxLayout(self)
        across.setContentsMargins(look.px(8), 0, 0, 0)
        across.setSpacing(look.px(8))
        across.addWidget(Words(question, look, "strong"), 0, Qt.AlignmentFlag.AlignVCenter)
        # At the other end: a second touch in haste does not fall where the first one was.
        across.addStretch(1)
        erase = phrase("ui.erase.yes-short" if is_short else "ui.erase.yes")
        keep = phrase("ui.erase.no-short" if is_short else "ui.erase.no")
        self._erase = Button("restart-erase", erase, look, "secondary", "restart", height=height)
        self._keep = Button("restart-keep", keep, look, "primary", "check", height=height)
        # Where room is short, what erases stands at the very end.
        both = (self._keep, self._erase) if is_short else (self._erase, self._keep)
        self.buttons: tuple[Button, ...] = both
        self._erase.clicked.connect(self.erased)
        self._keep.clicked.connect(self.kept)
        for button in self.buttons:
            button.setAccessibleDescription(question)
            across.addWidget(button)

    def ask(self) -> None:
        """Take the focus: a screen reader then says what is asked with the button."""
        self._keep.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape keeps the answers."""
        if event.key() == Qt.Key.Key_Escape:
            self.kept.emit()
            return
        super().keyPressEvent(event)
