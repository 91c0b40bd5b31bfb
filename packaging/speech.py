"""What the developer's commands say, in French unless the system speaks English."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path


def language() -> str:
    """The language of the locale: "en" when it is an English one, else "fr"."""
    names = (os.environ.get(name) for name in ("LC_ALL", "LC_MESSAGES", "LANG"))
    locale = next(filter(None, names), "")
    return "en" if locale.startswith("en") else "fr"


def sentence(key: str, **values: object) -> str:
    """The sentence `key` with its named values filled in."""
    path = Path(__file__).with_name("sentences.json")
    template: str = json.loads(path.read_text(encoding="utf-8"))[language()][key]
    return template.format(**values)


def say(text: str) -> None:
    """Print `text` where the person reads it, apart from what a program prints as its result."""
    print(text, file=sys.stderr, flush=True)
