"""Where the project will be: the map beside a field for a postal code or a commune's name."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from desktop.guide.masks import to_choices
from desktop.guide.model import Choice, Question
from desktop.territory import Communes
from desktop.text import Phrase, phrase
from desktop.ui.accessibility import announce
from desktop.ui.focus import put_after, stops
from desktop.ui.screens.places import Places
from desktop.ui.theme import Look
from desktop.ui.widgets.department import Department
from desktop.ui.widgets.department_tiles import DepartmentTiles
from desktop.ui.widgets.field import Field
from desktop.ui.widgets.map import DepartmentMap
from desktop.ui.widgets.paint import ring_room
from desktop.ui.widgets.tile import Tile, nearest
from desktop.ui.widgets.words import Words


class TerritoryPage(QWidget):
    """Map, field and the choices that are no department; one answer between the three."""

    answered = Signal(tuple)
    confirmed = Signal()
    typed = Signal(str)

    def __init__(
        self,
        question: Question,
        values: tuple[str, ...],
        look: Look,
        communes: Communes,
        draft: str,
        is_wide: bool,
    ) -> None:
        super().__init__()
        self._question, self._values = question, values
        self._look, self._communes = look, communes
        self.setAccessibleName(look.say(question.ask))
        # The field is made first and the map last: the Tab key comes to them in this order.
        has_map = look.shows_map(is_wide)
        hint = phrase("ui.place.hint" if has_map else "kiosk.place.hint")
        self.field = Field("place", phrase("ui.place.label"), look, "search", hint)
        self.field.changed.connect(self._type)
        self.field.entered.connect(self._enter)
        self._places = self._make_places()
        self.others = [self._make_other(choice.id) for choice in self._others()]
        kind = DepartmentMap if has_map else DepartmentTiles
        self.map: DepartmentMap | DepartmentTiles = kind(self._departments(), look)
        self.map.picked.connect(self._answer)
        self.map.confirmed.connect(self.confirmed)
        self._lay_out(is_wide)
        self.field.line.setText(draft if not values else self._commune_name(values[0]))
        self._show()
        if draft and not values:
            self._suggest(draft)

    def show_error(self, sentence: Phrase | None) -> None:
        """Say it at the field too, in the same words."""
        self.field.show_error(sentence)

    def focus_first(self) -> None:
        """Put the focus in the field."""
        self.field.line.setFocus(Qt.FocusReason.OtherFocusReason)

    def type_here(self, text: str) -> None:
        """Go on in the field with what was typed elsewhere on the page."""
        line = self.field.line
        line.setFocus(Qt.FocusReason.OtherFocusReason)
        line.setText(text if self._values else line.text() + text)
        self._type(line.text())

    def _make_places(self) -> Places:
        places = Places(self._question, self._communes, self._look)
        places.picked.connect(self._answer)
        places.move_wanted.connect(self._move)
        places.map_wanted.connect(self._enter_map)
        self.field.line.down_wanted.connect(places.enter)
        return places

    def _lay_out(self, is_wide: bool) -> None:
        look = self._look
        direction = (
            QBoxLayout.Direction.LeftToRight if is_wide else QBoxLayout.Direction.TopToBottom
        )
        across = QBoxLayout(direction, self)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(look.px(28))
        beside = QVBoxLayout()
        beside.setSpacing(look.px(8))
        beside.addWidget(self.field)
        beside.addWidget(self._places)
        self._chosen = Words("", look, "strong", "primary")
        self._chosen.setObjectName("place-chosen")
        chosen = QVBoxLayout()
        chosen.setContentsMargins(ring_room(look), 0, 0, 0)
        chosen.addWidget(self._chosen)
        beside.addLayout(chosen)
        if look.is_public and not is_wide:
            # Easier to touch than a name is to write: it comes before what lies outside of it.
            beside.addWidget(self.map)
        for tile in self.others:
            beside.addWidget(tile)
        beside.addStretch(1)
        # First in the layout, though it stands at the right: the Tab key comes to the field first.
        across.addLayout(beside, 8)
        if is_wide:
            self.map.setMinimumWidth(look.map_least if look.shows_map(is_wide) else 0)
            across.insertWidget(0, self.map, 12, Qt.AlignmentFlag.AlignTop)
        elif not look.is_public:
            across.addWidget(self.map)

    def _departments(self) -> tuple[Department, ...]:
        say = self._look.say
        return tuple(
            Department(
                choice.id,
                say(choice.label),
                say(phrase("ui.map.department", name=choice.label, code=choice.id)),
            )
            for choice in self._question.choices
            if choice.id[:1].isdigit()
        )

    def _others(self) -> list[Choice]:
        return [choice for choice in self._question.choices if not choice.id[:1].isdigit()]

    def _make_other(self, choice_id: str) -> Tile:
        choice = self._question.find_choice(choice_id)
        if choice is None:
            raise KeyError(choice_id)
        say = self._look.say
        hint = say(choice.hint) if choice.hint else ""
        tile = Tile(f"choice-{choice.id}", say(choice.label), hint, None, self._look, True)
        tile.wanted.connect(lambda: self._answer(choice_id))
        tile.confirmed.connect(self.confirmed)
        tile.move_wanted.connect(lambda dx, dy: self._move(tile, dx, dy))
        return tile

    def _move(self, tile: Tile, dx: int, dy: int) -> None:
        near = nearest([*self._places.tiles, *self.others], tile, dx, dy)
        if near is not None:
            near.setFocus(Qt.FocusReason.OtherFocusReason)
        elif dy < 0 and tile in self._places.tiles:
            self.focus_first()

    def _answer(self, value: str) -> None:
        self._values = (value,)
        name = self._commune_name(value)
        self.field.line.setText(name)
        self.typed.emit("")
        self.field.show_error(None)
        if self._look.is_public:
            # Not in the field: the keyboard on the screen would stay, over what comes next.
            self.setFocus(Qt.FocusReason.OtherFocusReason)
        elif name or self._places.isAncestorOf(self.focusWidget()):
            # A suggestion goes once taken: the next Enter must go on, not take its neighbour.
            self.focus_first()
            # What is typed next is another place.
            self.field.line.selectAll()
        self._places.leave()
        self._show()
        self.answered.emit(self._values)

    def _show(self) -> None:
        """Light what is chosen, wherever it was chosen."""
        value = self._values[0] if self._values else None
        choice_id = to_choices(self._question, (value,))[0] if value else None
        self.map.show_chosen(choice_id)
        for tile in self.others:
            tile.setChecked(tile.objectName() == f"choice-{value}")
        said = self._said(value, choice_id)
        self._chosen.setText(said)
        self._chosen.setVisible(bool(said))

    def _commune_name(self, value: str) -> str:
        """The name of a commune; "" for a department or an answer that is no place."""
        if not value[:1].isdigit() or self._question.find_choice(value) is not None:
            return ""
        commune = self._communes.find(value)
        return commune.name if commune is not None else ""

    def _said(self, value: str | None, choice_id: str | None) -> str:
        choice = self._question.find_choice(choice_id) if choice_id else None
        if value is None or choice is None or not choice.id[:1].isdigit():
            return ""
        commune = self._communes.find(value) if value != choice_id else None
        if commune is not None:
            place = phrase("ui.place.commune", name=commune.name, department=choice.label)
            return self._look.say(phrase("ui.place.chosen", place=place))
        return self._look.say(phrase("ui.place.chosen", place=choice.label))

    def _type(self, text: str) -> None:
        self.typed.emit(text)
        self.field.show_error(None)
        if self._values:
            # What is typed now is not what was chosen before: one answer between the three.
            self._values = ()
            self._show()
            self.answered.emit(())
        self._suggest(text)

    def _suggest(self, text: str) -> None:
        self._places.suggest(text)
        put_after(self.field.line, stops(self._places))
        found = phrase("ui.place.found", n=len(self._places.tiles))
        announce(self.field.line, self._look.say(found))

    def _enter_map(self) -> None:
        first = next(iter(self.map.buttons.values()), None)
        if first is not None:
            first.setFocus(Qt.FocusReason.OtherFocusReason)

    def _enter(self) -> None:
        """Enter takes the place named in full, leads to the others; goes on once one is chosen."""
        if self._values:
            self.confirmed.emit()
            return
        meant = self._places.named_in_full(self.field.line.text())
        if len(meant) == 1:
            self._answer(meant[0])
        else:
            self._places.enter()
