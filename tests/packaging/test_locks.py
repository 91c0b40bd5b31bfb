"""The locks: everything pinned with hashes, nothing that pyproject.toml asks for left out."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

PROJECT = Path(__file__).resolve().parents[2]
PYPROJECT = tomllib.loads((PROJECT / "pyproject.toml").read_text(encoding="utf-8"))
LOCKS = {
    "run": "requirements.txt",
    "dev": "requirements-dev.txt",
    "package": "requirements-package.txt",
}


def locked(level: str) -> dict[str, str]:
    """The text of each locked requirement with its hashes, by its normal name."""
    text = (PROJECT / "packaging" / LOCKS[level]).read_text(encoding="utf-8")
    entries = re.split(r"\n(?=\S)", text.strip())
    return {canonicalize_name(entry.split("==")[0]): entry for entry in entries}


def version(entry: str) -> str:
    found = re.match(r"[\w.-]+==(\S+)", entry)
    assert found is not None, entry
    return found[1]


def asked(level: str) -> list[Requirement]:
    run = PYPROJECT["project"]["dependencies"]
    more = PYPROJECT["dependency-groups"].get(level, [])
    return [Requirement(line) for line in (*run, *more)]


@pytest.mark.parametrize("level", LOCKS)
def test_every_requirement_is_pinned_with_hashes(level: str) -> None:
    unpinned = [
        name
        for name, entry in locked(level).items()
        if not re.fullmatch(r"[\w.-]+==\S+( ; [^\\]+)?( \\\n +--hash=sha256:[0-9a-f]{64})+", entry)
    ]
    assert unpinned == []


@pytest.mark.parametrize("level", LOCKS)
def test_every_dependency_asked_for_is_locked_in_its_range(level: str) -> None:
    lock = locked(level)
    found = {each: version(lock[canonicalize_name(each.name)]) for each in asked(level)}
    assert [
        str(each) for each in found if not each.specifier.contains(found[each], prereleases=True)
    ] == []


def test_what_runs_under_test_is_what_runs() -> None:
    dev = locked("dev")
    assert {name: version(entry) for name, entry in locked("run").items()} == {
        name: version(dev[name]) for name in locked("run")
    }


def test_the_tools_of_tests_are_not_needed_to_run() -> None:
    assert {"pytest", "mypy", "zen-engine", "python-sat"}.isdisjoint(locked("run"))


def test_qt_stays_below_the_release_that_aborts_on_python_3_11() -> None:
    assert version(locked("run")["pyside6-essentials"]).startswith("6.11.")


def test_what_builds_packages_is_what_was_tested() -> None:
    dev, package = locked("dev"), locked("package")
    assert {name: version(entry) for name, entry in package.items() if name in dev} == {
        name: version(dev[name]) for name in package if name in dev
    }


def test_the_tools_of_packages_are_not_needed_to_run_or_to_test() -> None:
    assert {"pyinstaller", "cyclonedx-bom"}.isdisjoint({*locked("run"), *locked("dev")})
