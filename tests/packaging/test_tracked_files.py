"""What no file of the project may hold: where packages come from, and a machine's own paths."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[2]
ITSELF = Path(__file__).relative_to(PROJECT).as_posix()
INDEX = re.compile(
    rb"pypi\.org|pythonhosted|/simple/|deb\.debian|archive\.ubuntu|registry\.npmjs|index-url\W+http"
)
MACHINE = re.compile(rb"(?<![\w.])/(work|root|home/\w+|Users/\w+|opt)/\w")
BUILD_FILES = ("pyproject.toml", "dev.sh", ".ci/", "packaging/", ".gitignore")


def tracked() -> dict[str, bytes]:
    command = ["git", "ls-files", "-z"]
    names = subprocess.run(command, cwd=PROJECT, capture_output=True, text=True, check=True).stdout
    paths = {name: PROJECT / name for name in names.split("\0") if name and name != ITSELF}
    return {name: path.read_bytes() for name, path in paths.items() if path.is_file()}


def holding(pattern: re.Pattern[bytes]) -> list[str]:
    found = {name: pattern.search(content) for name, content in tracked().items()}
    return [f"{name}: {match[0]!r}" for name, match in found.items() if match]


def test_no_file_names_a_package_index_or_a_mirror() -> None:
    assert holding(INDEX) == []


def test_no_file_names_a_path_of_one_machine() -> None:
    assert holding(MACHINE) == []


def test_no_build_file_holds_an_address() -> None:
    address = re.compile(rb"\b(?!file\b)[a-z]+://\w")
    # The name of an XML namespace looks like an address and is none: nothing ever goes there.
    names = re.compile(rb'xmlns(:\w+)?="[^"]*"')
    built = {name: text for name, text in tracked().items() if name.startswith(BUILD_FILES)}

    assert [name for name, text in built.items() if address.search(names.sub(b"", text))] == []
