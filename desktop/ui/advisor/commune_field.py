"""A commune typed with suggestions; a town that is not in the list is kept as it is typed."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.territory import Commune, Communes, fold
from desktop.text import phrase
from desktop.ui.advisor.choice import Choice
from desktop.ui.advisor.line import DenseField
from desktop.ui.gone import gone
from desktop.ui.theme import Look

SUGGESTIONS = 4
_LETTERS = 3


class CommuneField(QWidget):
    """The line and, while it is typed in, what it may mean."""

    chosen = Signal(str, str)
    """INSEE code ("" if it is not in the list) and the name shown."""
    entered = Signal()

    def __init__(self, communes: Communes, look: Look) -> None:
        super().__init__()
        self._communes, self._look = communes, look
        down = QVBoxLayout(self)
        down.setContentsMargins(0, 0, 0, 0)
        down.setSpacing(0)
        self.field = DenseField("commune", phrase("advisor.company.commune"), look)
        self.field.changed.connect(self._type)
        self.field.entered.connect(self._enter)
        self.field.line.down_wanted.connect(lambda: self._move(1))
        down.addWidget(self.field)
        self._down = down
        self._found: list[tuple[Commune, Choice]] = []
        self._at = -1
        self.setFocusProxy(self.field)

    def show_name(self, name: str) -> None:
        """Show this commune."""
        if self.field.line.text() != name:
            self.field.line.setText(name)
            self._clear()

    def _type(self, text: str) -> None:
        self._clear()
        key = fold(text)
        for commune in self._communes.suggest(text, SUGGESTIONS):
            hint = ", ".join(commune.postal_codes[:3])
            label = phrase("ui.place.commune", name=commune.name, department=commune.department)
            tile = Choice(
                f"commune-{commune.insee}", self._look.say(label), hint, "", self._look, True
            )
            tile.wanted.connect(lambda own=commune: self.take(own))
            self._down.addWidget(tile)
            self._found.append((commune, tile))
        # Enter takes only what begins as was typed: a town of elsewhere is no mistake.
        begins = bool(self._found) and fold(self._found[0][0].name).startswith(key)
        is_code = key.isdigit() and len(key) == 5
        self._at = 0 if self._found and (is_code or (begins and len(key) >= _LETTERS)) else -1
        self._mark()
        self.chosen.emit("", text)

    def _enter(self) -> None:
        if 0 <= self._at < len(self._found):
            self.take(self._found[self._at][0])
        self._clear()
        self.entered.emit()

    def take(self, commune: Commune) -> None:
        """The company is in this commune."""
        self.field.line.setText(commune.name)
        self._clear()
        self.chosen.emit(commune.insee, commune.name)

    def _move(self, step: int) -> None:
        if self._found:
            self._at = max(0, min(len(self._found) - 1, self._at + step))
            self._mark()

    def _mark(self) -> None:
        for index, (_, tile) in enumerate(self._found):
            tile.show_state(index == self._at, False)

    def _clear(self) -> None:
        for _, tile in self._found:
            self._down.removeWidget(tile)
            gone(tile)
        self._found, self._at = [], -1
