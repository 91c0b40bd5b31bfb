"""Opens the register beside the screen, then sees to its upkeep."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject, Signal

from desktop.desk.session import Session
from desktop.errors import AiguillageError
from desktop.register.model import Report
from desktop.text import Phrase, phrase
from desktop.ui.background import Background

_CALM = 1500
"""Milliseconds after the register is open before its upkeep begins: the desk comes first."""


class RegisterOpening(QObject):
    """The pages are told at the beginning and at the end; faults and notices are said."""

    changed = Signal()
    said = Signal(object, bool)

    def __init__(
        self, session: Session, background: Background, notices: Sequence[Phrase], parent: QObject
    ) -> None:
        """`notices`: what the start itself had to say."""
        super().__init__(parent)
        self._session, self._background, self._notices = session, background, notices
        # What takes long must not keep an answer from being written.
        self._upkeep = Background(self)

    def open(self) -> None:
        """Open it, or try again."""
        self._session.begin_opening()
        self.changed.emit()
        self._background.run(self._session.open, self._end)

    def wait(self) -> None:
        """Let the upkeep come to its end."""
        self._upkeep.wait()

    def _end(self, _: None, error: BaseException | None) -> None:
        if error is not None:
            raise error
        self.changed.emit()
        unopened = self._session.unopened
        if unopened is not None and unopened.fault is not None:
            self.said.emit(unopened.fault.phrase, True)
            return
        register = self._session.register
        # The last one stays on the line; the settings page has those of the register for good.
        told = (*self._notices, *(register.notices if register is not None else ()))
        for notice in told if not self._session.casework.on_trial else ():
            self.said.emit(notice, False)
        self._upkeep.run(self._session.keep_up, self._end_upkeep, _CALM)

    def _end_upkeep(self, report: Report | None, error: BaseException | None) -> None:
        if isinstance(error, AiguillageError):
            self.said.emit(error.phrase, True)
        elif error is not None:
            raise error
        elif report is not None and report.cases:
            self.said.emit(phrase("advisor.purged", n=len(report.cases)), False)
