"""The places that what is typed may mean, below the field where it is typed."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.guide.model import Question
from desktop.territory import Commune, Communes, departments_like, fold
from desktop.text import Phrase, Text, phrase
from desktop.ui.gone import clear
from desktop.ui.theme import Look
from desktop.ui.widgets.buttons import Button, flush
from desktop.ui.widgets.tile import Tile

SUGGESTIONS = 5
MOST_ALIKE = 50
"""More communes than share one postal code, or one name."""


class Places(QWidget):
    """Departments and communes as tiles, and a way on where the right one is not among them."""

    picked = Signal(str)
    move_wanted = Signal(object, int, int)
    """From which tile, and which way."""
    map_wanted = Signal()

    def __init__(self, question: Question, communes: Communes, look: Look) -> None:
        super().__init__()
        self._question, self._communes, self._look = question, communes, look
        self.tiles: list[Tile] = []
        self._down = QVBoxLayout(self)
        self._down.setContentsMargins(0, 0, 0, 0)
        self._down.setSpacing(0)

    def suggest(self, typed: str) -> None:
        """Show what these letters or digits may mean."""
        self.leave()
        for own in departments_like(self._question, typed):
            words = phrase("ui.map.department", name=own.label, code=own.id)
            self._add(f"place-{own.id}", own.label, words, own.id)
        for commune in self._communes.suggest(typed, SUGGESTIONS):
            self._add(f"place-{commune.insee}", commune.name, self._hint(commune), commune.insee)
        if self._communes.is_postal_code_elsewhere(typed):
            hint = phrase("ui.place.outside-hint")
            self._add("place-outside", phrase("ui.place.outside"), hint, "outside")
        elif len(typed.strip()) >= 2:
            self._add_missing()

    def leave(self) -> None:
        """Show nothing any more."""
        self.tiles = []
        clear(self._down)

    def enter(self) -> None:
        """Put the focus on the first, if there is one."""
        if self.tiles:
            self.tiles[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def named_in_full(self, typed: str) -> list[str]:
        """The places of this very name, or of this very code: nothing half meant."""
        name, code = fold(typed), typed.replace(" ", "")
        departments = departments_like(self._question, typed)
        found = self._communes.suggest(typed, MOST_ALIKE)
        return [
            *(own.id for own in departments if name in (own.id, fold(own.label.fr))),
            *(own.insee for own in found if fold(own.name) == name or code in own.postal_codes),
        ]

    def _hint(self, commune: Commune) -> Phrase:
        department = self._question.find_choice(commune.department)
        name = department.label if department else commune.department
        codes = ", ".join(commune.postal_codes[:3]) + ("…" if len(commune.postal_codes) > 3 else "")
        return phrase("ui.place.commune-hint", department=name, codes=codes)

    def _add(self, name: str, label: Phrase | Text | str, hint: Phrase, value: str) -> None:
        say = self._look.say
        tile = Tile(name, say(label), say(hint), None, self._look, True, is_tight=True)
        tile.wanted.connect(lambda: self.picked.emit(value))
        tile.move_wanted.connect(lambda dx, dy: self.move_wanted.emit(tile, dx, dy))
        self._down.addWidget(tile)
        self.tiles.append(tile)
        tile.show()

    def _add_missing(self) -> None:
        """A commune that is not in the list still has its department on the map."""
        key = "ui.place.missing" if self.tiles else "ui.place.none"
        button = Button("place-missing", phrase(key), self._look, "quiet", "address", height=40)
        button.clicked.connect(self.map_wanted)
        self._down.addLayout(flush(button))
