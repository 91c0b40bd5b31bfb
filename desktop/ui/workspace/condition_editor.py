"""A condition as groups of tests: questions, their answers as chips, "and" inside, "or" between."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.text import Phrase, phrase
from desktop.ui.focus import named
from desktop.ui.gone import clear
from desktop.ui.theme import Look
from desktop.ui.widgets.buttons import Button
from desktop.ui.widgets.rows import Panel
from desktop.ui.widgets.words import Words
from desktop.ui.workspace.chips import Chips
from desktop.ui.workspace.choose import Choose, Segments
from desktop.workspace.conditions import Group, Mode, Test, Tests
from desktop.workspace.known import Name

ChoicesOf = Callable[[str], Sequence[Name]]
"""What a question offers."""


class ConditionEditor(QWidget):
    """Shows the tests of a condition and says when they are others."""

    changed = Signal(object)

    def __init__(
        self,
        name: str,
        tests: Tests,
        questions: Sequence[Name],
        choices: ChoicesOf,
        look: Look,
    ) -> None:
        super().__init__()
        self._name, self._look = name, look
        self._questions, self._choices = tuple(questions), choices
        self._tests = [list(group) for group in tests]
        self._down = QVBoxLayout(self)
        self._down.setContentsMargins(0, 0, 0, 0)
        self._down.setSpacing(look.px(4))
        self._fill()

    def set_error(self, has_error: bool) -> None:
        """The sentence above says enough."""

    def _fill(self, focus: str = "") -> None:
        clear(self._down)
        look = self._look
        for index, group in enumerate(self._tests):
            if index:
                word = Words(phrase("workspace.when.or"), look, "label", "accent")
                self._down.addWidget(word)
            self._down.addWidget(self._group(index, group))
        self._down.addLayout(self._adders())
        self.updateGeometry()
        found = named(self, focus) if focus else None
        if found is not None:
            found.setFocus(Qt.FocusReason.OtherFocusReason)

    def _group(self, index: int, group: list[Test]) -> QWidget:
        look = self._look
        panel = Panel(look, "page", "line", pad=8, thick=1)
        panel.column.setSpacing(look.px(4))
        for at, test in enumerate(group):
            if at:
                panel.column.addWidget(
                    Words(phrase("workspace.when.and"), look, "label", "primary")
                )
            panel.column.addWidget(self._test(index, at, test))
        return panel

    def _test(self, index: int, at: int, test: Test) -> QWidget:
        look, name = self._look, f"{self._name}-{index}-{at}"
        whole = QWidget()
        down = QVBoxLayout(whole)
        down.setContentsMargins(0, 0, 0, 0)
        down.setSpacing(look.px(2))
        labels = {item.id: item.label for item in self._questions}
        said = look.say(labels[test.question]) if test.question in labels else test.question
        across = QHBoxLayout()
        across.setSpacing(look.px(6))
        across.addWidget(Words(said, look, "strong"), 1, Qt.AlignmentFlag.AlignVCenter)
        modes = [Name(mode.value, phrase(f"workspace.when.{mode.value}")) for mode in Mode]
        mode = Segments(f"{name}-mode", modes, test.mode.value, look, said)
        mode.changed.connect(lambda new: self._set_mode(index, at, Mode(new)))
        across.addWidget(mode, 2)
        drop = Button(f"{name}-drop", "", look, "quiet", "cross", icon_only=True, height=28)
        drop.setAccessibleName(look.say(phrase("workspace.chip.remove", what=said)))
        drop.clicked.connect(lambda: self._drop(index, at))
        across.addWidget(drop, 0, Qt.AlignmentFlag.AlignTop)
        down.addLayout(across)
        if test.mode is not Mode.ASKED:
            chips = Chips(f"{name}-choices", self._choices(test.question), test.choices, look, said)
            chips.changed.connect(lambda new: self._set_choices(index, at, tuple(new)))
            down.addWidget(chips)
        return whole

    def _adders(self) -> QHBoxLayout:
        look, across = self._look, QHBoxLayout()
        across.setSpacing(look.px(6))
        last = self._tests[-1] if self._tests else []
        used = {test.question for test in last}
        key = "workspace.when.add-and" if last else "workspace.when.add"
        across.addWidget(self._adder("and", phrase(key), used, self._add_and), 1)
        if any(self._tests):
            across.addWidget(
                self._adder("or", phrase("workspace.when.add-or"), set(), self._add_or), 1
            )
        else:
            across.addStretch(1)
        return across

    def _adder(self, kind: str, hint: Phrase, used: set[str], add: Callable[[str], None]) -> Choose:
        left = [item for item in self._questions if item.id not in used]
        said = self._look.say(hint)
        adder = Choose(f"{self._name}-{kind}", left, "", self._look, said, said)
        known = {item.id for item in left}
        adder.entered.connect(
            lambda chosen: add(chosen) if chosen in known else adder.set_error(bool(chosen))
        )
        return adder

    def _add_and(self, question: str) -> None:
        if not self._tests:
            self._tests.append([])
        self._tests[-1].append(Test(question))
        self._fill(self._focus_of(len(self._tests) - 1))

    def _add_or(self, question: str) -> None:
        self._tests.append([Test(question)])
        self._fill(self._focus_of(len(self._tests) - 1))

    def _focus_of(self, index: int) -> str:
        return f"{self._name}-{index}-{len(self._tests[index]) - 1}-choices-add"

    def _set_mode(self, index: int, at: int, mode: Mode) -> None:
        test = self._tests[index][at]
        self._tests[index][at] = replace(test, mode=mode)
        self._fill(f"{self._name}-{index}-{at}-mode-{mode.value}")
        self._tell()

    def _set_choices(self, index: int, at: int, choices: tuple[str, ...]) -> None:
        self._tests[index][at] = replace(self._tests[index][at], choices=choices)
        self._tell()

    def _drop(self, index: int, at: int) -> None:
        del self._tests[index][at]
        if not self._tests[index]:
            del self._tests[index]
        self._fill(f"{self._name}-and")
        self._tell()

    def _tell(self) -> None:
        groups: list[Group] = [tuple(group) for group in self._tests]
        self.changed.emit(tuple(groups))
