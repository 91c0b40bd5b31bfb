"""The lines of a company that are typed in: made, shown, and told together."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from PySide6.QtCore import QObject, Signal

from desktop.desk import numbers
from desktop.register.model import Company, Numbered
from desktop.text import phrase
from desktop.ui.advisor.line import DenseField
from desktop.ui.theme import Look
from desktop.ui.widgets.grid import Grid

_LEAST = 210
"""Units of the design: a line narrower than this shows too little of what is typed."""


class CompanyFields(QObject):
    """Holds the company as it is typed now."""

    typed = Signal(object)
    """The company with what was just typed."""

    def __init__(self, look: Look, parent: QObject) -> None:
        super().__init__(parent)
        self._look = look
        self.company = Company()
        self._fields: dict[str, DenseField] = {}

    def __getitem__(self, name: str) -> DenseField:
        return self._fields[name]

    def make(self, name: str, hint: str = "") -> DenseField:
        """A line for this part of a company."""
        label = phrase(f"advisor.company.{name.replace('_', '-')}")
        field = DenseField(name, label, self._look, phrase(hint) if hint else None)
        field.changed.connect(lambda text: self.set(name, text))
        self._fields[name] = field
        return field

    def show_state(self, company: Company) -> None:
        """Show this company; what is typed just as it is stays untouched."""
        self.company = company
        for name, field in self._fields.items():
            value = getattr(company, name)
            if field.line.text() != value and not (name == "number" and self._is_same(value)):
                field.line.setText(numbers.shown(value) if name == "number" else value)

    def empty(self) -> Iterable[DenseField]:
        """Those that wait for something to be typed, in their order."""
        return (f for f in self._fields.values() if not f.line.text() and f.line.isEnabled())

    def set(self, name: str, text: str) -> None:
        """This was typed."""
        if getattr(self.company, name) == text:
            return
        typed: dict[str, Any] = {name: text}
        company = replace(self.company, **typed)
        if name == "number":
            given = Numbered.GIVEN if text.strip() else Numbered.NOT_GIVEN
            company = replace(company, numbered=given)
            self._fields["number"].show_error(None)
        self.typed.emit(company)

    def _is_same(self, number: str) -> bool:
        """Whether the line shows this number, in whatever groups."""
        shown = self._fields["number"].line.text()
        return numbers.check_number(shown, Numbered.GIVEN).number == (
            numbers.check_number(number, Numbered.GIVEN).number or None
        )


def two_columns(look: Look) -> Grid:
    """Two columns that share the width; one where each would be too narrow to type in."""
    return Grid(look.px(_LEAST), 2, look.px(10), below=look.px(2))
