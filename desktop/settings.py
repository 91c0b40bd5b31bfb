"""What one installation remembers: language, theme and size of text. Nothing of any visitor."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from desktop import files
from desktop.errors import NewerData, is_newer
from desktop.text import LANGUAGES

FORMAT = 1
SYSTEM = "system"
"""The theme that the system has, and changes with it."""
THEMES = (SYSTEM, "light", "dark", "contrast")
TEXT_SIZES = (100, 125, 150, 200)
_FILE = "settings.json"
_MAX_BYTES = 64 * 1024
_ALLOWED: dict[str, tuple[str | int, ...]] = {
    "language": LANGUAGES,
    "theme": THEMES,
    "text_size": TEXT_SIZES,
}


@dataclass(frozen=True, slots=True)
class Settings:
    """The choices made in the header, kept for the next start."""

    language: str = LANGUAGES[0]
    theme: str = THEMES[0]
    text_size: int = TEXT_SIZES[0]


def load_chosen(folder: Path) -> dict[str, str | int]:
    """What was chosen in the header and kept in `folder`, by field of Settings.

    What is missing, unreadable or unknown is left out: a damaged file costs a preference, never
    a start.
    """
    data = _read(folder / _FILE)
    if data.get("format") != FORMAT:
        return {}
    return {
        name: known
        for name, allowed in _ALLOWED.items()
        for known in allowed
        if known == data.get(name)
    }


def is_of_later_version(folder: Path) -> bool:
    """Whether a later version of the program kept what was chosen: it is then left alone."""
    return is_newer(_read(folder / _FILE).get("format"), FORMAT)


def _read(path: Path) -> dict[str, object]:
    try:
        with path.open("rb") as file:
            data = json.loads(file.read(_MAX_BYTES))
    except (OSError, ValueError, RecursionError):
        return {}
    return data if isinstance(data, dict) else {}


def load_settings(folder: Path) -> Settings:
    """The settings kept in `folder`; what was not chosen takes its default."""
    return replace(Settings(), **load_chosen(folder))  # type: ignore[arg-type]


def save_settings(folder: Path, settings: Settings) -> None:
    """Keeps the settings in `folder`, atomically; raises CannotWrite.

    NewerData, which is one, instead of writing over what a later version kept.
    """
    if is_of_later_version(folder):
        raise NewerData(folder / _FILE)
    text = json.dumps({"format": FORMAT, **asdict(settings)}, indent=1)
    files.make_folder(folder)
    files.write_atomically(folder / _FILE, text.encode("utf-8"))
