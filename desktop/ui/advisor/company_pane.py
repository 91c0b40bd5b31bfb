"""The company of the case: who it is, who to reach, and the agreement to keep that."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from itertools import pairwise

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.desk import consent
from desktop.desk.saving import Refused
from desktop.desk.session import Session
from desktop.register.model import Company
from desktop.territory import Commune
from desktop.text import phrase
from desktop.ui.advisor.commune_field import CommuneField
from desktop.ui.advisor.company_fields import CompanyFields, two_columns
from desktop.ui.advisor.contact_part import ContactPart
from desktop.ui.advisor.keyed import Keyed
from desktop.ui.advisor.line import DenseField
from desktop.ui.advisor.number_part import LookUp, NumberPart
from desktop.ui.background import Background
from desktop.ui.gone import gone
from desktop.ui.theme import Look
from desktop.ui.widgets.grid import Grid
from desktop.ui.widgets.page import Page
from desktop.ui.widgets.words import Heading

PROJECT_KEY = "F9"
"""Takes the commune of the project for the company's."""


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
        self._notice = consent.find_notice(session.configuration, look.language)
        self.set_margin(look.px(14), look.px(6))
        self.column.setSpacing(look.px(4))
        self._fields = CompanyFields(look, self)
        self._fields.typed.connect(self._change)
        is_looked_up = session.configuration.register.company_lookup
        self._project: Commune | None = None
        self._offer: Keyed | None = None
        self._make_identity(background, look_up if is_looked_up else None)
        self._make_contact()
        self.column.addStretch(1)
        self._order = self._in_order()
        for here, after in pairwise(self._order):
            here.entered.connect(lambda to=after: to.setFocus(Qt.FocusReason.TabFocusReason))
        self._order[-1].entered.connect(self.finished)

    # State

    @property
    def company(self) -> Company:
        """The company as it is shown."""
        return self._fields.company

    def show_state(self, company: Company, project: Commune | None = None) -> None:
        """Show this company, and offer it the commune of the project."""
        self._fields.show_state(company)
        self._commune.show_name(company.place)
        self._number.show_state(company)
        self._contact.show_state(company)
        self._show_offer(None if company.place.strip() else project)

    def show_refusal(self, refused: Refused) -> None:
        """Say at its field what must be mended, and lead there."""
        if refused.field == "consent":
            target = self._contact.show_refusal(refused.sentence)
        else:
            target = self._fields[refused.field]
            self._fields[refused.field].show_error(refused.sentence)
        target.setFocus(Qt.FocusReason.OtherFocusReason)
        self.ensureWidgetVisible(target)

    def take_focus(self) -> None:
        """Start at the first field that is empty."""
        first = next(iter(self._fields.empty()), self._order[0])
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    def take_project(self) -> None:
        """The company is where its project will be, if that was answered and nothing typed."""
        if self._project is not None:
            self._commune.take(self._project)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter on something that is no field goes on to save."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.finished.emit()
            return
        super().keyPressEvent(event)

    # Building

    def _make_identity(self, background: Background, look_up: LookUp | None) -> None:
        look = self._look
        self.column.addWidget(Heading(phrase("advisor.company.title"), look, "h3", 2))
        grid = two_columns(look)
        self.column.addLayout(grid)
        grid.addWidget(self._fields.make("name"))
        behalf = self._fields.make("on_behalf_of", "advisor.company.on-behalf-hint")
        grid.addWidget(behalf)
        number = self._number = NumberPart(self._fields, background, look_up, look, self)
        number.changed.connect(self._change)
        self._commune = CommuneField(self._session.casework.communes, look)
        self._commune.chosen.connect(self._take_commune)
        tiles = Grid(look.px(120), 2, look.px(4))
        for tile in number.tiles:
            tiles.addWidget(tile)
        cell, down = _cell(look)
        down.addWidget(number.field)
        down.addLayout(tiles)
        down.addStretch(1)
        grid.addWidget(cell)
        cell, self._beside = _cell(look)
        self._beside.addWidget(self._commune)
        self._beside.addWidget(number.found)
        self._beside.addStretch(1)
        grid.addWidget(cell)

    def _make_contact(self) -> None:
        self.column.addSpacing(self._look.px(8))
        self._contact = ContactPart(self._fields, self._notice, self._look)
        self._contact.consent_wanted.connect(self._toggle_consent)
        self._contact.bare_wanted.connect(self.bare_wanted)
        self.column.addWidget(self._contact)

    def _in_order(self) -> list[DenseField | CommuneField]:
        fields = self._fields
        first: list[DenseField | CommuneField] = [
            fields["name"], fields["on_behalf_of"], fields["number"], self._commune,
        ]  # fmt: skip
        return first if self._notice is None else [*first, *self._contact.order]

    def _show_offer(self, project: Commune | None) -> None:
        if project == self._project:
            return
        self._project = project
        if self._offer is not None:
            self._beside.removeWidget(self._offer)
            gone(self._offer)
            self._offer = None
        if project is not None:
            said = phrase("advisor.company.project-commune", name=project.name)
            self._offer = Keyed("project-commune", said, PROJECT_KEY, self._look, "address")
            self._offer.clicked.connect(lambda: self.take_project())
            self._beside.insertWidget(1, self._offer, 0, Qt.AlignmentFlag.AlignLeft)
            QWidget.setTabOrder(self._commune.field.line, self._offer)

    # What is typed

    def _change(self, company: Company) -> None:
        self._contact.forget_refusal()
        self.changed.emit(company)

    def _take_commune(self, insee: str, name: str) -> None:
        self._change(replace(self.company, commune=insee, place=name))

    def _toggle_consent(self) -> None:
        at = None if self.company.consent is not None else datetime.now().astimezone()
        self._change(consent.agreed(self.company, self._notice, at))


def _cell(look: Look) -> tuple[QWidget, QVBoxLayout]:
    """A place of the form where several things stand below each other."""
    cell = QWidget()
    down = QVBoxLayout(cell)
    down.setContentsMargins(0, 0, 0, 0)
    down.setSpacing(look.px(2))
    return cell, down
