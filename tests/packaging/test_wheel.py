"""The wheel and the source archive that pyproject.toml describes."""

from __future__ import annotations

import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest

PROJECT = Path(__file__).resolve().parents[2]


def build(kind: str, project: Path, folder: Path) -> Path:
    """The wheel or the source archive of a project, in `folder`."""
    command = [sys.executable, "-m", "hatchling", "build", "-t", kind, "-d", str(folder)]
    subprocess.run(command, cwd=project, check=True, capture_output=True)
    return next(path for path in folder.iterdir() if path.name.startswith("aiguillage-"))


def names_in(wheel: Path) -> list[str]:
    with zipfile.ZipFile(wheel) as opened:
        return opened.namelist()


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel."""
    return build("wheel", PROJECT, tmp_path_factory.mktemp("wheel"))


@pytest.fixture(scope="module")
def names(wheel: Path) -> list[str]:
    """The names of all files in the wheel."""
    return names_in(wheel)


def test_it_holds_the_program_and_its_resources(names: list[str]) -> None:
    assert "desktop/main.py" in names
    assert "desktop/resources/guides/g6-relocalisation/guide.yaml" in names
    assert "desktop/resources/texts/fr/ui.json" in names


def test_it_holds_nothing_else(names: list[str]) -> None:
    assert {name.split("/")[0] for name in names} == {"desktop", "aiguillage-0.1.0.dist-info"}
    assert [name for name in names if "__pycache__" in name] == []


def test_it_gives_the_command(names: list[str]) -> None:
    assert "aiguillage-0.1.0.dist-info/entry_points.txt" in names


def test_installed_it_runs_on_its_own_resources(wheel: Path, tmp_path: Path) -> None:
    place = tmp_path / "installed"
    pip = [sys.executable, "-m", "pip", "install", "--quiet", "--no-index", "--no-deps"]
    subprocess.run([*pip, "--target", str(place), str(wheel)], check=True)
    run = "from desktop import __file__, main; print(__file__); main.main(['version'])"
    done = subprocess.run(
        [sys.executable, "-P", "-c", run],
        env={"PYTHONPATH": str(place), "LC_ALL": "C.UTF-8", "HOME": str(tmp_path)},
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.startswith(str(place))
    assert "guide g6-relocalisation" in done.stdout


def test_the_source_archive_makes_the_same_wheel(names: list[str], tmp_path: Path) -> None:
    archive = build("sdist", PROJECT, tmp_path / "sdist")
    with tarfile.open(archive) as opened:
        opened.extractall(tmp_path, filter="data")
    again = build("wheel", tmp_path / archive.name.removesuffix(".tar.gz"), tmp_path / "wheel")
    assert sorted(names_in(again)) == sorted(names)
