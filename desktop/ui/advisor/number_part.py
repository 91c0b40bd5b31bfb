"""The number of a company: typed, checked at once, or not there; and who it is, looked up."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QObject, Signal

from desktop.desk import numbers
from desktop.desk.lookup import Found
from desktop.register.model import Company, Numbered
from desktop.text import Phrase, phrase
from desktop.ui.advisor.choice import Choice
from desktop.ui.advisor.company_fields import CompanyFields
from desktop.ui.background import Background
from desktop.ui.gone import is_gone
from desktop.ui.theme import Look
from desktop.ui.widgets.words import Words

LookUp = Callable[[str], Found | None]


class NumberPart(QObject):
    """Its widgets are laid out by the pane."""

    changed = Signal(object)
    """The company with another number, or with what was found of it."""

    def __init__(
        self,
        fields: CompanyFields,
        background: Background,
        look_up: LookUp | None,
        look: Look,
        parent: QObject,
    ) -> None:
        """`look_up`: None where the settings allow none."""
        super().__init__(parent)
        self._fields, self._look = fields, look
        self._background, self._look_up = background, look_up
        self._asked = ""
        self.field = fields.make("number", "advisor.company.number-hint")
        self.field.line.editingFinished.connect(self._check)
        self._not_given = self._tile("not-given", Numbered.NOT_GIVEN)
        self._creator = self._tile("creator", Numbered.CREATOR)
        self.tiles = (self._not_given, self._creator)
        self.found = Words("", look, "caption", "ink2")
        self.found.setObjectName("lookup")
        self.found.hide()

    def show_state(self, company: Company) -> None:
        """Show what is known of the number."""
        self._not_given.show_state(company.numbered is Numbered.NOT_GIVEN, False)
        self._creator.show_state(company.numbered is Numbered.CREATOR, False)
        self.field.line.setEnabled(company.numbered is not Numbered.CREATOR)

    def _tile(self, name: str, numbered: Numbered) -> Choice:
        label = self._look.say(phrase(f"advisor.company.{name}"))
        tile = Choice(f"numbered-{name}", label, "", "", self._look, True)
        tile.wanted.connect(lambda: self._choose(numbered))
        return tile

    def _choose(self, numbered: Numbered) -> None:
        company = self._fields.company
        if company.numbered is numbered:
            numbered = Numbered.NOT_GIVEN
        self.field.show_error(None)
        self.changed.emit(replace(company, number="", numbered=numbered))

    def _check(self) -> None:
        """Say at once what is wrong with a number; look the company up if the settings allow it."""
        company = self._fields.company
        if company.numbered is not Numbered.GIVEN:
            return
        checked = numbers.check_number(company.number, company.numbered)
        self.field.show_error(checked.fault)
        if checked.fault is None:
            self.field.line.setText(numbers.shown(checked.number))
            self._ask(checked.number)

    def _ask(self, number: str) -> None:
        look_up = self._look_up
        if look_up is None or number == self._asked:
            return
        self._asked = number
        self._tell(phrase("advisor.lookup.asking"))
        self._background.run(
            lambda: look_up(number), lambda found, error: self._take(number, found, error)
        )

    def _take(self, number: str, found: Found | None, error: BaseException | None) -> None:
        if error is not None:
            raise error
        if is_gone(self):
            return  # built anew meanwhile, in another look
        company = self._fields.company
        if number != numbers.check_number(company.number, company.numbered).number:
            return  # another number was typed meanwhile
        if found is None:
            self._asked = ""
            self._tell(phrase("advisor.lookup.nothing"))
            return
        self._tell(phrase("advisor.lookup.found", name=found.name, place=found.place))
        if not company.name.strip():
            company = replace(company, name=found.name)
        if not company.place.strip():
            company = replace(company, commune=found.commune, place=found.place)
        self.changed.emit(company)

    def _tell(self, sentence: Phrase) -> None:
        self.found.setText(self._look.say(sentence))
        self.found.show()
