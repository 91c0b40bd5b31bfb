"""Lists of known words as chips: added with completion, taken away with a touch."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.text import Phrase, Text, phrase
from desktop.ui.gone import clear
from desktop.ui.theme import Look
from desktop.ui.widgets.buttons import Button
from desktop.ui.widgets.flow import Flow
from desktop.ui.widgets.words import Words
from desktop.ui.workspace.choose import Chip, Choose
from desktop.workspace.known import Name


class Chips(QWidget):
    """Some of the words that are known. With `is_free`, others may be typed too."""

    changed = Signal(object)

    def __init__(
        self,
        name: str,
        names: Sequence[Name],
        values: Sequence[str],
        look: Look,
        spoken: str,
        is_free: bool = False,
    ) -> None:
        super().__init__()
        self._name, self._names, self._look = name, tuple(names), look
        self._spoken, self._is_free = spoken, is_free
        self._values = list(values)
        self.setAccessibleName(spoken)
        self._flow = Flow(look.px(2))
        self.setLayout(self._flow)
        self._fill()

    def set_error(self, has_error: bool) -> None:
        """The sentence above says enough."""

    def _fill(self, has_focus: bool = False) -> None:
        clear(self._flow)
        look = self._look
        labels = {item.id: item.label for item in self._names}
        for index, value in enumerate(self._values):
            said = look.say(labels[value]) if value in labels else ""
            spoken = look.say(phrase("workspace.chip.remove", what=said or value))
            chip = Chip(f"{self._name}-{value}", said or value, spoken, look)
            chip.clicked.connect(lambda _=False, at=index: self._take_away(at))
            self._flow.addWidget(chip)
        left = [item for item in self._names if item.id not in self._values]
        hint = look.say(phrase("workspace.chip.add"))
        add = Choose(f"{self._name}-add", left, "", look, f"{self._spoken} {hint}", hint)
        add.setFixedWidth(look.px(130))
        add.entered.connect(self._add)
        self._add_line = add
        self._flow.addWidget(add)
        self.setFocusProxy(add)
        self.updateGeometry()
        if has_focus:
            add.line.setFocus(Qt.FocusReason.OtherFocusReason)

    def _add(self, value: str) -> None:
        known = {item.id for item in self._names}
        if not value or value in self._values or (value not in known and not self._is_free):
            self._add_line.set_error(bool(value))
            return
        self._values.append(value)
        self._fill(has_focus=True)
        self.changed.emit(list(self._values))

    def _take_away(self, index: int) -> None:
        del self._values[index]
        self._fill(has_focus=True)
        self.changed.emit(list(self._values))


MakeValue = Callable[[str, object], QWidget]
"""Makes the editor of one row's value from its key; it has a signal `changed`."""


class Rows(QWidget):
    """A map: each known word with a value of its own."""

    changed = Signal(object)

    def __init__(
        self,
        name: str,
        keys: Sequence[Name],
        values: Mapping[str, object],
        make: MakeValue,
        fresh: Callable[[str], object],
        look: Look,
        add: Phrase,
    ) -> None:
        super().__init__()
        self._name, self._keys, self._look = name, tuple(keys), look
        self._make, self._fresh, self._add_words = make, fresh, add
        self._values = dict(values)
        self._down = QVBoxLayout(self)
        self._down.setContentsMargins(0, 0, 0, 0)
        self._down.setSpacing(look.px(4))
        self._fill()

    def set_error(self, has_error: bool) -> None:
        """The sentence above says enough."""

    def _fill(self) -> None:
        clear(self._down)
        look = self._look
        labels: dict[str, Phrase | Text] = {item.id: item.label for item in self._keys}
        for key, value in self._values.items():
            said = look.say(labels[key]) if key in labels else ""
            self._down.addWidget(self._row(key, said or key, value))
        hint = look.say(self._add_words)
        left = [item for item in self._keys if item.id not in self._values]
        add = Choose(f"{self._name}-add", left, "", look, hint, hint)
        add.setMaximumWidth(look.px(300))
        add.entered.connect(self._begin)
        self._add_line = add
        self._down.addWidget(add)
        self.setFocusProxy(add)
        self.updateGeometry()

    def _row(self, key: str, said: str, value: object) -> QWidget:
        look, row = self._look, QWidget()
        across = QHBoxLayout(row)
        across.setContentsMargins(look.px(6), 0, 0, 0)
        across.setSpacing(look.px(8))
        label = Words(said, look, "label", "ink2")
        label.setFixedWidth(look.px(150))
        across.addWidget(label)
        editor = self._make(key, value)
        editor.changed.connect(lambda new, k=key: self._set(k, new))  # type: ignore[attr-defined]
        across.addWidget(editor, 1)
        drop = Button(
            f"{self._name}-{key}-drop", "", look, "quiet", "cross", icon_only=True, height=28
        )
        drop.setAccessibleName(look.say(phrase("workspace.chip.remove", what=said)))
        drop.clicked.connect(lambda: self._drop(key))
        across.addWidget(drop, 0, Qt.AlignmentFlag.AlignTop)
        return row

    def _set(self, key: str, value: object) -> None:
        self._values[key] = value
        self.changed.emit(dict(self._values))

    def _begin(self, key: str) -> None:
        if key not in {item.id for item in self._keys} or key in self._values:
            self._add_line.set_error(bool(key))
            return
        self._values[key] = self._fresh(key)
        self._fill()
        self.changed.emit(dict(self._values))

    def _drop(self, key: str) -> None:
        del self._values[key]
        self._fill()
        self._add_line.line.setFocus(Qt.FocusReason.OtherFocusReason)
        self.changed.emit(dict(self._values))
