"""Puts the layers together, the last one winning, and remembers where each value comes from.

A file with a fault is replaced by its last good copy, so that a kiosk starts all the same.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from desktop.configuration.keys import KINDS, Given, with_value
from desktop.configuration.kinds import WrongValue
from desktop.configuration.model import Configuration
from desktop.configuration.reading import (
    FileRead,
    SettingFault,
    read_file,
    read_override,
    unknown_setting,
)
from desktop.errors import BadRequest, CannotWrite
from desktop.settings import load_chosen
from desktop.text import phrase

USER_FILE = "aiguillage.toml"
_KEPT = "last-good"


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a value comes from: default, machine, user, header or command; the file and line."""

    layer: str
    file: str = ""
    line: int = 0


@dataclass(frozen=True, slots=True)
class Loaded:
    """The configuration of this start, where each value comes from, and what was wrong."""

    configuration: Configuration
    origins: Mapping[str, Origin]
    faults: tuple[SettingFault, ...]
    sound: tuple[tuple[Path, Path], ...] = ()
    """Files without a fault, each with the place of its last good copy."""

    def keep(self) -> None:
        """Keeps a copy of each file that had no fault; call it once the window is there."""
        from desktop import files  # late: no start waits for it

        for source, copy in self.sound:
            try:
                content = source.read_bytes()
                if not copy.is_file() or copy.read_bytes() != content:
                    copy.parent.mkdir(parents=True, exist_ok=True)
                    files.write_atomically(copy, content)
            except (OSError, CannotWrite):
                continue  # a copy that cannot be kept must not keep anybody from being served


def machine_folder() -> Path:
    """Where a deployment puts the settings of a machine."""
    chosen = os.environ.get("AIGUILLAGE_MACHINE_SETTINGS")
    if chosen:
        return Path(chosen)
    if sys.platform == "win32":
        return Path(os.environ.get("PROGRAMDATA", r"C:\ProgramData")) / "Aiguillage"
    if sys.platform == "darwin":
        return Path("/Library/Application Support/Aiguillage")
    return Path("/etc/aiguillage")


def load(data: Path, overrides: Mapping[str, str] | None = None) -> Loaded:
    """Reads every layer: the machine's files, the one in `data`, the header's choices, `overrides`.

    Faults in files are gathered, never raised. Raises BadRequest for a fault in `overrides`.
    """
    layers = _Layers(data)
    user = data / USER_FILE
    for file in files_in_use(data):
        layers.add_file("user" if file == user else "machine", file)
    given = tuple(_overridden(overrides or {}))
    # A kiosk forgets what a visitor chose in the header; elsewhere it is the user's own choice.
    if layers.would_be(given).start.mode != "kiosk":
        chosen = load_chosen(data)
        layers.add("header", (Given(f"start.{name}", value) for name, value in chosen.items()))
    layers.add("command", given)
    return layers.loaded()


def files_in_use(data: Path) -> list[Path]:
    """Every settings file that a start reads, the weakest first."""
    user = data / USER_FILE
    return [*sorted(_toml_files(machine_folder())), *([user] if _may_be_there(user) else [])]


def _toml_files(folder: Path) -> list[Path]:
    """The settings files of a folder; the folder itself where it may not be looked into."""
    try:
        return [path for path in folder.iterdir() if path.suffix == ".toml"]
    except (FileNotFoundError, NotADirectoryError):
        return []
    except OSError:
        return [folder]


def _may_be_there(path: Path) -> bool:
    """Whether there is a file, or whether the system does not let us see that there is none."""
    try:
        path.stat()
    except (FileNotFoundError, NotADirectoryError):
        return False
    except OSError:
        return True
    return True


def _overridden(overrides: Mapping[str, str]) -> Iterator[Given]:
    for name, written in overrides.items():
        if name not in KINDS:
            raise BadRequest(unknown_setting(name))
        try:
            yield read_override(name, written)
        except WrongValue as wrong:
            raise BadRequest(phrase("config.wrong", name=name, remedy=wrong.remedy)) from wrong


class _Layers:
    """Gathers the layers, lowest first."""

    def __init__(self, data: Path) -> None:
        self._data = data
        self._configuration = Configuration()
        self._origins = {name: Origin("default") for name in KINDS}
        self._faults: list[SettingFault] = []
        self._sound: list[tuple[Path, Path]] = []

    def add_file(self, layer: str, file: Path) -> None:
        """One file, or its last good copy."""
        read, copy = read_file(file), self._copy_of(file)
        self._faults += read.faults
        if not read.faults:
            self._sound.append((file, copy))
        elif _may_be_there(copy):
            read, file = _if_sound(read_file(copy), read), copy
        self._take(layer, read, str(file))

    def add(self, layer: str, given: Iterable[Given]) -> None:
        """Values that come from no settings file."""
        for one in given:
            self._configuration = with_value(self._configuration, one)
            self._origins[one.name] = Origin(layer)

    def would_be(self, given: Iterable[Given]) -> Configuration:
        """The configuration, were these given last."""
        configuration = self._configuration
        for one in given:
            configuration = with_value(configuration, one)
        return configuration

    def loaded(self) -> Loaded:
        """All of it."""
        return Loaded(self._configuration, self._origins, tuple(self._faults), tuple(self._sound))

    def _take(self, layer: str, read: FileRead, file: str) -> None:
        for one in read.given:
            self._configuration = with_value(self._configuration, one)
            self._origins[one.name] = Origin(layer, file, read.lines.get(one.name, 0))

    def _copy_of(self, file: Path) -> Path:
        from hashlib import sha256  # late: most starts find no settings file

        name = sha256(str(file.absolute()).encode("utf-8", "surrogateescape")).hexdigest()[:16]
        return self._data / _KEPT / f"{name}.toml"


def _if_sound(copy: FileRead, otherwise: FileRead) -> FileRead:
    """The last good copy, unless it was spoilt in its turn."""
    return copy if not copy.faults else otherwise
