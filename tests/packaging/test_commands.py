"""The developer's commands: what they say, and when they start the program."""

from __future__ import annotations

import ast
import json
import os
import string
import subprocess
import sys
from pathlib import Path

import pytest

import commands
from environment import Environment

PROJECT = Path(__file__).resolve().parents[2]
PACKAGING = PROJECT / "packaging"
SENTENCES = json.loads((PACKAGING / "sentences.json").read_text(encoding="utf-8"))
SCREENS = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
LOCALE = ("LC_ALL", "LC_MESSAGES")


def dev(project: Path, *arguments: str, **variables: str) -> subprocess.CompletedProcess[str]:
    """Run the dev.py of a project as a person would who has no screen."""
    kept = {name: value for name, value in os.environ.items() if name not in SCREENS + LOCALE}
    return subprocess.run(
        [sys.executable, str(project / "packaging" / "dev.py"), *arguments],
        env={**kept, **variables},
        capture_output=True,
        text=True,
        check=False,
    )


def names_in(template: str) -> set[str | None]:
    return {name for _, name, _, _ in string.Formatter().parse(template) if name}


@pytest.mark.parametrize(
    ("locale", "words"),
    [("fr_FR.UTF-8", "Il n’y a pas d’écran ici"), ("en_GB.UTF-8", "There is no screen here")],
)
def test_without_a_screen_run_shows_the_way_to_go_on(
    made: Environment, locale: str, words: str
) -> None:
    done = dev(made.root, "run", LANG=locale)
    assert done.returncode == 1
    assert done.stderr.startswith(words)
    assert ".venv/bin/aiguillage route --answers" in done.stderr
    assert done.stderr.count("\n") == 1


def test_with_a_screen_run_starts_the_program_with_its_arguments(made: Environment) -> None:
    done = dev(made.root, "run", "--lang", "en", DISPLAY=":0")
    assert (done.returncode, done.stdout, done.stderr) == (3, "--lang en\n", "")


def test_a_command_runs_without_a_screen(made: Environment) -> None:
    assert dev(made.root, "run", "version").stdout == "version\n"


@pytest.mark.parametrize(
    "arguments", [[], ["--lang", "en"], ["--guide", "folder"], ["--data=folder", "--lang", "fr"]]
)
def test_a_window_is_wanted_when_no_command_is_named(arguments: list[str]) -> None:
    assert commands.wants_a_window(arguments)


@pytest.mark.parametrize(
    "arguments", [["version"], ["--lang", "en", "route", "--answers", "x"], ["--help"]]
)
def test_no_window_is_wanted_by_a_command(arguments: list[str]) -> None:
    assert not commands.wants_a_window(arguments)


@pytest.mark.parametrize(
    ("variables", "platform", "expected"),
    [
        ({}, "linux", False),
        ({"DISPLAY": ""}, "linux", False),
        ({"DISPLAY": ":0"}, "linux", True),
        ({"WAYLAND_DISPLAY": "wayland-0"}, "linux", True),
        ({"QT_QPA_PLATFORM": "offscreen"}, "linux", True),
        ({}, "darwin", True),
        ({}, "win32", True),
    ],
)
def test_only_linux_can_be_without_a_screen(
    variables: dict[str, str], platform: str, expected: bool
) -> None:
    assert commands.has_a_screen(variables, platform) is expected


@pytest.mark.parametrize("arguments", [[], ["sing"]])
def test_an_unknown_command_shows_the_known_ones(arguments: list[str]) -> None:
    done = dev(PROJECT, *arguments, LANG="fr_FR.UTF-8")
    assert done.returncode == 2
    assert [name for name in commands.COMMANDS if f"\n  {name} " not in done.stderr] == []


@pytest.mark.parametrize("version", [(3, 10, 12), (3, 14, 0)])
def test_another_python_is_refused_in_a_sentence(version: tuple[int, int, int]) -> None:
    pretend = f"import sys, dev; sys.version_info = {version}; sys.exit(dev.main(['run']))"
    done = subprocess.run(
        [sys.executable, "-c", pretend],
        env={**os.environ, "PYTHONPATH": str(PACKAGING)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    assert "Python 3.11, 3.12" in done.stderr
    assert ".".join(map(str, version)) in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("name", ["dev.py", "speech.py"])
def test_an_old_python_can_read_what_refuses_it(name: str) -> None:
    ast.parse((PACKAGING / name).read_text(encoding="utf-8"), feature_version=(3, 7))


def test_both_languages_say_the_same_things() -> None:
    assert SENTENCES["fr"].keys() == SENTENCES["en"].keys()
    assert {key: names_in(text) for key, text in SENTENCES["fr"].items()} == {
        key: names_in(text) for key, text in SENTENCES["en"].items()
    }
