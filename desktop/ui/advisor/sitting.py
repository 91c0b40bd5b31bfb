"""Who sits at the desk: chosen, locked by hand, and locked after a while without anybody."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtWidgets import QApplication

from desktop.configuration import Advisor
from desktop.desk.session import NOBODY, Session
from desktop.text import Phrase, phrase

_ACTIVITY = (QEvent.Type.KeyPress, QEvent.Type.MouseButtonPress, QEvent.Type.Wheel)
_MINUTE = 60_000


class Sitting(QObject):
    """The session has the name; this says when it changes."""

    sat = Signal()
    locked = Signal()

    def __init__(self, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self.idle = QTimer(self)
        self.idle.setSingleShot(True)
        self.idle.timeout.connect(self.lock)
        QApplication.instance().installEventFilter(self)  # type: ignore[union-attr]

    @property
    def name(self) -> Phrase | str | None:
        """How the one who sits here is shown; None while it is locked."""
        known = self._session.advisor
        if known is None:
            return None
        return phrase("advisor.who.nobody") if known == NOBODY else known.name

    def sit(self, advisor: Advisor) -> None:
        """This advisor sits here now."""
        self._session.advisor = advisor
        self._start_idle()
        self.sat.emit()

    def lock(self) -> None:
        """Nobody sits here any more, where there is anybody to choose or a password to ask."""
        if self._session.advisor is None or self._is_alone():
            return
        self._session.advisor = None
        self.locked.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Somebody is there: the desk is not locked yet."""
        if event.type() in _ACTIVITY:
            self._start_idle()
        return False

    def _is_alone(self) -> bool:
        """Whether there is nobody to choose and no password to ask."""
        desk = self._session.configuration.desk
        return len(self._session.advisors) == 1 and not desk.shared

    def _start_idle(self) -> None:
        desk = self._session.configuration.desk
        if desk.shared and self._session.advisor is not None:
            self.idle.start(desk.lock_minutes * _MINUTE)
