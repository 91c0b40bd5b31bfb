"""Kiosks in halls: one for the tests of a file, and one that somebody walked away from."""

from __future__ import annotations

import contextlib
import time
from collections.abc import Iterator

import pytest

from desktop import paths
from desktop.guide.loader import load_guide
from desktop.guide.model import Guide
from tests.kiosk_journeys.hall import Hall, NotAllowed, open_hall


@pytest.fixture(scope="session")
def guide() -> Guide:
    """The shipped guide."""
    return load_guide(paths.shipped_guide())


@contextlib.contextmanager
def hall_or_reason(is_caged: bool = True) -> Iterator[Hall]:
    """A hall; where the kernel forbids one, NOT RUN with its reason. It ends without a word."""
    with contextlib.ExitStack() as stack:
        try:
            opened = stack.enter_context(open_hall(is_caged))
        except NotAllowed as reason:
            pytest.skip(f"NOT RUN: no account without rights: {reason}")
        yield opened
        assert opened.said == []


@pytest.fixture(scope="session")
def left_alone(guide: Guide) -> Iterator[tuple[Hall, float]]:
    """A kiosk whose visitor walked away, and when."""
    with hall_or_reason() as opened:
        guest = opened.guest
        guest.clicks(guest.says("kiosk.attract.start"), "push button")
        guest.clicks(guide.get_question("situation").choices[0].label.fr)
        yield opened, time.monotonic()


@pytest.fixture(autouse=True)
def wait_beside(request: pytest.FixtureRequest) -> None:
    """The kiosk left alone waits beside all these tests but the soak, which has no hall."""
    if request.node.get_closest_marker("soak") is None:
        request.getfixturevalue("left_alone")


@pytest.fixture(scope="module")
def hall() -> Iterator[Hall]:
    """A kiosk in cage, run by an account without rights."""
    with hall_or_reason() as opened:
        yield opened


@pytest.fixture
def fresh(hall: Hall) -> Hall:
    """The same kiosk, at its first page in French, whatever a test before did to it."""
    hall.guest.starts_again()
    return hall
