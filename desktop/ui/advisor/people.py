"""Who works at this desk; at a shared one, who has which password, and giving a first one."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout

from desktop.configuration import Advisor
from desktop.desk.passwords import held_here
from desktop.desk.session import NOBODY, Session
from desktop.errors import AiguillageError
from desktop.register.advisors import Held
from desktop.text import Phrase, phrase
from desktop.ui.theme import Look
from desktop.ui.widgets.buttons import Button, flush
from desktop.ui.widgets.notice import Notice
from desktop.ui.widgets.rows import Panel
from desktop.ui.widgets.words import Heading, Value, Words


class People(Panel):
    """A row for each advisor, what holds for all, and the first password just given."""

    first_wanted = Signal(str)
    """Give this advisor, by id, a first password."""

    def __init__(
        self, session: Session, origin: Phrase, given: tuple[str, str] | None, look: Look
    ) -> None:
        super().__init__(look, pad=16)
        self._session = session
        self.column.addWidget(Heading(phrase("advisor.settings.people"), look, "h3", 2))
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(look.px(14))
        self._grid.setVerticalSpacing(look.px(7))
        self._grid.setColumnStretch(0, 3)
        self._grid.setColumnStretch(1, 7)
        self.column.addLayout(self._grid)
        self._add_people(given)
        desk = session.configuration.desk
        kind = "shared" if desk.shared else "own"
        sharing = phrase(f"advisor.settings.{kind}", n=desk.lock_minutes)
        self._add(phrase("advisor.settings.sharing"), sharing)
        keys = "on" if desk.single_keys else "off"
        self._add(phrase("advisor.settings.keys"), phrase(f"advisor.settings.keys-{keys}"))
        self._add(phrase("advisor.settings.change"), origin)
        self.column.addStretch(1)

    def _add_people(self, given: tuple[str, str] | None) -> None:
        held = self._held() if self._session.configuration.desk.shared else {}
        for advisor in self._session.advisors:
            if advisor == NOBODY:
                why = phrase("advisor.settings.nobody-why")
                self._add(phrase("advisor.settings.nobody"), why)
                continue
            key = phrase("advisor.settings.key", letter=self._look.key(advisor.key))
            mine = held.get(advisor.id)
            if mine is None:
                said = key
            else:
                state = phrase(f"advisor.settings.password-{mine.value}")
                said = phrase("advisor.settings.key-and-password", letter=key, state=state)
            self._add(phrase("advisor.settings.named", name=advisor.name), said)
            if given is not None and given[0] == advisor.id:
                self._add_given(advisor, given[1])
            elif mine in (Held.NONE, Held.FIRST):
                self._add_button(advisor)

    def _held(self) -> dict[str, Held]:
        try:
            return held_here(self._session)
        except AiguillageError as fault:
            self.column.addWidget(Notice((fault.phrase,), self._look))
            return {}

    def _add(self, name: Phrase, value: Phrase) -> None:
        look, row = self._look, self._grid.rowCount()
        self._grid.addWidget(Words(name, look, "label", "ink2"), row, 0, Qt.AlignmentFlag.AlignTop)
        self._grid.addWidget(Value(look.say(value), look, "caption"), row, 1)

    def _add_button(self, advisor: Advisor) -> None:
        look = self._look
        sentence = phrase("advisor.settings.give")
        button = Button(f"first-{advisor.id}", sentence, look, "quiet", height=30, role="label")
        spoken = phrase("advisor.settings.give-spoken", name=advisor.name)
        button.setAccessibleName(look.say(spoken))
        button.clicked.connect(lambda: self.first_wanted.emit(advisor.id))
        self._grid.addLayout(flush(button), self._grid.rowCount(), 1)

    def _add_given(self, advisor: Advisor, password: str) -> None:
        """The password, once: it is kept nowhere, and gone with the page."""
        look = self._look
        told = Panel(look, fill="accent_soft", edge="accent", pad=12)
        told.setObjectName("first-given")
        sentence = phrase("advisor.settings.given", name=advisor.name)
        told.column.addWidget(Words(sentence, look, "caption"))
        shown = Value(password, look, "h2")
        shown.setObjectName("first-password")
        shown.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        told.column.addWidget(shown)
        self._grid.addWidget(told, self._grid.rowCount(), 0, 1, 2)
