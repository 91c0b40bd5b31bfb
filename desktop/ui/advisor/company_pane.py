"""The company of the case: who it is, who to reach, and the agreement to keep that."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from itertools import pairwise
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QWidget

from desktop.desk import consent, numbers
from desktop.desk.lookup import Found
from desktop.desk.saving import Refused
from desktop.desk.session import Session
from desktop.register.model import Company, Numbered
from desktop.text import Phrase, phrase
from desktop.ui.advisor.choice import Choice
from desktop.ui.advisor.commune_field import CommuneField
from desktop.ui.advisor.line import DenseField, DenseText
from desktop.ui.background import Background
from desktop.ui.theme import Look
from desktop.ui.widgets.buttons import Button
from desktop.ui.widgets.page import Page
from desktop.ui.widgets.rows import Panel
from desktop.ui.widgets.words import Heading, Words

LookUp = Callable[[str], Found | None]
_WIDE = 760


class CompanyPane(Page):
    """Fields in two columns; Enter goes from one to the next, and at the last saves."""

    changed = Signal(object)
    """The company as it is typed now."""
    finished = Signal()
    bare_wanted = Signal()
    """Save without what needs an agreement."""

    def __init__(
        self, session: Session, background: Background, look_up: LookUp, look: Look
    ) -> None:
        super().__init__(look, 1040, "company")
        self._session, self._look = session, look
        self._background, self._look_up = background, look_up
        self._notice = consent.find_notice(session.configuration, look.language)
        self.company = Company()
        self._asked = ""
        self.set_margin(look.px(14), look.px(6))
        self.column.setSpacing(look.px(4))
        self._fields: dict[str, DenseField] = {}
        self._make_identity()
        self._make_contact()
        self.column.addStretch(1)
        self._order = self._in_order()
        for here, after in pairwise(self._order):
            here.entered.connect(lambda to=after: to.setFocus(Qt.FocusReason.TabFocusReason))
        self._order[-1].entered.connect(self.finished)

    # State

    def show_state(self, company: Company) -> None:
        """Show this company; what is typed just as it is stays untouched."""
        self.company = company
        for name, field in self._fields.items():
            value = getattr(company, name)
            if field.line.text() != value and not (name == "number" and self._is_same(value)):
                field.line.setText(numbers.shown(value) if name == "number" else value)
        self._commune.show_name(company.place)
        if self._notes.text.toPlainText() != company.notes:
            self._notes.text.setPlainText(company.notes)
        self._not_given.show_state(company.numbered is Numbered.NOT_GIVEN, False)
        self._creator.show_state(company.numbered is Numbered.CREATOR, False)
        self._fields["number"].line.setEnabled(company.numbered is not Numbered.CREATOR)
        if self._agree is not None:
            self._agree.show_state(company.consent is not None, False)
        self._bare.setVisible(False)

    def show_refusal(self, refused: Refused) -> None:
        """Say at its field what must be mended, and lead there."""
        if refused.field == "consent":
            self._consent_error.setText(self._look.say(refused.sentence))
            self._consent_error.show()
            self._bare.show()
            target: QWidget = self._agree or self._bare
        else:
            self._fields[refused.field].show_error(refused.sentence)
            target = self._fields[refused.field]
        target.setFocus(Qt.FocusReason.OtherFocusReason)
        self.ensureWidgetVisible(target)

    def take_focus(self) -> None:
        """Start at the first field that is empty."""
        empty = (f for f in self._fields.values() if not f.line.text() and f.line.isEnabled())
        next(empty, self._order[0]).setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter on something that is no field goes on to save."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.finished.emit()
            return
        super().keyPressEvent(event)

    # Building

    def _make_identity(self) -> None:
        look = self._look
        self.column.addWidget(Heading(phrase("advisor.company.title"), look, "h3", 2))
        grid = self._grid()
        grid.addWidget(self._field("name"), 0, 0)
        grid.addWidget(self._field("on_behalf_of", "advisor.company.on-behalf-hint"), 0, 1)
        grid.addWidget(self._field("number", "advisor.company.number-hint"), 1, 0)
        self._commune = CommuneField(self._session.casework.communes, look)
        self._commune.chosen.connect(self._take_commune)
        grid.addWidget(self._commune, 1, 1, Qt.AlignmentFlag.AlignTop)
        line = self._fields["number"].line
        line.editingFinished.connect(self._check_number)
        across = QHBoxLayout()
        across.setSpacing(look.px(4))
        self._not_given = self._numbered("not-given", Numbered.NOT_GIVEN)
        self._creator = self._numbered("creator", Numbered.CREATOR)
        for tile in (self._not_given, self._creator):
            across.addWidget(tile)
        grid.addLayout(across, 2, 0)
        self._found = Words("", look, "caption", "ink2")
        self._found.setObjectName("lookup")
        self._found.hide()
        grid.addWidget(self._found, 2, 1)

    def _make_contact(self) -> None:
        look = self._look
        self.column.addSpacing(look.px(8))
        self.column.addWidget(Heading(phrase("advisor.company.contact-title"), look, "h3", 2))
        notice = self._notice
        panel = Panel(look, pad=10)
        panel.setObjectName("notice-shown")
        panel.column.setSpacing(look.px(4))
        said = notice.text if notice is not None else phrase("advisor.consent.nobody")
        panel.column.addWidget(Words(said, look, "caption", "ink", 960))
        self._agree: Choice | None = None
        if notice is not None:
            words = look.say(phrase("advisor.consent.agree", version=notice.version))
            self._agree = Choice("consent", words, "", "", look, False)
            self._agree.wanted.connect(self._toggle_consent)
            panel.column.addWidget(self._agree)
        self._consent_error = Words("", look, "label", "error")
        self._consent_error.hide()
        panel.column.addWidget(self._consent_error)
        sentence = phrase("advisor.consent.without")
        self._bare = Button(
            "save-bare", sentence, look, "secondary", "save", height=32, role="label"
        )
        self._bare.clicked.connect(self.bare_wanted)
        self._bare.hide()
        panel.column.addWidget(self._bare, 0, Qt.AlignmentFlag.AlignLeft)
        self.column.addWidget(panel)
        grid = self._grid()
        for index, name in enumerate(("contact", "phone", "email")):
            grid.addWidget(self._field(name), index // 2, index % 2)
        self._notes = DenseText("notes", phrase("advisor.company.notes"), look)
        self._notes.changed.connect(lambda text: self._set("notes", text))
        grid.addWidget(self._notes, 2, 0, 1, 2)
        for widget in (*(self._fields[n] for n in ("contact", "phone", "email")), self._notes):
            widget.setEnabled(notice is not None)

    def _grid(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(self._look.px(10))
        grid.setVerticalSpacing(self._look.px(2))
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        self.column.addLayout(grid)
        return grid

    def _field(self, name: str, hint: str = "") -> DenseField:
        label = phrase(f"advisor.company.{name.replace('_', '-')}")
        field = DenseField(name, label, self._look, phrase(hint) if hint else None)
        field.changed.connect(lambda text: self._set(name, text))
        self._fields[name] = field
        return field

    def _numbered(self, name: str, numbered: Numbered) -> Choice:
        label = self._look.say(phrase(f"advisor.company.{name}"))
        tile = Choice(f"numbered-{name}", label, "", "", self._look, True)
        tile.wanted.connect(lambda: self._choose_numbered(numbered))
        return tile

    def _in_order(self) -> list[DenseField | CommuneField]:
        fields = self._fields
        first: list[DenseField | CommuneField] = [
            fields["name"], fields["on_behalf_of"], fields["number"], self._commune,
        ]  # fmt: skip
        if self._notice is not None:
            first += [fields["contact"], fields["phone"], fields["email"]]
        return first

    # What is typed

    def _set(self, name: str, text: str) -> None:
        if getattr(self.company, name) == text:
            return
        typed: dict[str, Any] = {name: text}
        company = replace(self.company, **typed)
        if name == "number":
            given = Numbered.GIVEN if text.strip() else Numbered.NOT_GIVEN
            company = replace(company, numbered=given)
            self._fields["number"].show_error(None)
        self._change(company)

    def _change(self, company: Company) -> None:
        self._consent_error.hide()
        self.changed.emit(company)

    def _choose_numbered(self, numbered: Numbered) -> None:
        if self.company.numbered is numbered:
            numbered = Numbered.NOT_GIVEN
        self._fields["number"].show_error(None)
        self._change(replace(self.company, number="", numbered=numbered))

    def _take_commune(self, insee: str, name: str) -> None:
        self._change(replace(self.company, commune=insee, place=name))

    def _toggle_consent(self) -> None:
        at = None if self.company.consent is not None else datetime.now().astimezone()
        self._change(consent.agreed(self.company, self._notice, at))

    def _is_same(self, number: str) -> bool:
        """Whether the line shows this number, in whatever groups."""
        return numbers.check_number(self._fields["number"].line.text(), Numbered.GIVEN).number == (
            numbers.check_number(number, Numbered.GIVEN).number or None
        )

    # The number

    def _check_number(self) -> None:
        """Say at once what is wrong with a number; look the company up if the settings allow it."""
        field, company = self._fields["number"], self.company
        if company.numbered is not Numbered.GIVEN:
            return
        checked = numbers.check_number(company.number, company.numbered)
        field.show_error(checked.fault)
        if checked.fault is None:
            field.line.setText(numbers.shown(checked.number))
            self._ask(checked.number)

    def _ask(self, number: str) -> None:
        if not self._session.configuration.register.company_lookup or number == self._asked:
            return
        self._asked = number
        self._show_lookup(phrase("advisor.lookup.asking"))
        self._background.run(
            lambda: self._look_up(number), lambda found, error: self._take(number, found, error)
        )

    def _take(self, number: str, found: Found | None, error: BaseException | None) -> None:
        if error is not None:
            raise error
        current = numbers.check_number(self.company.number, self.company.numbered).number
        if number != current:
            return  # another number was typed meanwhile
        if found is None:
            self._asked = ""
            self._show_lookup(phrase("advisor.lookup.nothing"))
            return
        self._show_lookup(phrase("advisor.lookup.found", name=found.name, place=found.place))
        company = self.company
        if not company.name.strip():
            company = replace(company, name=found.name)
        if not company.place.strip():
            company = replace(company, commune=found.commune, place=found.place)
        self._change(company)

    def _show_lookup(self, sentence: Phrase) -> None:
        self._found.setText(self._look.say(sentence))
        self._found.show()
