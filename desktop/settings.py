"""What one installation remembers: language, theme and size of text. Nothing of any visitor."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TypeVar

from desktop import files
from desktop.errors import CannotWrite
from desktop.text import LANGUAGES

FORMAT = 1
THEMES = ("light", "dark", "contrast")
TEXT_SIZES = (100, 125, 150, 200)
_FILE = "settings.json"
_MAX_BYTES = 64 * 1024
_Value = TypeVar("_Value")


@dataclass(frozen=True, slots=True)
class Settings:
    """The choices made in the header, kept for the next start."""

    language: str = LANGUAGES[0]
    theme: str = THEMES[0]
    text_size: int = TEXT_SIZES[0]


def load_settings(folder: Path) -> Settings:
    """The settings kept in `folder`; what is missing, unreadable or unknown takes its default.

    A damaged settings file costs a preference, never a start.
    """
    try:
        with (folder / _FILE).open("rb") as file:
            data = json.loads(file.read(_MAX_BYTES))
    except (OSError, ValueError, RecursionError):
        return Settings()
    if not isinstance(data, dict) or data.get("format") != FORMAT:
        return Settings()
    default = Settings()
    return Settings(
        language=_among(data.get("language"), LANGUAGES, default.language),
        theme=_among(data.get("theme"), THEMES, default.theme),
        text_size=_among(data.get("text_size"), TEXT_SIZES, default.text_size),
    )


def _among(value: object, allowed: tuple[_Value, ...], default: _Value) -> _Value:
    return next((known for known in allowed if known == value), default)


def save_settings(folder: Path, settings: Settings) -> None:
    """Keeps the settings in `folder`, atomically; raises CannotWrite."""
    text = json.dumps({"format": FORMAT, **asdict(settings)}, indent=1)
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise CannotWrite(folder, error) from error
    files.write_atomically(folder / _FILE, text.encode("utf-8"))
