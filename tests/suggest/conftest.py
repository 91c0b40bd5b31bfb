"""The shipped guide and what hears its needs."""

from __future__ import annotations

import pytest

from desktop import paths
from desktop.guide.loader import load_guide
from desktop.guide.model import Guide
from desktop.suggest import Suggester, load_suggester


@pytest.fixture(scope="session")
def guide() -> Guide:
    return load_guide(paths.shipped_guide())


@pytest.fixture(scope="session")
def suggester(guide: Guide) -> Suggester:
    return load_suggester(guide)
