"""A guide, and a desk with its register open in a folder of the test's own."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop import paths
from desktop.casework import Casework
from desktop.configuration import Advisor, Configuration, Desk, Loaded, Privacy
from desktop.desk.session import Session
from desktop.guide.loader import load_guide
from desktop.guide.model import Guide

SETTINGS = Configuration(
    desk=Desk(advisors=(Advisor("anna", "Anna Exemple", "a"), Advisor("bo", "Bo Exemple", "b"))),
    privacy=Privacy(controller="Organisme d’exemple", contact="donnees@exemple.invalid"),
)


@pytest.fixture(scope="session")
def guide() -> Guide:
    """The shipped guide."""
    return load_guide(paths.shipped_guide())


@pytest.fixture
def session(guide: Guide, tmp_path: Path) -> Iterator[Session]:
    """A desk of two advisors where the first one sits."""
    made = Session(Casework(guide, on_trial=False), Loaded(SETTINGS, {}, ()), tmp_path / "data")
    made.advisor = SETTINGS.desk.advisors[0]
    made.open()
    yield made
    made.close()
