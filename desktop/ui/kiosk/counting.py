"""Counts each visit once: when it comes to its results, or where it was left."""

from __future__ import annotations

from desktop.interview import Interview
from desktop.kiosk.counts import CountedVisit, Counts
from desktop.routing import Outcome
from desktop.ui.background import Background
from desktop.ui.kiosk import tally
from desktop.ui.kiosk.place import Place


class Counting:
    """Knows whether the visit under way is still to be counted; writes beside the screen."""

    def __init__(self, place: Place, background: Background) -> None:
        self._place, self._background = place, background
        self._is_open = False

    def begin(self) -> None:
        """A visit begins: it counts however it ends."""
        self._is_open = True

    def finish(self, visit: Interview, outcome: Outcome) -> None:
        """It came to its results; it may come there again."""
        if self._is_open:
            self._add(tally.finished(visit, outcome))

    def leave(self, visit: Interview | None) -> None:
        """It ends, wherever it is."""
        if self._is_open and visit is not None:
            self._add(tally.left(visit))
        self._is_open = False

    def _add(self, counted: CountedVisit) -> None:
        self._is_open = False
        place, now = self._place, self._place.now()
        self._background.run(lambda: Counts(place.data).add(now, counted), _carry_on)


def _carry_on(_: object, error: BaseException | None) -> None:
    if error is not None:
        raise error
