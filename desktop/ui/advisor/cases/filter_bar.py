"""What the list is asked: words typed, filters chosen, and filters kept under a name."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QMenu, QVBoxLayout, QWidget

from desktop.desk import filters
from desktop.desk.filters import Filter
from desktop.desk.session import Session
from desktop.errors import AiguillageError
from desktop.register.model import State
from desktop.text import Phrase, phrase
from desktop.ui.advisor.cases.says import Says
from desktop.ui.advisor.line import DenseField
from desktop.ui.advisor.menu import MenuButton, Option, add_action
from desktop.ui.focus import named
from desktop.ui.gone import gone
from desktop.ui.theme import Look
from desktop.ui.widgets.buttons import Button
from desktop.ui.widgets.pieces import Row

FIELDS = ("need", "member", "state", "department", "period", "advisor")


class FilterBar(QWidget):
    """Emits the filter as it changes."""

    changed = Signal(object)
    down_wanted = Signal()
    refused = Signal(object)

    def __init__(self, session: Session, asked: Filter, says: Says, look: Look) -> None:
        super().__init__()
        self._session, self._says, self._look = session, says, look
        self.asked = asked
        self._naming: DenseField | None = None
        self._down = QVBoxLayout(self)
        self._down.setContentsMargins(0, 0, 0, 0)
        self._down.setSpacing(look.px(4))
        self.search = DenseField(
            "case-search", phrase("cases.search"), look, phrase("cases.search-hint")
        )
        self.search.line.setText(asked.text)
        self.search.changed.connect(lambda text: self._ask(replace(self.asked, text=text)))
        self.search.entered.connect(self.down_wanted)
        self.search.line.down_wanted.connect(self.down_wanted)
        self._down.addWidget(self.search)
        self._row: Row | None = None
        self._show_row()

    def show_filter(self, asked: Filter) -> None:
        """Show another filter, also in the words typed."""
        self.search.line.setText(asked.text)
        self._ask(asked)

    def _ask(self, asked: Filter) -> None:
        is_new = replace(asked, text="") != replace(self.asked, text="")
        was_narrow = self.asked.is_narrow
        self.asked = asked
        if is_new or was_narrow != asked.is_narrow:
            self._show_row()
        self.changed.emit(asked)

    def _show_row(self) -> None:
        focus: QWidget | None = self.focusWidget()
        name = focus.objectName() if focus is not None else ""
        before, self._row = self._row, Row(self._look.px(2))
        for field in FIELDS:
            self._row.add(self._button(field))
        self._row.add(self._late())
        self._row.add(self._kept())
        if self.asked.is_narrow:
            clear = Button(
                "filter-clear", phrase("cases.clear"), self._look, "quiet", "cross", height=32,
                role="label",
            )  # fmt: skip
            clear.clicked.connect(lambda: self.show_filter(Filter()))
            self._row.add(clear)
        self._down.insertWidget(1, self._row)
        if before is not None:
            self._down.removeWidget(before)
            gone(before)
        found = named(self._row, name) if name else None
        if found is not None:
            found.setFocus()

    def _button(self, field: str) -> MenuButton:
        options, current = self._options(field), getattr(self.asked, field)
        said: Phrase | str = phrase(f"cases.filter.{field}")
        if current:
            words = next((words for value, words in options if value == current), current)
            said = phrase("cases.filter.set", name=said, value=words)
        button = MenuButton(
            f"filter-{field}", said, self._look, kind="secondary" if current else "quiet"
        )
        every = ("", self._look.say(phrase("cases.filter.all")))
        button.offer(
            [every, *options],
            current,
            lambda value: self._ask(self.asked.with_field(field, value)),
        )
        return button

    def _options(self, field: str) -> Sequence[Option]:
        names, guide = self._says.names, self._session.casework.guide
        if field == "need":
            return [
                *((need.id, names.need(need.id)) for need in guide.needs),
                *((item.id, names.uncovered(item.id)) for item in guide.uncovered),
            ]
        if field == "member":
            return [(member.id, names.member(member.id)) for member in guide.members]
        if field == "state":
            return [(state.value, names.state(state)) for state in State]
        if field == "department":
            return [(code, f"{code} {names.department(code)}") for code in names.departments]
        if field == "period":
            say = self._look.say
            return [(p, say(phrase(f"cases.period.{p}"))) for p in filters.PERIODS if p]
        return [(one.id, one.name or one.id) for one in self._session.advisors]

    def _late(self) -> Button:
        is_on = self.asked.overdue
        button = Button(
            "filter-overdue", phrase("cases.filter.overdue"), self._look,
            "secondary" if is_on else "quiet", "check" if is_on else None, height=32, role="label",
        )  # fmt: skip
        button.setCheckable(True)
        button.setChecked(is_on)
        button.clicked.connect(lambda: self._ask(replace(self.asked, overdue=not is_on)))
        return button

    # Filters kept under a name

    def _kept(self) -> MenuButton:
        button = MenuButton("filter-kept", phrase("cases.kept"), self._look)
        button.fill_with(self._fill_kept)
        return button

    def _fill_kept(self, menu: QMenu) -> None:
        say, kept = self._look.say, filters.load_kept(self._session.data)
        for name, one in kept.items():
            add_action(menu, name, partial(self.show_filter, one))
        if not kept:
            menu.addAction(say(phrase("cases.kept.none"))).setEnabled(False)
        menu.addSeparator()
        add_action(menu, say(phrase("cases.keep")), self._ask_name).setEnabled(self.asked.is_narrow)
        if kept:
            drop = menu.addMenu(say(phrase("cases.drop")))
            for name in kept:
                add_action(drop, name, partial(self._drop, name))

    def _ask_name(self) -> None:
        if self._naming is None:
            self._naming = DenseField("filter-name", phrase("cases.keep-name"), self._look)
            self._naming.line.setMaxLength(filters.LONGEST_NAME)
            self._naming.entered.connect(self._keep)
            row = QHBoxLayout()
            row.addWidget(self._naming)
            self._down.addLayout(row)
        self._naming.setFocus()

    def _keep(self) -> None:
        name = self._naming.line.text().strip() if self._naming is not None else ""
        if self._naming is None:
            return
        if not name:
            self._naming.show_error(phrase("cases.keep-empty"))
            return
        kept = filters.load_kept(self._session.data)
        if self._write({**kept, name: self.asked}):
            self._naming.hide()
            self._naming.deleteLater()
            self._naming = None
            self.search.setFocus()

    def _drop(self, name: str) -> None:
        kept = filters.load_kept(self._session.data)
        self._write({other: one for other, one in kept.items() if other != name})

    def _write(self, kept: dict[str, Filter]) -> bool:
        try:
            filters.keep(self._session.data, kept)
        except AiguillageError as fault:
            self.refused.emit(fault.phrase)
            return False
        return True
