"""Tells a scanner from a person by how fast keys come; it may type from anywhere on the page."""

from __future__ import annotations

from desktop.desk.shortcuts import digit_of

FASTEST_HAND = 0.05
"""Seconds between two keys: a scanner is always quicker, a hand hardly ever."""
SHORTEST = 6
"""Signs: no code is shorter, and no hand keeps such a pace for so long."""


class Burst:
    """Keys that came one right after the other."""

    def __init__(self) -> None:
        self._signs: list[str] = []
        self._last = float("-inf")

    @property
    def is_new(self) -> bool:
        """Whether the key just taken is the first of a burst."""
        return len(self._signs) == 1

    def take(self, sign: str, at: float) -> None:
        """A sign was typed at this moment, in seconds."""
        if at - self._last > FASTEST_HAND:
            self._signs = []
        self._signs.append(sign)
        self._last = at

    def end(self, at: float) -> str | None:
        """Enter was pressed: what a scanner typed before it, if one did and it may be a code."""
        typed, is_quick = "".join(self._signs), at - self._last <= FASTEST_HAND
        self._signs, self._last = [], float("-inf")
        if not is_quick or len(typed) < SHORTEST or digit_of(typed[0]) is None:
            return None
        return typed
