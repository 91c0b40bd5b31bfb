"""Reads the counts of a period: those of the register and those of the kiosk on this machine."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Protocol

from desktop.figures.gather import Counted
from desktop.figures.neutrality import shares_of_space
from desktop.guide.model import Guide
from desktop.kiosk.counts import Cell, CountsUnreadable, read_counts
from desktop.register.model import Page, Query, Statistics


class Counting(Protocol):
    """What figures want of a register."""

    def statistics(self, since: date, until: date) -> Statistics:
        """The counts of a period."""
        ...  # pragma: no cover

    def find(self, query: Query) -> Page:
        """The first cases of a list."""
        ...  # pragma: no cover


def count(register: Counting, data: Path, guide: Guide, period: tuple[date, date]) -> Counted:
    """All counts of a period; takes a moment. Raises RegisterFault.

    Counters of the kiosk that cannot be read are left out: the operator's own page says why.
    """
    since, until = period
    shares = shares_of_space(guide, until)
    statistics = register.statistics(since, until)
    return Counted(statistics, _cells(data, since, until), shares, _is_made_up(register))


def _is_made_up(register: Counting) -> bool:
    """Whether there are made-up cases: they are put into an empty register, so the first is one."""
    return any(row.made_up for row in register.find(Query(limit=1, descending=False)).rows)


def _cells(data: Path, since: date, until: date) -> Sequence[Cell]:
    try:
        return read_counts(data, since, until)
    except CountsUnreadable:
        return ()
