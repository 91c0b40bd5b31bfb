"""Fields whose words the guide knows: completion as one types, segments for two or three words."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import (
    QModelIndex,
    QPersistentModelIndex,
    QSize,
    QStringListModel,
    Qt,
    Signal,
)
from PySide6.QtWidgets import QCompleter, QHBoxLayout, QListView, QVBoxLayout, QWidget

from desktop.ui.theme import Look
from desktop.ui.widgets.buttons import Button
from desktop.ui.widgets.field import Box, Line
from desktop.ui.widgets.flow import Flow
from desktop.ui.widgets.words import Words
from desktop.workspace.browse import folded
from desktop.workspace.known import Name
from desktop.workspace.schema import MOST_LETTERS

_ID = Qt.ItemDataRole.UserRole


class Names(QStringListModel):
    """Ids with what they stand for, found by either, accents forgiven."""

    def __init__(self, names: Sequence[Name], look: Look) -> None:
        self._ids = [name.id for name in names]
        labels = [look.say(name.label) for name in names]
        shown = [
            f"{label}  ({name.id})" if label and label != name.id else name.id
            for name, label in zip(names, labels, strict=True)
        ]
        super().__init__(shown)
        self._folded = [folded(line) for line in shown]

    def data(
        self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """What is shown, what is searched, and the id."""
        if role == _ID:
            return self._ids[index.row()]
        if role == Qt.ItemDataRole.EditRole:
            return self._folded[index.row()]
        return super().data(index, role)

    def id_of(self, typed: str) -> str | None:
        """The id that was typed, or the only one that what was typed leads to."""
        word = folded(typed.strip())
        if typed.strip() in self._ids:
            return typed.strip()
        found = [i for i, line in zip(self._ids, self._folded, strict=True) if word in line]
        return found[0] if word and len(found) == 1 else None


class Completer(QCompleter):
    """Suggests names that hold what was typed anywhere."""

    picked = Signal(str)

    def __init__(self, model: Names, line: Line, look: Look) -> None:
        super().__init__(model, line)
        self._names = model
        self.setFilterMode(Qt.MatchFlag.MatchContains)
        self.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.setCompletionRole(Qt.ItemDataRole.EditRole)
        self.setMaxVisibleItems(10)
        popup = QListView()
        popup.setFont(look.font("body"))
        popup.setPalette(line.palette())
        popup.setUniformItemSizes(True)
        self.setPopup(popup)
        self.activated[QModelIndex].connect(self._pick)  # type: ignore[index]

    def splitPath(self, path: str) -> list[str]:
        """Search without accents or capitals."""
        return [folded(path)]

    def pathFromIndex(self, index: QModelIndex | QPersistentModelIndex) -> str:
        """What the line shows once a suggestion is taken."""
        return str(index.data(_ID))

    def _pick(self, index: QModelIndex) -> None:
        self.picked.emit(str(index.data(_ID)))


class Choose(QWidget):
    """An id typed or picked, with what it stands for beside it."""

    changed = Signal(str)
    left = Signal()
    entered = Signal(str)

    def __init__(
        self, name: str, names: Sequence[Name], value: str, look: Look, spoken: str, hint: str = ""
    ) -> None:
        super().__init__()
        self._look, self._names = look, names
        self.line = Line(name, look, look.font("body"), spoken, MOST_LETTERS)
        self.line.setText(value)
        self.line.setPlaceholderText(hint)
        self._model = Names(names, look)
        self.completer = Completer(self._model, self.line, look)
        self.line.setCompleter(self.completer)
        self.box = Box(self.line, look)
        self._means = Words("", look, "caption", "ink2")
        down = QVBoxLayout(self)
        down.setContentsMargins(0, 0, 0, 0)
        down.setSpacing(0)
        down.addWidget(self.box)
        if not hint:
            below = QHBoxLayout()
            below.setContentsMargins(look.px(16), 0, look.px(4), 0)
            below.addWidget(self._means)
            down.addLayout(below)
        self._tell(value)
        self.line.textEdited.connect(self._edit)
        self.line.left.connect(self.left)
        self.line.returnPressed.connect(self._enter)
        self.completer.picked.connect(self._pick)
        self.setFocusProxy(self.line)

    def set_error(self, has_error: bool) -> None:
        """Mark the frame."""
        self.box.show_error(has_error)

    def _edit(self, text: str) -> None:
        self._tell(text)
        self.changed.emit(text.strip())

    def _pick(self, item_id: str) -> None:
        self.line.setText(item_id)
        self._tell(item_id)
        self.changed.emit(item_id)
        self.entered.emit(item_id)

    def _enter(self) -> None:
        popup = self.completer.popup()
        if popup is not None and popup.isVisible() and popup.currentIndex().isValid():
            return  # the suggestion says so itself
        found = self._model.id_of(self.line.text())
        if found is not None and found != self.line.text():
            self.line.setText(found)
            self._tell(found)
            self.changed.emit(found)
        self.entered.emit(self.line.text().strip())

    def _tell(self, item_id: str) -> None:
        labels = {name.id: name.label for name in self._names}
        said = self._look.say(labels[item_id]) if item_id in labels else ""
        self._means.setText(said)
        self._means.setVisible(bool(said))


class Segment(Button):
    """One of a few words: narrower than a button that stands alone."""

    def sizeHint(self) -> QSize:
        """Room for the word and its check."""
        hint = super().sizeHint()
        return QSize(hint.width() - self._look.px(18), hint.height())

    def _icon_side(self) -> int:
        return self._look.px(14)


class Segments(QWidget):
    """Two or three words side by side, of which one is chosen."""

    changed = Signal(str)

    def __init__(
        self, name: str, names: Sequence[Name], value: str, look: Look, spoken: str
    ) -> None:
        super().__init__()
        self._value = value
        self.setAccessibleName(spoken)
        across = Flow(0)
        self._buttons: dict[str, Button] = {}
        for item in names:
            said = look.say(item.label) or item.id
            button = Segment(f"{name}-{item.id}", said, look, height=30, role="label")
            button.setCheckable(True)
            button.setAccessibleName(
                f"{spoken} : {said}" if look.language == "fr" else f"{spoken}: {said}"
            )
            button.clicked.connect(lambda _=False, chosen=item.id: self._choose(chosen))
            self._buttons[item.id] = button
            across.addWidget(button)
        self._show(value)
        self.setLayout(across)
        first = self._buttons.get(value) or next(iter(self._buttons.values()), None)
        if first is not None:
            self.setFocusProxy(first)

    def set_error(self, has_error: bool) -> None:
        """Two words cannot be wrong: the sentence above says enough."""

    def _show(self, chosen: str) -> None:
        """What is chosen has a check too: never colour alone."""
        for item, button in self._buttons.items():
            button.setChecked(item == chosen)
            button.show_words(button.text(), "check" if item == chosen else "")

    def _choose(self, chosen: str) -> None:
        self._show(chosen)
        if chosen != self._value:
            self._value = chosen
            self.changed.emit(chosen)


class Chip(Button):
    """A word that can be taken away."""

    def __init__(self, name: str, said: str, spoken: str, look: Look) -> None:
        short = said if len(said) < 60 else said[:58] + "…"
        super().__init__(
            name,
            short.replace("&", "&&"),
            look,
            "secondary",
            "cross",
            True,
            height=30,
            role="label",
        )
        self.setChecked(False)
        self.setAccessibleName(spoken)
