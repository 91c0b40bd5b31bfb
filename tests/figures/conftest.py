"""Counts to draw: some of everything, nothing at all, and numbers that nobody expects."""

from __future__ import annotations

from datetime import date

import pytest

from desktop import paths
from desktop.figures.gather import Counted
from desktop.guide.loader import load_guide
from desktop.guide.model import Guide
from desktop.kiosk.counts import Cell
from desktop.register.model import State, Statistics

SINCE, UNTIL = date(2025, 12, 1), date(2026, 11, 24)


@pytest.fixture(scope="session")
def guide() -> Guide:
    """The shipped guide."""
    return load_guide(paths.shipped_guide())


def cell(end: str, n: int) -> Cell:
    return Cell(UNTIL, "morning", "1 (abc)", "end", end, n)


@pytest.fixture
def some() -> Counted:
    """A year with a bit of everything."""
    statistics = Statistics(
        SINCE,
        UNTIL,
        120,
        {"2026-11": 120},
        {("2026-10", "export"): 30, ("2026-11", "export"): 12, ("2026-11", "talent"): 50},
        {
            ("ccir", State.HELP_OFFERED): 20,
            ("ccir", State.WAITING): 10,
            ("medef", State.REFUSED): 5,
            ("of-before", State.TAKEN_UP): 5,
        },
        {"26": 55, "03": 3, "undecided": 7, "outside": 2},
        {"none-of-these": 6},
        {0: 2, 4: 10, 40: 3},
        {"a": 120},
        {},
    )
    cells = (
        cell("finished", 61),
        cell("left:themes", 12),
        cell("left:territory", 3),
        cell("left:urgency", 8),
    )
    return Counted(statistics, cells, {"ccir": 0.5, "medef": 0.5})


@pytest.fixture
def nothing() -> Counted:
    """A year in which nobody came."""
    return Counted(Statistics(SINCE, UNTIL, 0, {}, {}, {}, {}, {}, {}, {}, {}), (), None)
