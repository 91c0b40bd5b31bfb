"""What packages say of the program, in French and in English."""

from __future__ import annotations

import json
from functools import lru_cache
from pathlib import Path

LANGUAGES = ("fr", "en")


@lru_cache(maxsize=1)
def _catalogue() -> dict[str, dict[str, str]]:
    path = Path(__file__).with_name("texts.json")
    texts: dict[str, dict[str, str]] = json.loads(path.read_text(encoding="utf-8"))
    return texts


def text(key: str, language: str) -> str:
    """The text `key` in `language`."""
    return _catalogue()[language][key]
