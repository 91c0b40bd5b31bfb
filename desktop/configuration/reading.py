"""Reads one settings file: what it gives, and every fault with its line and what to write."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from desktop.configuration.keys import KINDS, Given
from desktop.configuration.kinds import WrongValue
from desktop.errors import is_newer
from desktop.text import Phrase, phrase

FORMAT = 1
MAX_BYTES = 256 * 1024
_TABLES = tuple(dict.fromkeys(name.split(".")[0] for name in KINDS))
_HEADER = re.compile(r"\s*\[{1,2}\s*([\w.\-]+)\s*\]{1,2}")
_ASSIGNED = re.compile(r"\s*([\w.\-]+)\s*=")
_AT_LINE = re.compile(r"\(at line (\d+), column \d+\)")


@dataclass(frozen=True, slots=True)
class SettingFault:
    """What is wrong on a line of a settings file (0: no line), and what to write instead."""

    file: str
    line: int
    sentence: Phrase

    @property
    def phrase(self) -> Phrase:
        """The fault as one sentence with its place."""
        if not self.line:
            return phrase("config.file-fault", file=self.file, sentence=self.sentence)
        return phrase("config.fault", file=self.file, line=self.line, sentence=self.sentence)


@dataclass(frozen=True, slots=True)
class FileRead:
    """What one file gives, the line of each, and its faults."""

    given: tuple[Given, ...]
    lines: Mapping[str, int]
    faults: tuple[SettingFault, ...]


def read_text(text: str, file: str) -> FileRead:
    """Reads the text of a settings file called `file` in faults."""
    import tomllib  # late: a start without a settings file needs none

    try:
        data = tomllib.loads(text)
    except (ValueError, RecursionError) as error:  # a number of 5,000 digits is a mere ValueError
        return FileRead((), {}, (SettingFault(file, _line_of(error), phrase("config.not-toml")),))
    lines = find_lines(text)
    if other := _version_fault(data, file, lines):
        return FileRead((), lines, other)  # its words may mean something else
    given: list[Given] = []
    faults: list[SettingFault] = []
    for name, value in _flat(data):
        line = lines.get(name, 0)
        try:
            given.append(Given(name, KINDS[name].read(value)))
        except WrongValue as wrong:
            sentence = phrase("config.wrong", name=name[:80], remedy=wrong.remedy)
            faults.append(SettingFault(file, line, sentence))
        except KeyError:
            faults.append(SettingFault(file, line, _unknown(name)))
    return FileRead(tuple(given), lines, tuple(faults))


def read_file(file: Path) -> FileRead:
    """Reads a settings file; one that cannot be read is a fault of its own."""
    try:
        with file.open("rb") as opened:
            raw = opened.read(MAX_BYTES + 1)
    except OSError:
        return _refused(file, phrase("config.cannot-read"))
    if len(raw) > MAX_BYTES:
        return _refused(file, phrase("config.too-long", n=MAX_BYTES // 1024))
    try:
        return read_text(raw.decode("utf-8-sig"), str(file))
    except UnicodeDecodeError:
        return _refused(file, phrase("config.not-utf8"))


def read_override(name: str, written: str) -> Given:
    """A setting as typed on the command line, with or without quotes; raises WrongValue, KeyError.

    KeyError: there is no such setting.
    """
    import tomllib  # late: seldom is anything set so

    kind = KINDS[name]
    try:
        return Given(name, kind.read(tomllib.loads(f"value = {written}")["value"]))
    except (ValueError, RecursionError, WrongValue):
        return Given(name, kind.read(written))  # a word without its quotes


def find_lines(text: str) -> dict[str, int]:
    """The line on which each setting is first written, counted from 1."""
    found: dict[str, int] = {}
    table = ""
    for number, line in enumerate(text.split("\n"), start=1):
        if header := _HEADER.match(line):
            table = header[1]
            name = table
        elif assigned := _ASSIGNED.match(line):
            name = f"{table}.{assigned[1]}" if table else assigned[1]
        else:
            continue
        parts = name.split(".")
        for size in (1, 2, 3):
            if len(parts) >= size:
                found.setdefault(".".join(parts[:size]), number)
    return found


def unknown_setting(name: str) -> Phrase:
    """There is no such setting; the likeliest one meant."""
    return _unknown(name)


def _flat(data: Mapping[str, object]) -> Iterator[tuple[str, object]]:
    for table, inside in data.items():
        if table == "format":
            continue
        if table in _TABLES and isinstance(inside, dict):
            yield from ((f"{table}.{key}", value) for key, value in inside.items())
        else:
            yield table, inside


def _version_fault(
    data: Mapping[str, object], file: str, lines: Mapping[str, int]
) -> tuple[SettingFault, ...]:
    version = data.get("format", FORMAT)
    if version == FORMAT and not isinstance(version, bool):
        return ()
    key = "config.newer" if is_newer(version, FORMAT) else "config.format"
    return (SettingFault(file, lines.get("format", 0), phrase(key, n=FORMAT)),)


def _unknown(name: str) -> Phrase:
    from difflib import get_close_matches  # late: only a fault needs it

    shown = "".join(c if c.isprintable() else "·" for c in name[:80])
    near = get_close_matches(name, KINDS, n=1, cutoff=0.5)
    if near:
        return phrase("config.unknown-near", name=shown, near=near[0])
    return phrase("config.unknown", name=shown)


def _refused(file: Path, sentence: Phrase) -> FileRead:
    return FileRead((), {}, (SettingFault(str(file), 0, sentence),))


def _line_of(error: Exception) -> int:
    found = _AT_LINE.search(str(error))
    return int(found[1]) if found else 0
