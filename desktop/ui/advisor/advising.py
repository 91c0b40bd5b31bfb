"""The advisor's own verdicts: kept in the case, and proposed to those who keep the guide."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from desktop.desk import example
from desktop.desk.draft import Advised
from desktop.desk.session import Session
from desktop.desk.work import Work
from desktop.errors import AiguillageError
from desktop.text import phrase


class Advising(QObject):
    """Beside the engine's verdict, never in its place."""

    changed = Signal()
    said = Signal(object, bool)

    def __init__(self, work: Work, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self._work, self._session = work, session

    def advise(self, member: str, advised: Advised | None) -> None:
        """This is the advisor's verdict on the member; None takes it back."""
        self._work.change(self._work.draft.advise(member, advised))
        self.changed.emit()
        if advised is not None:
            # Right after, the verdict can be proposed to those who keep the guide.
            self.said.emit(phrase("advisor.override.kept"), False)

    def propose(self, member: str) -> None:
        """Keep this visit as an example that the guide should decide as the advisor does."""
        live = self._work.live
        judged = next(judged for judged in live.judged if judged.member.id == member)
        try:
            is_new = example.propose(self._session.data, live, judged)
        except AiguillageError as fault:
            self.said.emit(fault.phrase, True)
            return
        key = "advisor.override.proposed" if is_new else "advisor.override.proposed-before"
        self.said.emit(phrase(key, file=str(self._session.data / example.PROPOSED)), False)
