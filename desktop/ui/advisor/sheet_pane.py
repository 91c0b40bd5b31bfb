"""The orientation of the case, as the visitor leaves with it: read, printed, copied, saved."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from desktop.routing import Outcome
from desktop.text import Phrase, phrase
from desktop.ui.advisor.page import Tools
from desktop.ui.screens.results_screen import ResultsScreen
from desktop.ui.theme import Look
from desktop.ui.widgets.buttons import Button
from desktop.ui.widgets.flow import Flow
from desktop.ui.widgets.words import Words


class SheetPane(QWidget):
    """The results of the visit's own window, under a row of what can be done with them."""

    edit_wanted = Signal(str)
    new_wanted = Signal()
    case_wanted = Signal()
    """Follow the saved case: send it, note what comes of it."""

    def __init__(self, tools: Tools, look: Look) -> None:
        super().__init__()
        self._look = look
        down = QVBoxLayout(self)
        down.setContentsMargins(0, 0, 0, 0)
        down.setSpacing(0)
        # Large text leaves no room for the words beside what can be done.
        beside = QBoxLayout.Direction.LeftToRight
        top = QBoxLayout(QBoxLayout.Direction.TopToBottom if look.is_folded else beside)
        top.setContentsMargins(look.px(12), look.px(4), look.px(12), look.px(2))
        top.setSpacing(look.px(4))
        self.said = Words("", look, "strong", "ok")
        top.addWidget(self.said, 1)
        row = Flow(look.px(4)) if look.is_folded else QHBoxLayout()
        row.setSpacing(look.px(4))
        top.addLayout(row)
        self.results = ResultsScreen(
            tools.papers, tools.background, tools.ask_path, tools.copy, look
        )
        self.results.edit_wanted.connect(self.edit_wanted)
        for name, icon, act in (
            ("case", "forward", self.case_wanted.emit),
            ("pdf", "save", self.results.save),
            ("new", "plus", self.new_wanted.emit),
        ):
            kind = "primary" if name == "new" else "secondary"
            sentence = phrase(f"advisor.sheet.{name}")
            button = Button(f"sheet-{name}", sentence, look, kind, icon, height=34, role="label")
            button.clicked.connect(act)
            row.addWidget(button)
            if name == "case":
                self._to_case = button
        down.addLayout(top)
        down.addWidget(self.results, 1)

    def show_state(self, outcome: Outcome, saved: Phrase | None) -> None:
        """Show this outcome; `saved` says that it is kept."""
        self.said.setText(self._look.say(saved) if saved is not None else "")
        self.said.setVisible(saved is not None or not self._look.is_folded)
        self._to_case.setVisible(saved is not None)
        self.results.show_state(outcome)
