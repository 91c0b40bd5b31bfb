"""What the settings say of this moment: open or closed, and the message of the day."""

from __future__ import annotations

from datetime import datetime

from desktop.kiosk import hours
from desktop.ui.kiosk.place import Place


class Today:
    """Asked anew at every look: days go by while a kiosk runs."""

    def __init__(self, place: Place) -> None:
        self._place, self._kiosk = place, place.configuration.kiosk

    @property
    def is_open(self) -> bool:
        """Whether visits may begin."""
        return hours.is_open(self._kiosk, self._place.now())

    @property
    def opening(self) -> datetime | None:
        """When they may again; None where no hours say so."""
        return hours.next_opening(self._kiosk, self._place.now())

    @property
    def message(self) -> dict[str, str]:
        """What the house has to say, by language; nothing once its last day is over."""
        until = self._kiosk.message_until
        is_over = until is not None and self._place.now().date() > until
        return {} if is_over else dict(self._kiosk.message)
