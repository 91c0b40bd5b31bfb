"""Today's reminders: which referrals to look at again, the longest overdue first."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from functools import partial

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QHBoxLayout, QScrollBar, QVBoxLayout, QWidget

from desktop.desk.session import Session
from desktop.errors import AiguillageError
from desktop.register.model import Reminder
from desktop.text import phrase
from desktop.ui.advisor.cases.referral import fill_states
from desktop.ui.advisor.cases.says import Says
from desktop.ui.advisor.menu import MenuButton, add_action
from desktop.ui.advisor.page import Tools
from desktop.ui.advisor.read_only import ReadOnly
from desktop.ui.advisor.read_page import ReadPage
from desktop.ui.focus import named
from desktop.ui.gone import gone
from desktop.ui.theme import Look
from desktop.ui.widgets.buttons import Button
from desktop.ui.widgets.page import Page
from desktop.ui.widgets.pieces import Row
from desktop.ui.widgets.rows import Panel
from desktop.ui.widgets.words import Heading, Value, Words

MOST = 200
BATCH = 25
"""So many are shown at once: two hundred take the better part of a second to lay out."""
_TOMORROW = 1


class RemindersPage(ReadPage):
    """A list to work off: whom to call, about what, and what came of it."""

    def __init__(self, name: str, session: Session, tools: Tools, look: Look) -> None:
        super().__init__(name, session, tools, look)
        self._due: Sequence[Reminder] | None = None
        self._mine = False
        self._shown = BATCH

    def rebuild(self) -> None:
        """Build the list."""
        look = self.look
        page = Page(look, 1100, "reminders")
        page.set_margin(look.px(24), look.px(14))
        page.column.setSpacing(look.px(10))
        page.column.addLayout(self._head())
        register = self.session.register
        if register is not None and register.is_read_only:
            page.column.addWidget(ReadOnly(register.notices, look))
        if self._due is not None:
            for reminder in self._due[: self._shown]:
                page.column.addWidget(self._card(reminder))
            if len(self._due) > self._shown:
                more = Button("reminders-more", phrase("reminders.more"), look, "secondary", "open")
                more.clicked.connect(partial(self._show_more, page, more))
                page.column.addWidget(more)
        page.column.addStretch(1)
        self.put(page)

    def _show_more(self, page: Page, more: Button) -> None:
        """The next ones, below those that are shown."""
        due, first = self._due or (), self._shown
        self._shown += BATCH
        at = page.column.indexOf(more)
        for number, reminder in enumerate(due[first : self._shown]):
            page.column.insertWidget(at + number, self._card(reminder))
        self._focus(f"result-{due[first].referral}")
        if self._shown >= len(due):
            page.column.removeWidget(more)
            gone(more)

    def _focus(self, name: str) -> None:
        found = named(self, name) if name else None
        # The list itself, where no control is meant: keys page through it.
        (found or self._page or self).setFocus(Qt.FocusReason.OtherFocusReason)

    def _head(self) -> QVBoxLayout:
        look, down = self.look, QVBoxLayout()
        down.setSpacing(look.px(4))
        across = QHBoxLayout()
        across.addWidget(Heading(phrase("reminders.title"), look, "h2"), 1)
        if len(self.session.advisors) > 1:
            mine = Button(
                "reminders-mine", phrase("reminders.mine"), look,
                "secondary" if self._mine else "quiet", "check" if self._mine else None, height=32,
                role="label",
            )  # fmt: skip
            mine.setCheckable(True)
            mine.setChecked(self._mine)
            mine.clicked.connect(self._toggle_mine)
            across.addWidget(mine)
        down.addLayout(across)
        if self._due is not None:
            key = "reminders.none" if not self._due else "reminders.count"
            if len(self._due) >= MOST:
                key = "reminders.many"
            down.addWidget(Words(phrase(key, n=len(self._due)), look, "body", "ink2"))
        return down

    def _toggle_mine(self) -> None:
        self._mine = not self._mine
        self._shown = BATCH
        self.read()

    def _card(self, reminder: Reminder) -> Panel:
        look, says = self.look, Says(self.session, self.look)
        names = says.names
        panel = Panel(look, pad=14, edge="line")
        panel.setObjectName(f"reminder-{reminder.referral}")
        panel.column.setSpacing(look.px(3))
        head = QHBoxLayout()
        name = reminder.company or look.say(phrase("cases.unnamed"))
        head.addWidget(Heading(name, look, "strong", 2), 1)
        late = (date.today() - reminder.due).days
        said = phrase("reminders.late", n=late) if late > 0 else phrase("reminders.today")
        head.addWidget(Words(said, look, "label", "accent" if late > 0 else "ink2"))
        panel.column.addLayout(head)
        sent = phrase(
            "cases.sent", need=names.need(reminder.need), member=names.member(reminder.member)
        )
        panel.column.addWidget(Words(sent, look, "body"))
        state = names.state(reminder.state)
        stand = phrase("reminders.stand", state=state, day=says.day(reminder.due))
        panel.column.addWidget(Words(stand, look, "caption", "ink2"))
        whom = " · ".join(filter(None, (reminder.contact, reminder.phone, reminder.email)))
        if whom:
            panel.column.addWidget(Value(whom, look, "caption"))
        panel.column.addWidget(self._actions(reminder, says))
        return panel

    def _actions(self, reminder: Reminder, says: Says) -> QWidget:
        row = Row(self.look.px(2))
        register = self.session.register
        if register is not None and not register.is_read_only:
            self._add_acts(row, reminder, says)
        row.add(self._see(reminder))
        return row

    def _add_acts(self, row: Row, reminder: Reminder, says: Says) -> None:
        look, id_ = self.look, reminder.referral
        result = MenuButton(f"result-{id_}", phrase("cases.act.state"), look, kind="secondary")
        result.fill_with(
            lambda menu: fill_states(
                menu, reminder.state, says, look,
                lambda state, reason: self._act(reminder, state=state, reason=reason),
            )
        )  # fmt: skip
        row.add(result)
        later = MenuButton(f"later-{id_}", phrase("cases.act.due"), look)
        days = (_TOMORROW, *self.session.configuration.register.reminders_days)
        later.fill_with(
            lambda menu: [
                add_action(menu, words, partial(self._act, reminder, due=due))
                for words, due in self._days(days, says)
            ]
        )
        row.add(later)

    def _see(self, reminder: Reminder) -> Button:
        name, said = f"see-{reminder.referral}", phrase("reminders.see")
        see = Button(name, said, self.look, "quiet", "forward", True, height=32, role="label")
        see.clicked.connect(lambda: self.case_wanted.emit(reminder.case))
        return see

    def _days(self, days: Sequence[int], says: Says) -> list[tuple[str, date]]:
        today = date.today()
        dues = [(n, today + timedelta(days=n)) for n in days]
        return [
            (self.look.say(phrase("cases.in-days", n=n, day=says.day(due))), due) for n, due in dues
        ]

    # Reading and doing

    def read(self) -> None:
        """Read what is due."""
        register = self.session.register
        if register is None:
            return
        advisor = self.session.by if self._mine else ""
        self.tools.background.run(lambda: register.due(date.today(), MOST, advisor), self._take)

    def _take(self, due: Sequence[Reminder] | None, error: BaseException | None) -> None:
        if isinstance(error, AiguillageError):
            self.said.emit(error.phrase, True)
            return
        if error is not None:
            raise error
        focus: QWidget | None = self.focusWidget()
        name = focus.objectName() if focus is not None else ""
        before, height = self._due or (), self._height()
        self._due = due
        self.rebuild()
        self._focus(_next(name, before, due or ()))
        bar = self._list_bar()
        if bar is not None:
            QTimer.singleShot(0, bar, lambda: bar.setValue(height))  # once it is laid out

    def _height(self) -> int:
        bar = self._list_bar()
        return bar.value() if bar is not None else 0

    def _list_bar(self) -> QScrollBar | None:
        return self._page.verticalScrollBar() if isinstance(self._page, Page) else None

    def _act(self, reminder: Reminder, **changes: object) -> None:
        register = self.session.register
        if register is None:
            return
        state = changes.pop("state", reminder.state)
        try:
            register.set_referral(reminder.referral, state, self.session.by, **changes)  # type: ignore[arg-type]
        except AiguillageError as fault:
            self.said.emit(fault.phrase, True)
            return
        self.said.emit(phrase("cases.done.due" if "due" in changes else "cases.done.state"), False)
        self.read()


def _next(name: str, before: Sequence[Reminder], now: Sequence[Reminder]) -> str:
    """The control to go on with: the same, or that of the reminder now in the place of one done."""
    kind, _, id_ = name.partition("-")
    ids = [str(one.referral) for one in now]
    if id_ in ids:
        return name
    place = next((at for at, one in enumerate(before) if str(one.referral) == id_), None)
    return name if place is None or not ids else f"{kind}-{ids[min(place, len(ids) - 1)]}"
