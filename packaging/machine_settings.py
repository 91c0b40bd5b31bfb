"""What this machine's own settings say of where packages come from, to lend to a bare system.

Nothing of it is ever written in the project: it is read when the proof runs.
"""

from __future__ import annotations

import ast
import os
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

LENT_VARIABLES = re.compile(r"(SSL_CERT_FILE|REQUESTS_CA_BUNDLE|(https?|no)_proxy)$", re.IGNORECASE)
LENT_FILES = ("etc/resolv.conf", "etc/hosts")
LENT_PLACE = "srv/lent"


@dataclass(frozen=True)
class Lent:
    """Variables to set, and folders to mount at the same place, in the bare system."""

    variables: dict[str, str]
    folders: tuple[Path, ...]


def find_mirror(apt: Path = Path("/etc/apt")) -> str | None:
    """The first Debian archive among apt's sources (not the security one), or None."""
    for path in sorted([apt / "sources.list", *apt.glob("sources.list.d/*")]):
        if path.suffix in (".list", ".sources") and path.is_file():
            for address in _addresses(path.read_text(encoding="utf-8")):
                if re.fullmatch(r"\S+/debian/?", address):
                    return address
    return None


def _addresses(text: str) -> list[str]:
    """The archives named in a file of apt's sources, in either of its two forms."""
    one_line = r"^deb\s+(?:\[[^]]*\]\s+)?(\S+)"
    fields = r"^URIs:\s*(.+)$"
    found = re.findall(f"{one_line}|{fields}", text, re.MULTILINE)
    return [address for pair in found for words in pair for address in words.split()]


def lend(bare: Path) -> Lent:
    """Lend this machine's settings to the system under `bare`."""
    for path in (Path("/", name) for name in LENT_FILES):
        _copy(path, bare / path.relative_to("/"))
    for path in Path("/etc/apt/apt.conf.d").glob("*"):
        if path.is_file() and "Acquire::" in path.read_text(encoding="utf-8", errors="replace"):
            _copy(path, bare / path.relative_to("/"))
    shutil.copytree("/etc/apt/auth.conf.d", bare / "etc/apt/auth.conf.d", dirs_exist_ok=True)
    variables, folders = {}, set()
    for name, value in {**_variables(), **to_variables(_settings_of_pip())}.items():
        variables[name], named = _lend_value(value, bare)
        folders.update(named)
    return Lent(variables, tuple(sorted(folders)))


def to_variables(settings: str) -> dict[str, str]:
    """What `pip config list` prints, as the environment's variables that say the same."""
    said = re.findall(r"^[\w:]*\.([\w-]+)=(.+)$", settings, re.MULTILINE)
    names = {f"PIP_{key.upper().replace('-', '_')}": value for key, value in said}
    return {name: str(ast.literal_eval(value)) for name, value in names.items()}


def _settings_of_pip() -> str:
    command = [sys.executable, "-m", "pip", "config", "list"]
    return subprocess.run(command, capture_output=True, text=True, check=False).stdout


def _variables() -> dict[str, str]:
    return {name: value for name, value in os.environ.items() if LENT_VARIABLES.match(name)}


def _lend_value(value: str, bare: Path) -> tuple[str, list[Path]]:
    """The value to set in `bare`, where the files it names are copies; and the folders it names."""
    words = value.split()
    paths = {word: Path(word.removeprefix("file://")) for word in words}
    files = {word: path for word, path in paths.items() if path.is_absolute() and path.is_file()}
    folders = [path for path in paths.values() if path.is_absolute() and path.is_dir()]
    for path in files.values():
        # In a place of its own: the bare system's packages write in /etc as they please.
        _copy(path, bare / LENT_PLACE / path.name)
    lent = [f"/{LENT_PLACE}/{files[word].name}" if word in files else word for word in words]
    # The files of an index lie beside its folder of pages.
    return " ".join(lent), [path.parent if path.name == "simple" else path for path in folders]


def _copy(path: Path, target: Path) -> None:
    if path.exists():
        target.parent.mkdir(parents=True, exist_ok=True)
        target.unlink(missing_ok=True)
        shutil.copy(path, target)
