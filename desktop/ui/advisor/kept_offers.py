"""Offers the cases that were in progress when a window ended, one after the other."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from desktop.desk.work import Work
from desktop.errors import AiguillageError
from desktop.ui.advisor.keeping import Keeping
from desktop.ui.advisor.top_strips import TopStrips


class KeptOffers(QObject):
    """Nothing that was kept goes before somebody decided about it."""

    taken = Signal()
    """The case under way is another now."""
    decided = Signal()
    """The focus goes back to the case."""
    said = Signal(object, bool)

    def __init__(
        self, work: Work, keeping: Keeping, strips: Callable[[], TopStrips], parent: QObject
    ) -> None:
        super().__init__(parent)
        self._work, self._keeping, self._strips = work, keeping, strips

    def offer(self) -> None:
        """Offer the next one, unless something else is being told."""
        try:
            kept = self._work.find_kept()
        except AiguillageError as fault:
            self.said.emit(fault.phrase, True)
            return
        if kept is not None and not self._strips().is_telling:
            self._strips().offer(kept, self._take, self._forget)

    def _take(self) -> None:
        self._keeping.wait()  # what is under way now is found again, to its last answer
        self._work.take_kept()
        self._strips().close_all()
        self.taken.emit()
        self.offer()
        self.decided.emit()

    def _forget(self) -> None:
        self._keeping.drop(self._work.forget_kept())
        self._strips().close_all()
        self.offer()
        self.decided.emit()
