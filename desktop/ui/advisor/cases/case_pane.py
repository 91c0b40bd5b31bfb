"""One case: the company, each referral with what can be done, what happened, what the law asks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.register.model import (
    Case,
    CaseId,
    Company,
    Event,
    Numbered,
    ReferralId,
    Sent,
)
from desktop.text import Phrase, phrase
from desktop.ui.advisor.cases.referral import ReferralCard
from desktop.ui.advisor.cases.says import Says
from desktop.ui.advisor.facts import Facts, Row
from desktop.ui.theme import Look
from desktop.ui.widgets.buttons import Button
from desktop.ui.widgets.page import Page
from desktop.ui.widgets.pieces import Item
from desktop.ui.widgets.pieces import Row as Flow
from desktop.ui.widgets.rows import Panel
from desktop.ui.widgets.words import Heading, Words

MOST_EVENTS = 200


@dataclass(frozen=True, slots=True)
class Shown:
    """A case with its history, as it was read."""

    case: Case
    events: Sequence[Event]
    sent: Mapping[ReferralId, Sent]
    """What was ever sent to whom, by referral."""
    is_read_only: bool = False
    """Nothing can be written: the case is shown, and nothing offered that would change it."""


class CasePane(QWidget):
    """Shows a case; emits what is wanted of it."""

    back_wanted = Signal()
    interview_wanted = Signal()
    access_wanted = Signal()
    erase_wanted = Signal()
    state_wanted = Signal(str, object, str)
    due_wanted = Signal(str, object)
    hand_over_wanted = Signal(str, str)

    def __init__(
        self, shown: Shown, says: Says, days: tuple[int, ...], is_alone: bool, look: Look
    ) -> None:
        super().__init__()
        self._shown, self._says, self._days, self._look = shown, says, days, look
        self._is_sure = False
        self.setObjectName("case")
        down = QVBoxLayout(self)
        down.setContentsMargins(0, 0, 0, 0)
        self.page = Page(look, 900, "case-page")
        self.page.set_margin(look.px(14), look.px(2))
        self.page.column.setSpacing(look.px(10))
        down.addWidget(self.page)
        self._fill(is_alone)
        self.setFocusProxy(self.page)

    @property
    def case(self) -> CaseId:
        """Which case it shows."""
        return self._shown.case.id

    def _fill(self, is_alone: bool) -> None:
        case, look, column = self._shown.case, self._look, self.page.column
        if is_alone:
            back = Button("case-back", phrase("cases.back"), look, "quiet", "back", height=32)
            back.clicked.connect(self.back_wanted)
            column.addWidget(back)
        column.addWidget(Heading(self._name(), look, "h2", 1))
        opened = self._says.when(case.opened, case.advisor)
        column.addWidget(Words(phrase("cases.opened", when=opened), look, "caption", "ink2"))
        if case.made_up:
            column.addWidget(Item(phrase("cases.made-up"), look, "info", "label", "accent"))
        can_write = not self._shown.is_read_only
        if can_write:
            column.addWidget(self._actions())
        column.addWidget(Heading(phrase("cases.referrals"), look, "h3", 2))
        if not case.referrals:
            column.addWidget(Words(phrase("cases.no-referral"), look, "body", "ink2"))
        for referral in case.referrals:
            card = ReferralCard(referral, self._says, self._days, date.today(), look, can_write)
            card.state_wanted.connect(self.state_wanted)
            card.due_wanted.connect(self.due_wanted)
            card.hand_over_wanted.connect(self.hand_over_wanted)
            column.addWidget(card)
        for what in case.uncovered:
            said = phrase("cases.uncovered", what=self._says.names.uncovered(what))
            column.addWidget(Item(said, look, "info", "body", "ink"))
        if case.company is not None:
            column.addWidget(Facts(phrase("cases.company"), self._facts(case.company), look))
        column.addWidget(self._history())
        if can_write:
            column.addWidget(self._rights())
        column.addStretch(1)

    def _name(self) -> Phrase | str:
        company = self._shown.case.company
        if company is None:
            return phrase("cases.erased")
        return company.name or phrase("cases.unnamed")

    def _actions(self) -> Flow:
        row, look = Flow(look_gap(self._look)), self._look
        if self._shown.case.company is not None:
            go = Button(
                "case-interview", phrase("cases.interview"), look, "primary", "edit", height=36,
                role="label",
            )  # fmt: skip
            go.clicked.connect(self.interview_wanted)
            row.add(go)
        return row

    def _facts(self, company: Company) -> list[Row]:
        facts: list[Row] = [(phrase("cases.fact.number"), self._number(company))]
        place = self._says.names.department(self._shown.case.department)
        facts.append((phrase("cases.fact.project"), place))
        for name in ("place", "contact", "phone", "email", "on_behalf_of", "notes"):
            value = getattr(company, name)
            if value:
                facts.append((phrase(f"cases.fact.{name.replace('_', '-')}"), value))
        agreed: Phrase | str = phrase("cases.consent.none")
        if company.consent is not None:
            day = self._says.day(company.consent.at.astimezone().date())
            agreed = phrase("cases.consent.given", version=company.consent.notice_version, day=day)
        facts.append((phrase("cases.fact.consent"), agreed))
        return facts

    def _number(self, company: Company) -> Phrase | str:
        if company.numbered is not Numbered.GIVEN:
            return phrase(f"cases.number.{company.numbered.value}")
        digits = company.number
        parts = [digits[:3], digits[3:6], digits[6:9], digits[9:]]
        return "\u00a0".join(part for part in parts if part)

    def _history(self) -> QWidget:
        look, names = self._look, self._says.names
        panel = Panel(look, pad=16)
        panel.setObjectName("case-history")
        panel.column.setSpacing(look.px(4))
        panel.column.addWidget(Heading(phrase("cases.history"), look, "h3", 2))
        sent = {
            str(id_): look.say(
                phrase("cases.sent", need=names.need(one.need), member=names.member(one.member))
            )
            for id_, one in self._shown.sent.items()
        }
        for event in list(self._shown.events)[-MOST_EVENTS:][::-1]:
            across = QHBoxLayout()
            across.setSpacing(look.px(12))
            when = Words(self._says.when(event.at, event.by), look, "caption", "ink2")
            when.setFixedWidth(look.px(190))
            across.addWidget(when)
            across.addWidget(Words(self._says.event(event, sent), look, "caption"), 1)
            panel.column.addLayout(across)
        return panel

    def _rights(self) -> QWidget:
        look = self._look
        panel = Panel(look, pad=16)
        panel.column.addWidget(Heading(phrase("cases.rights"), look, "h3", 2))
        panel.column.addWidget(Words(phrase("cases.rights-about"), look, "caption", "ink2"))
        row = Flow(look_gap(look))
        access = Button(
            "case-access", phrase("cases.access"), look, "secondary", "save", height=34,
            role="label",
        )  # fmt: skip
        access.clicked.connect(self.access_wanted)
        row.add(access)
        if self._shown.case.company is not None:
            self._erase = Button(
                "case-erase", phrase("cases.erase"), look, "secondary", "cross", height=34,
                role="label",
            )  # fmt: skip
            self._erase.clicked.connect(self._ask_erase)
            row.add(self._erase)
        panel.column.addWidget(row)
        return panel

    def _ask_erase(self) -> None:
        """The second press does it: what is erased does not come back."""
        if self._is_sure:
            self.erase_wanted.emit()
            return
        self._is_sure = True
        self._erase.show_words(self._look.say(phrase("cases.erase-sure")), "cross")


def look_gap(look: Look) -> int:
    """Between buttons of a row."""
    return look.px(4)
