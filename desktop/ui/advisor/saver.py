"""Saves a case beside the screen, and says how that went."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject, Signal

from desktop.desk import saving
from desktop.desk.draft import Draft
from desktop.desk.live import Live
from desktop.desk.session import Session
from desktop.desk.work import Work
from desktop.errors import AiguillageError
from desktop.register.faults import CaseChanged, RegisterGone
from desktop.register.model import AdvisorId, CaseId
from desktop.text import phrase
from desktop.ui.background import Background


class Saver(QObject):
    """One save at a time; what is typed meanwhile stays to be saved."""

    refused = Signal(object)
    """The case lacks something: a saving.Refused."""
    failed = Signal(object)
    """The register could not take it: the sentence of the fault."""
    clashed = Signal(object)
    """Somebody else changed the case meanwhile: the sentence that says so."""
    told = Signal(object)
    """There is nothing to save yet."""
    ended = Signal()

    def __init__(
        self, work: Work, session: Session, background: Background, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._work, self._session, self._background = work, session, background
        self.is_busy = self._is_lost = False

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
        unopened = self._session.unopened
        if unopened is not None and unopened.fault is None:
            self.failed.emit(phrase("advisor.save.opening"))
            return
        self.is_busy = True
        live, by = self._work.live, self._session.by
        self._background.run(
            lambda: self._save(draft, live, language, by), partial(self._end, draft, by)
        )

    def _save(self, draft: Draft, live: Live, language: str, by: AdvisorId) -> tuple[CaseId, int]:
        """Away from the screen. A register that was lost, or cannot be written, is opened first."""
        register = self._session.register
        if self._is_lost or register is None or register.is_read_only:
            self._session.reopen()
        register, unopened = self._session.register, self._session.unopened
        if register is None:
            fault = unopened.fault if unopened is not None else None
            raise fault or AiguillageError(phrase("advisor.save.opening"))
        self._is_lost = False
        from desktop.demo import folder  # late: only a save asks for it

        made_up = folder.is_demo(self._session.data)
        return saving.save(register, draft, live, language, by, made_up=made_up)

    def _end(
        self,
        draft: Draft,
        by: AdvisorId,
        saved: tuple[CaseId, int] | None,
        error: BaseException | None,
    ) -> None:
        self.is_busy = False
        self._is_lost = isinstance(error, RegisterGone)
        if isinstance(error, CaseChanged):
            self.clashed.emit(error.phrase)
        elif isinstance(error, AiguillageError):
            self.failed.emit(error.phrase)
        elif error is not None:
            raise error
        elif saved is not None:
            self._work.end_saving(by, draft, *saved)
            if self._session.advisor is not None and self._session.by == by:
                self.ended.emit()
