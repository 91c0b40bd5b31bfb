"""What is done to a case that is read: its referrals, its erasure, the file of all that is held."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from desktop.desk.session import Session
from desktop.errors import AiguillageError
from desktop.files import write_atomically
from desktop.register.model import AdvisorId, Case, CaseId, ReferralId, State
from desktop.text import Phrase, phrase
from desktop.ui.advisor.cases.case_pane import CasePane
from desktop.ui.advisor.cases.hand_over import HandOvers
from desktop.ui.advisor.page import Tools
from desktop.ui.theme import Look

if TYPE_CHECKING:  # its library is read after the first paint
    from desktop.register.store import Register


class CaseActs(QObject):
    """Each says how it went."""

    said = Signal(object, bool)
    done = Signal()
    """The case is another now."""

    def __init__(self, session: Session, tools: Tools, page: QWidget) -> None:
        super().__init__(page)
        self._session, self._tools, self._page = session, tools, page
        self._hand_overs = HandOvers(session, tools, self)
        self._hand_overs.said.connect(self.said)

    def serve(self, pane: CasePane, case: Case, look: Look) -> None:
        """Do what is wanted on this pane."""
        pane.access_wanted.connect(lambda: self._save_access(case, look))
        pane.erase_wanted.connect(lambda: self._erase(case))
        pane.state_wanted.connect(self._set_state)
        pane.due_wanted.connect(lambda referral, due: self._set_due(case, referral, due))
        pane.hand_over_wanted.connect(
            lambda referral, kind: self._hand_overs.open(case, referral, kind, look.language)
        )

    def note_opened(self, case: CaseId) -> None:
        """Keep that somebody looked at it."""
        register, by = self._session.register, self._session.by
        if register is not None:
            self._tools.background.run(lambda: register.note_opened(case, by), self._end_noting)

    def _end_noting(self, _: None, error: BaseException | None) -> None:
        if isinstance(error, AiguillageError):
            self.said.emit(error.phrase, True)
        elif error is not None:
            raise error

    def _set_state(self, referral: str, state: State, reason: str) -> None:
        self._act(
            lambda register: register.set_referral(
                ReferralId(referral), state, self._session.by, reason
            ),
            phrase("cases.done.state"),
        )

    def _set_due(self, case: Case, referral: str, due: date) -> None:
        state = next(one.state for one in case.referrals if one.id == referral)
        self._act(
            lambda register: register.set_referral(
                ReferralId(referral), state, self._session.by, due=due
            ),
            phrase("cases.done.due"),
        )

    def _erase(self, case: Case) -> None:
        register, by = self._session.register, self._session.by
        if register is None:
            return
        self._hand_overs.empty()  # a draft may name the company
        self._tools.background.run(
            lambda: register.erase([case.id], by),
            lambda _, error: self._end(phrase("cases.done.erased"), error),
        )

    def _save_access(self, case: Case, look: Look) -> None:
        register, by = self._session.register, self._session.by
        if register is None:
            return
        title, name = (look.say(phrase(f"cases.access.{part}")) for part in ("title", "file"))
        path = self._tools.ask_path(self._page, title, name, look.language)
        if path is None:
            return
        self._tools.background.run(
            lambda: _write_access(register, case, by, path),
            lambda _, error: self._end(phrase("cases.done.access", path=path.name), error),
        )

    def _act(self, act: Callable[[Register], None], done: Phrase) -> None:
        register = self._session.register
        if register is None:
            return
        try:
            act(register)
        except AiguillageError as fault:
            self.said.emit(fault.phrase, True)
            return
        self._end(done, None)

    def _end(self, done: Phrase, error: BaseException | None) -> None:
        if error is not None and not isinstance(error, AiguillageError):
            raise error
        self.said.emit(error.phrase if error is not None else done, error is not None)
        if error is None:
            self.done.emit()


def _write_access(register: Register, case: Case, by: AdvisorId, path: Path) -> None:
    """All that is held on a case, as one file; raises RegisterFault, CannotWrite."""
    held = register.access(case.id, by)
    text = json.dumps(held, ensure_ascii=False, indent=1, default=str)
    write_atomically(path, text.encode("utf-8"))
