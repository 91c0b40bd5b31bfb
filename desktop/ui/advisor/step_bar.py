"""The row above the interview: its parts with their keys, and what can be done at any time."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop.text import phrase
from desktop.ui.advisor.keyed import Keyed
from desktop.ui.theme import Look

STEPS = (("needs", "F2"), ("company", "F3"), ("sheet", "F4"))
ACTS = (("words", "F7", "speak"), ("code", "F8", "ticket"), ("new", "Ctrl+N", "plus"))


class StepBar(QWidget):
    """Buttons that say their key."""

    step_wanted = Signal(str)
    act_wanted = Signal(str)

    def __init__(self, look: Look) -> None:
        super().__init__()
        across = QHBoxLayout(self)
        across.setContentsMargins(look.px(8), look.px(3), look.px(8), 0)
        across.setSpacing(0)
        self.steps: dict[str, Keyed] = {}
        for name, key in STEPS:
            button = Keyed(f"step-{name}", phrase(f"advisor.step.{name}"), key, look)
            button.setCheckable(True)
            button.clicked.connect(lambda _=False, n=name: self.step_wanted.emit(n))
            self.steps[name] = button
            across.addWidget(button)
        across.addStretch(1)
        self.acts: dict[str, Keyed] = {}
        for name, key, icon in ACTS:
            button = Keyed(f"act-{name}", phrase(f"advisor.act.{name}"), key, look, icon)
            button.clicked.connect(lambda _=False, n=name: self.act_wanted.emit(n))
            self.acts[name] = button
            across.addWidget(button)

    def show_state(self, step: str) -> None:
        """Which part is in front."""
        for name, button in self.steps.items():
            button.setChecked(name == step)

    def show_width(self, width: int, look: Look) -> None:
        """Leave the words of the acts out where there is no room for them, then every key."""
        every = (*self.steps.values(), *self.acts.values())
        for button in every:
            button.show_key(True)
        needed = sum(button.wide() for button in every)
        for act in self.acts.values():
            act.show_words_or_icon(width >= needed + look.px(40))
        short = sum(button.sizeHint().width() for button in every)
        for button in every:
            button.show_key(short + look.px(16) <= width)
