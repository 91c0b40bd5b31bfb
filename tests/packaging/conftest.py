"""An environment that the tests of the developer's commands share."""

from __future__ import annotations

import pytest

from environment import Environment
from tests.packaging.small_project import make_project


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Environment:
    """An environment that is set up to run; not to be spoiled."""
    folder = tmp_path_factory.mktemp("un projet")  # with a space, as in "Mes documents"
    environment = make_project(folder)
    environment.make_ready("run")
    return environment
