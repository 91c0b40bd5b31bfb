"""Our own faults: the visit is lost and the next one begins; again and again, we give up."""

from __future__ import annotations

import sys

from PySide6.QtCore import QObject, QTimer, Signal

from desktop.kiosk.faults import note_fault
from desktop.ui.kiosk.place import Place

_MOST, _SECONDS = 3, 20.0


class Falls(QObject):
    """Notes each fall, without an answer. `got_up`: what failed is over, all may begin anew."""

    got_up = Signal()

    def __init__(self, place: Place, parent: QObject) -> None:
        super().__init__(parent)
        self._place = place
        self._at: list[float] = []
        self._is_falling = False

    def fall(self) -> None:
        """A page failed."""
        if self._is_falling:
            return
        now = self._place.elapsed()
        self._at = [at for at in self._at if now - at < _SECONDS] + [now]
        note_fault(self._place.data, "crash", self._place.now())
        if len(self._at) > _MOST:
            # The first page fails too: whoever watches over the program starts it anew.
            sys.exit(1)
        self._is_falling = True
        # Once what failed is over: a page that fell while it was drawn is still in use until then.
        QTimer.singleShot(0, self, self._get_up)

    def _get_up(self) -> None:
        self._is_falling = False
        self.got_up.emit()
