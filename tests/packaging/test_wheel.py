"""The wheel that pyproject.toml describes."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

PROJECT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def names(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """The names of all files in the wheel."""
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    subprocess.run(command, cwd=PROJECT, check=True, capture_output=True)
    with zipfile.ZipFile(next(folder.glob("aiguillage-*.whl"))) as wheel:
        return wheel.namelist()


def test_it_holds_the_program_and_its_resources(names: list[str]) -> None:
    assert "desktop/main.py" in names
    assert "desktop/resources/guides/g6-relocalisation/guide.yaml" in names
    assert "desktop/resources/texts/fr/ui.json" in names


def test_it_holds_nothing_else(names: list[str]) -> None:
    assert {name.split("/")[0] for name in names} == {"desktop", "aiguillage-0.1.0.dist-info"}
    assert [name for name in names if "__pycache__" in name] == []


def test_it_gives_the_command(names: list[str]) -> None:
    assert "aiguillage-0.1.0.dist-info/entry_points.txt" in names
