"""How long nobody has touched the screen, and what that means: no Qt, and no clock of its own."""

from __future__ import annotations

from collections.abc import Callable


class Idle:
    """Counts from the last touch: first nothing, then a countdown, then the visit is over."""

    def __init__(
        self, quiet_seconds: float, countdown_seconds: float, elapsed: Callable[[], float]
    ) -> None:
        self._quiet = self._usual = quiet_seconds
        self._countdown = countdown_seconds
        self._elapsed = elapsed
        self._last = elapsed()

    @property
    def countdown_seconds(self) -> float:
        """How long the countdown is."""
        return self._countdown

    def touch(self) -> None:
        """Somebody is there: all the time again."""
        self._last = self._elapsed()

    def begin(self) -> None:
        """A new visit, with the time a visit has."""
        self._quiet = self._usual
        self.touch()

    def shorten(self, whole_seconds: float) -> None:
        """From now on the visit ends so long after the last touch, the countdown included."""
        self._quiet = max(0.0, whole_seconds - self._countdown)
        self.touch()

    def count_again(self) -> None:
        """Somebody is there, and wants to read the countdown: all of it again."""
        self._last = self._elapsed() - self._quiet

    def since_touch(self) -> float:
        """Seconds since the last touch."""
        return self._elapsed() - self._last

    def left(self) -> int | None:
        """Seconds of the countdown that are left; None before it begins, 0 when it is over."""
        after = self._elapsed() - self._last - self._quiet
        return None if after < 0 else max(0, round(self._countdown - after))
