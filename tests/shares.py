"""How the tests are shared among workers: a file stays whole, and what takes long begins first."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from xdist.scheduler.loadscope import LoadScopeScheduling
from xdist.workermanage import WorkerController

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

    def remove_node(self, node: WorkerController) -> str | None:
        """Share anew what a worker leaves; if it died of a test, its name, and that is not tried.

        xdist 3.8 tries it again and again, each time with another worker, and the rest of its share
        is never done; it also hands out shares that are done, for which workers then wait for ever.
        """
        left: dict[str, dict[str, bool]] = {
            share: {name: False for name, is_done in tests.items() if not is_done}
            for share, tests in self.assigned_work.pop(node).items()
        }
        died_of = next((name for tests in left.values() for name in tests), None)
        if died_of is None:
            return None
        del left[share_of(died_of)][died_of]
        self.workqueue.update({share: tests for share, tests in left.items() if tests})
        for other in self.nodes:
            self._reschedule(other)
        return died_of

    def _reschedule(self, node: WorkerController) -> None:
        super()._reschedule(node)
        if self.workqueue and self._pending_of(self.assigned_work[node]) == 1:
            super()._reschedule(node)  # a worker begins a test once it knows the next

    def _split_scope(self, nodeid: str) -> str:
        return share_of(nodeid)
