"""Which case is under way: a new one, a visitor's code, a saved one, or the one before again."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from desktop.desk.work import Work
from desktop.errors import AiguillageError, BadTicket
from desktop.register.model import CaseId
from desktop.text import phrase
from desktop.ui.advisor.top_strips import TopStrips


class CaseTaking(QObject):
    """What was not saved of the case before can be brought back."""

    taken = Signal()
    """Another case is under way, from its questions on."""
    undone = Signal()
    """The case before is under way again."""
    said = Signal(object, bool)

    def __init__(self, work: Work, strips: Callable[[], TopStrips], parent: QObject) -> None:
        super().__init__(parent)
        self._work, self._strips = work, strips

    def begin(self) -> None:
        """A new case."""
        self._work.begin()
        self._strips().close_all()
        self.taken.emit()
        if self._work.can_undo:
            self._strips().tell((phrase("advisor.told.begun"),), self.undo)

    def open_code(self, typed: str) -> bool:
        """The visit that a code holds; False where it opens none, and that is said."""
        try:
            left_out = self._work.open_code(typed)
        except BadTicket as refused:
            if not self._strips().show_code_error(refused.phrase):
                self.said.emit(refused.phrase, True)
            return False
        self._strips().close_all()
        self.taken.emit()
        undo = self.undo if self._work.can_undo else None
        self._strips().tell((phrase("advisor.told.opened"), *left_out), undo)
        return True

    def take_up(self, case: str) -> None:
        """A saved case."""
        try:
            self._work.take_up(CaseId(case))
        except AiguillageError as fault:
            self.said.emit(fault.phrase, True)
            return
        self.taken.emit()

    def take_theirs(self, case: str) -> None:
        """A case as another has saved it meanwhile, in place of what was typed here."""
        self.take_up(case)
        self._strips().tell((phrase("advisor.told.theirs"),), self.undo)

    def undo(self) -> None:
        """Bring back what was under way before."""
        self._work.undo()
        self._strips().close_all()
        self.undone.emit()
