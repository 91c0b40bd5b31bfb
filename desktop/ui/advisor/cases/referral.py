"""One need sent to one member: where it stands, and what can be done about it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QMenu

from desktop.register.model import OPEN_STATES, Referral, State
from desktop.text import phrase
from desktop.ui.advisor.cases.says import REASONS, Says
from desktop.ui.advisor.menu import MenuButton, add_action, plain
from desktop.ui.theme import Look
from desktop.ui.widgets.pieces import Row
from desktop.ui.widgets.rows import Panel
from desktop.ui.widgets.words import Heading, Words

SHOWN = (
    *(State.TAKEN_UP, State.HELP_OFFERED, State.NO_HELP),
    *(State.UNREACHABLE, State.REFUSED, State.WAITING),
)
HAND_OVERS = ("email", "card", "calendar")


class ReferralCard(Panel):
    """Emits what was chosen; changes nothing itself."""

    state_wanted = Signal(str, object, str)
    due_wanted = Signal(str, object)
    hand_over_wanted = Signal(str, str)

    def __init__(
        self,
        referral: Referral,
        says: Says,
        days: tuple[int, ...],
        today: date,
        look: Look,
        can_write: bool = True,
    ) -> None:
        super().__init__(look, pad=12, edge="line")
        self._referral, self._says, self._days, self._look = referral, says, days, look
        self._today = today
        names = says.names
        self.setObjectName(f"referral-{referral.need}-{referral.member}")
        self.column.setSpacing(look.px(2))
        head = QHBoxLayout()
        said = phrase(
            "cases.sent", need=names.need(referral.need), member=names.member(referral.member)
        )
        head.addWidget(Heading(said, look, "strong", 3), 1)
        open_ = referral.state in OPEN_STATES
        state = Words(names.state(referral.state), look, "label", "accent" if open_ else "ok")
        head.addWidget(state, 0, Qt.AlignmentFlag.AlignTop)
        self.column.addLayout(head)
        self.column.addWidget(Words(self._stand(), look, "caption", "ink2"))
        if can_write:
            self.column.addWidget(self._actions())

    def _stand(self) -> str:
        referral, look = self._referral, self._look
        since = self._says.day(referral.changed.astimezone().date())
        parts = [look.say(phrase("cases.since", day=since))]
        if referral.first_contact is not None:
            day = self._says.day(referral.first_contact)
            parts.append(look.say(phrase("cases.first-contact", day=day)))
        if referral.due is not None:
            late = referral.due < self._today
            key = "cases.due-late" if late else "cases.due"
            parts.append(look.say(phrase(key, day=self._says.day(referral.due))))
        return " · ".join(parts)

    def _actions(self) -> Row:
        row, look, id_ = Row(self._look.px(2)), self._look, self._referral.id
        for name, fill in (
            ("state", self._fill_states),
            ("due", self._fill_days),
            ("hand", self._fill_hand_overs),
        ):
            button = MenuButton(f"{name}-{id_}", phrase(f"cases.act.{name}"), look)
            button.fill_with(fill)
            row.add(button)
        return row

    def _fill_states(self, menu: QMenu) -> None:
        id_ = self._referral.id
        fill_states(
            menu, self._referral.state, self._says, self._look,
            lambda state, reason: self.state_wanted.emit(id_, state, reason),
        )  # fmt: skip

    def _fill_days(self, menu: QMenu) -> None:
        say, id_ = self._look.say, self._referral.id
        for days in (1, *self._days):
            due = self._today + timedelta(days=days)
            words = say(phrase("cases.in-days", n=days, day=self._says.day(due)))
            add_action(menu, words, partial(self.due_wanted.emit, id_, due))

    def _fill_hand_overs(self, menu: QMenu) -> None:
        for kind in HAND_OVERS:
            words = self._look.say(phrase(f"cases.hand.{kind}"))
            add_action(menu, words, partial(self.hand_over_wanted.emit, self._referral.id, kind))


def fill_states(
    menu: QMenu, now: State, says: Says, look: Look, choose: Callable[[State, str], None]
) -> None:
    """The states a referral may come into, each with its reasons."""
    for state in SHOWN:
        if state is now:
            continue
        below = menu.addMenu(plain(says.names.state(state)))
        below.setFont(menu.font())
        below.setStyleSheet(menu.styleSheet())
        for reason in (*REASONS[state], ""):
            words = look.say(phrase(f"cases.reason.{reason}" if reason else "cases.no-reason"))
            add_action(below, words, partial(choose, state, reason))
