"""A question with one or several answers as tiles."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from desktop.guide.model import Choice, Kind, Question
from desktop.interview import toggled
from desktop.text import Phrase
from desktop.ui.theme import Look
from desktop.ui.widgets.grid import Grid
from desktop.ui.widgets.tile import Tile, nearest


class ChoicePage(QWidget):
    """The tiles of one question; `answered` gives the whole answer after each touch."""

    answered = Signal(tuple)
    confirmed = Signal()

    def __init__(self, question: Question, values: tuple[str, ...], look: Look) -> None:
        super().__init__()
        self._question, self._values = question, values
        is_card = _are_cards(question)
        least = round(look.px(250 if is_card else 330) * look.stretch)
        grid = Grid(least, 3 if is_card else 2, look.px(6), self)
        self.setAccessibleName(look.say(question.ask))
        self.tiles = [self._make_tile(choice, look, is_card) for choice in question.choices]
        for tile in self.tiles:
            grid.addWidget(tile)

    def show_error(self, sentence: Phrase | None) -> None:
        """The words stand over the tiles, which keep their own look."""

    def focus_first(self) -> None:
        """Put the focus on the answer given, or on the first tile."""
        chosen = [tile for tile in self.tiles if tile.isChecked()]
        (chosen or self.tiles)[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def show_values(self, values: tuple[str, ...]) -> None:
        """Show what is chosen, though it was not touched here."""
        self._values = values
        for choice, tile in zip(self._question.choices, self.tiles, strict=True):
            tile.setChecked(choice.id in values)

    def _make_tile(self, choice: Choice, look: Look, is_card: bool) -> Tile:
        hint = look.say(choice.hint) if choice.hint else ""
        tile = Tile(
            f"choice-{choice.id}",
            look.say(choice.label),
            hint,
            choice.icon or choice.id,
            look,
            self._question.kind is Kind.ONE,
            is_card,
        )
        tile.setChecked(choice.id in self._values)
        tile.wanted.connect(lambda: self._touch(choice.id))
        tile.confirmed.connect(self.confirmed)
        tile.move_wanted.connect(lambda dx, dy: self._move(tile, dx, dy))
        return tile

    def _touch(self, choice_id: str) -> None:
        self.show_values(toggled(self._question, self._values, choice_id))
        self.answered.emit(self._values)

    def _move(self, tile: Tile, dx: int, dy: int) -> None:
        near = nearest(list(self.tiles), tile, dx, dy)
        if near is not None:
            near.setFocus(Qt.FocusReason.OtherFocusReason)


def _are_cards(question: Question) -> bool:
    """Cards where every answer has a drawing of its own and several may be taken."""
    return question.kind is Kind.SEVERAL and all(choice.icon for choice in question.choices)
