"""What a file manager hands over: a guide in one file, to try; or a file with a visit's code."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from desktop.errors import AiguillageError, CannotRead
from desktop.text import Phrase

TICKET = ".orientation"
_LONGEST = 4096  # characters of a code, many times over


@dataclass(frozen=True)
class Opened:
    """What to open the window with: a guide's folder, a code, or why there is neither."""

    guide: Path | None = None
    code: str = ""
    notices: tuple[Phrase, ...] = ()


NOTHING = Opened()
"""No file was handed over."""


def open_file(file: Path, place: Path) -> Opened:
    """Reads `file`; a guide is unpacked in the empty folder `place`. Its faults become notices."""
    try:
        if file.suffix == TICKET:
            return Opened(code=_read_code(file))
        return Opened(guide=_unpack(file, place))
    except AiguillageError as refused:
        # Who double-clicks sees no terminal: the window says it.
        return Opened(notices=(refused.phrase,))


def _read_code(file: Path) -> str:
    try:
        with file.open(encoding="utf-8", errors="replace") as text:
            return text.read(_LONGEST).strip()
    except OSError as error:
        raise CannotRead(file, error) from error


def _unpack(file: Path, place: Path) -> Path:
    from desktop.guide.loader import load_guide  # late: few starts are given a file
    from desktop.library.package import load_package

    for name, content in load_package(file).files.items():
        (place / name).write_bytes(content)
    load_guide(place)  # its faults are told now, not by a window that does not open
    return place
