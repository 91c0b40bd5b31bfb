"""Saves a case beside the screen, and says how that went."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject, Signal

from desktop.desk import saving
from desktop.desk.draft import Draft
from desktop.desk.session import Session
from desktop.desk.work import Work
from desktop.errors import AiguillageError
from desktop.register.model import AdvisorId, CaseId
from desktop.text import phrase
from desktop.ui.background import Background


class Saver(QObject):
    """One save at a time; what is typed meanwhile stays to be saved."""

    refused = Signal(object)
    """The case lacks something: a saving.Refused."""
    failed = Signal(object)
    """The register could not take it: the sentence of the fault."""
    told = Signal(object)
    """There is nothing to save yet."""
    ended = Signal()

    def __init__(
        self, work: Work, session: Session, background: Background, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._work, self._session, self._background = work, session, background
        self.is_busy = False

    def save(self, language: str) -> None:
        """Save the case under way."""
        draft = self._work.draft
        if self.is_busy or (self._work.is_saved and not draft.is_empty):
            if not self.is_busy:
                self.ended.emit()
            return
        if draft.is_empty:
            self.told.emit(phrase("advisor.save.empty"))
            return
        fault = saving.find_fault(draft)
        if fault is not None:
            self.refused.emit(fault)
            return
        register, unopened = self._session.register, self._session.unopened
        if register is None:
            why = unopened.fault.phrase if unopened is not None and unopened.fault else None
            self.failed.emit(why or phrase("advisor.save.opening"))
            return
        self.is_busy = True
        live, by = self._work.live, self._session.by
        self._background.run(
            lambda: saving.save(register, draft, live, language, by), partial(self._end, draft, by)
        )

    def _end(
        self,
        draft: Draft,
        by: AdvisorId,
        saved: tuple[CaseId, int] | None,
        error: BaseException | None,
    ) -> None:
        self.is_busy = False
        if isinstance(error, AiguillageError):
            self.failed.emit(error.phrase)
        elif error is not None:
            raise error
        elif saved is not None:
            self._work.end_saving(by, draft, *saved)
            if self._session.advisor is not None and self._session.by == by:
                self.ended.emit()
