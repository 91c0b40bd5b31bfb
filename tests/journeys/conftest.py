"""A desk with a real screen, one for each worker."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.journeys.robot import Desk, open_desk


@pytest.fixture(scope="module")
def desk() -> Iterator[Desk]:
    """A screen of 1366 × 1000 with a window manager and an accessibility bus."""
    with open_desk("1366x1000") as opened:
        yield opened
