"""When a referral is to be looked at again."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from desktop.register.model import OPEN_STATES, State


def next_due(opened: date, today: date, state: State, days: Sequence[int]) -> date | None:
    """The first of the reminder days after `today`, counted from the referral's own day.

    None where nobody has anything left to do, and after the last reminder.
    """
    if state not in OPEN_STATES:
        return None
    candidates = (opened + timedelta(days=count) for count in sorted(days))
    return next((day for day in candidates if day > today), None)
