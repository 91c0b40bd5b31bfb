"""How the tests are shared among workers: a file stays whole, and what takes long begins first."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from xdist.scheduler.loadscope import LoadScopeScheduling

SOAK = "tests/kiosk_journeys/test_soak.py"
TOGETHER = ("tests/kiosk_journeys/", "tests/journeys/", "tests/packaging/")
"""Folders whose tests share what is dear to make: a hall, a screen, an environment."""

FIRST = (
    SOAK,
    *TOGETHER,
    "tests/suggest/test_training.py",
    "tests/ui/test_pages.py",
    "tests/ui/workspace/test_workspace.py",
    "tests/workspace/test_edits.py",
    "tests/register/test_never_lost.py",
    "tests/ui/kiosk/test_sizes.py",
    "tests/ui/advisor/test_interview.py",
)
"""What waits for a clock, for people's pace or for other programs, then what computes longest."""


def share_of(name: str) -> str:
    """What a test is done together with, by the test's name: its file, or one of the folders."""
    file = name.partition("::")[0]
    folders = [] if file == SOAK else [folder for folder in TOGETHER if file.startswith(folder)]
    return folders[0] if folders else file


def in_order(names: Sequence[str]) -> list[int]:
    """The places of `names` in the order to begin them in."""
    turns = {share: turn for turn, share in enumerate(FIRST)}
    return sorted(range(len(names)), key=lambda at: turns.get(share_of(names[at]), len(turns)))


class Shares(LoadScopeScheduling):  # type: ignore[misc] # it tells no types
    """Gives each worker that is free the next share."""

    def __init__(self, config: pytest.Config, log: object = None) -> None:
        super().__init__(config, log)
        config.option.loadscopereorder = False  # how many tests a share has says little

    def _split_scope(self, nodeid: str) -> str:
        return share_of(nodeid)
