"""One field with its label and error: a text in both languages, or any editor."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from desktop.text import LANGUAGES, Text, phrase
from desktop.ui.theme import Look
from desktop.ui.widgets.field import Box, ErrorWords
from desktop.ui.widgets.prose import Prose
from desktop.ui.widgets.words import Words
from desktop.workspace.schema import MOST_LETTERS
from desktop.workspace.spans import Path

NARROW = 480
"""Below this width (in units of the design) the two languages stand one below the other."""


def name_of(path: Path) -> str:
    """The object name of the field at a path."""
    return "field-" + "-".join(str(step) for step in path)


class Cell(QWidget):
    """One field: label, error, editor. Says when its value is another."""

    changed = Signal(object, object)
    """The path inside the item, and the value (None: take it away)."""
    left = Signal()

    def __init__(self, path: Path, label: str, look: Look) -> None:
        super().__init__()
        self.path, self._look = path, look
        self.setObjectName("cell-" + name_of(path))
        self.down = QVBoxLayout(self)
        self.down.setContentsMargins(0, 0, 0, 0)
        self.down.setSpacing(look.px(1))
        head = QHBoxLayout()
        head.setContentsMargins(look.px(6), 0, 0, 0)
        self.label = Words(label, look, "label", "ink2")
        head.addWidget(self.label, 1)
        self.head = head
        self.down.addLayout(head)
        self._error: ErrorWords | None = None
        self._marks: list[Callable[[bool], None]] = []

    def hold(self, editor: QWidget, mark: Callable[[bool], None]) -> None:
        """Put the editor below the label."""
        self.down.addWidget(editor)
        self._marks.append(mark)
        self.label.setBuddy(editor)
        self.setFocusProxy(editor)

    def show_error(self, sentence: str) -> None:
        """Say what is wrong between label and editor, or nothing."""
        if not sentence and self._error is None:
            return
        if self._error is None:
            self._error = ErrorWords("", self._look)
            self._error.setContentsMargins(self._look.px(6), 0, 0, 0)
            self.down.insertWidget(1, self._error)
        self._error.setText(sentence)
        self._error.setVisible(bool(sentence))
        for mark in self._marks:
            mark(bool(sentence))
        proxy = self.focusProxy()
        if proxy is not None:
            proxy.setAccessibleDescription(sentence)


class Pair(Cell):
    """A text in both languages, side by side where there is room."""

    def __init__(
        self, path: Path, label: str, text: Text, look: Look, is_shown_label: bool = True
    ) -> None:
        super().__init__(path, label, look)
        self.label.setVisible(is_shown_label)
        self._across = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._across.setSpacing(look.px(2))
        self._boxes: dict[str, Box] = {}
        for language in LANGUAGES:
            spoken = f"{label} ({look.say(phrase(f'workspace.language.{language}'))})"
            prose = Prose(name_of((*path, language)), look, spoken, MOST_LETTERS)
            prose.setPlainText(text.in_(language))
            prose.setPlaceholderText(look.say(phrase(f"workspace.language.{language}")))
            prose.textChanged.connect(lambda lang=language, p=prose: self._tell(lang, p))
            prose.left.connect(self.left)
            box = Box(prose, look)
            self._boxes[language] = box
            self._across.addWidget(box, 1, Qt.AlignmentFlag.AlignTop)
        self.down.addLayout(self._across)
        self._errors: dict[str, str] = {}
        self.setFocusProxy(self._boxes[LANGUAGES[0]])

    def show_errors(self, errors: Mapping[str, str]) -> None:
        """Say what is wrong with either language."""
        for language, box in self._boxes.items():
            box.show_error(bool(errors.get(language) or errors.get("")))
        self.show_error("\n".join(dict.fromkeys(said for said in errors.values() if said)))

    def resizeEvent(self, event: object) -> None:
        """One below the other in a narrow pane."""
        super().resizeEvent(event)  # type: ignore[arg-type]
        is_wide = self.width() >= self._look.px(NARROW)
        direction = QBoxLayout.Direction
        wanted = direction.LeftToRight if is_wide else direction.TopToBottom
        if self._across.direction() is not wanted:
            self._across.setDirection(wanted)

    def _tell(self, language: str, prose: Prose) -> None:
        self.changed.emit((*self.path, language), prose.words())
