"""The place of the project, found by typing: a department, a commune, a postal code."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.guide.model import Question
from desktop.territory import Communes, departments_like, fold
from desktop.text import phrase
from desktop.ui.advisor.choice import Choice
from desktop.ui.advisor.line import LowBox
from desktop.ui.advisor.question_block import Block
from desktop.ui.gone import gone
from desktop.ui.theme import Look
from desktop.ui.widgets.field import Line
from desktop.ui.widgets.words import Words

SUGGESTIONS = 5
_LETTERS, _DIGITS = 3, 2
"""From so many on, what is typed and means no place is told to mean none."""
Offer = tuple[str, str, str]
"""Value, words, hint."""


def offers(question: Question, communes: Communes, typed: str, look: Look) -> list[Offer]:
    """What the typed letters or digits may mean, the likeliest first."""
    key = fold(typed)
    found: list[Offer] = [
        (own.id, look.say(phrase("ui.map.department", name=own.label, code=own.id)), "")
        for own in departments_like(question, typed)
    ]
    for choice in question.choices:
        words = fold(look.say(choice.label))
        if not choice.id[:1].isdigit() and len(key) > 1 and key in words:
            found.append((choice.id, look.say(choice.label), ""))
    for commune in communes.suggest(typed, SUGGESTIONS):
        department = question.find_choice(commune.department)
        name = department.label if department else commune.department
        place = phrase("ui.place.commune", name=commune.name, department=name)
        found.append((commune.insee, look.say(place), ", ".join(commune.postal_codes[:3])))
    if communes.is_postal_code_elsewhere(typed) and question.find_choice("outside"):
        found.append(("outside", look.say(phrase("ui.place.outside")), ""))
    return found[:SUGGESTIONS]


class PlaceBlock(Block):
    """A line to type in, what it may mean, and the answers that are no place."""

    def __init__(self, question: Question, communes: Communes, look: Look) -> None:
        super().__init__(question, look)
        self._communes = communes
        self.values: tuple[str, ...] = ()
        self.line = Line("place", look, look.font("body"))
        self.line.setAccessibleName(look.say(question.ask))
        self.line.setPlaceholderText(look.say(phrase("advisor.place.hint")))
        self.line.focus_changed.connect(self._tell_focus)
        self.line.textEdited.connect(self._type)
        self.line.down_wanted.connect(lambda: self._move(1))
        self.column.addWidget(LowBox(self.line, look))
        holder = QWidget()
        self._found = QVBoxLayout(holder)
        self._found.setContentsMargins(0, 0, 0, 0)
        self._found.setSpacing(0)
        self.column.addWidget(holder)
        self.nothing = Words(phrase("advisor.place.nothing"), look, "caption", "warn")
        self.nothing.hide()
        self.column.addWidget(self.nothing)
        self._offers: list[Offer] = []
        self._tiles: list[Choice] = []
        self._at = 0
        self._others = {
            choice.id: self._tile(choice.id, look.say(choice.label))
            for choice in question.choices
            if not choice.id[:1].isdigit()
        }
        for tile in self._others.values():
            self.column.addWidget(tile)

    def show_state(self, values: tuple[str, ...], is_live: bool, is_aside: bool) -> None:
        """Show the place that is answered."""
        super().show_state(values, is_live, is_aside)
        for value, tile in self._others.items():
            tile.show_state(value in values, False)
        if values != self.values:
            self.values = values
            self._clear()
            if values or not self.line.hasFocus():
                self.line.setText(self._said(values))
                if self.line.hasFocus():
                    self.line.selectAll()  # what is typed next is another place

    def take_focus(self) -> bool:
        """The line takes what is typed."""
        self.line.setFocus(Qt.FocusReason.OtherFocusReason)
        self.line.selectAll()
        return True

    def take_first(self) -> bool:
        """Enter: take what is marked among the suggestions; False where there is none."""
        if not self._offers:
            return False
        self.touched.emit(self._offers[self._at][0])
        return True

    @property
    def has_words(self) -> bool:
        """Whether something was typed that means no place yet."""
        return bool(self.line.text().strip()) and not self.values

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Up goes back among the suggestions."""
        if event.key() == Qt.Key.Key_Up and self._at > 0:
            self._move(-1)
            return
        super().keyPressEvent(event)

    def _tile(self, value: str, label: str, hint: str = "") -> Choice:
        tile = Choice(f"choice-territory-{value}", label, hint, "", self._look, True)
        tile.wanted.connect(lambda: self.touched.emit(value))
        tile.focused.connect(self.entered)
        return tile

    def _tell_focus(self) -> None:
        if self.line.hasFocus() and not self.is_live:
            self.entered.emit()

    def _type(self, text: str) -> None:
        if self.values:
            # What is typed now is not what was chosen before.
            self.touched.emit("")
        self._clear()
        self._offers = offers(self.question, self._communes, text, self._look)
        for value, label, hint in self._offers:
            tile = self._tile(value, label, hint)
            tile.setObjectName(f"place-{value}")
            self._found.addWidget(tile)
            self._tiles.append(tile)
        self._mark()
        is_whole = len(text.strip()) >= (_DIGITS if text.strip().isdigit() else _LETTERS)
        self.nothing.setVisible(is_whole and not self._offers)

    def _move(self, step: int) -> None:
        if self._tiles:
            self._at = max(0, min(len(self._tiles) - 1, self._at + step))
            self._mark()

    def _mark(self) -> None:
        for index, tile in enumerate(self._tiles):
            tile.show_state(index == self._at, False)

    def _clear(self) -> None:
        self._offers, self._at = [], 0
        self.nothing.hide()
        for tile in self._tiles:
            self._found.removeWidget(tile)
            gone(tile)
        self._tiles = []

    def _said(self, values: tuple[str, ...]) -> str:
        value = values[0] if values else ""
        choice = self.question.find_choice(value)
        if choice is not None:
            is_place = choice.id[:1].isdigit()
            words = phrase("ui.map.department", name=choice.label, code=choice.id)
            return self._look.say(words) if is_place else ""
        commune = self._communes.find(value)
        if commune is None:
            return ""
        department = self.question.find_choice(commune.department)
        name = department.label if department else commune.department
        return self._look.say(phrase("ui.place.commune", name=commune.name, department=name))
