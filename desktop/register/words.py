"""Words as they are searched for: accents, capitals and signs forgiven."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

MAX_LENGTH = 40
"""Letters of a word that are looked at; longer ones are cut, here as in what is typed."""
_JOINED = str.maketrans({"œ": "oe", "æ": "ae", "ø": "o", "ł": "l", "đ": "d"})
_MARK = re.compile(r"[^\w]|_")


def words(text: str) -> list[str]:
    """The words of `text`, in small letters without accents, in their order."""
    flat = unicodedata.normalize("NFKD", text.casefold().translate(_JOINED))
    if not flat.isascii():
        flat = "".join(c for c in flat if not unicodedata.combining(c))
    return [word[:MAX_LENGTH] for word in _MARK.sub(" ", flat).split()]


def digits(text: str) -> str:
    """The digits of a number or a telephone number, together."""
    return "".join(c for c in text if c.isascii() and c.isdigit())


def numbers(text: str) -> set[str]:
    """The ways a telephone number may be typed: as written, and as at home."""
    found = digits(text)
    if not found:
        return set()
    national = "0" + found[2:] if found.startswith("33") and "+" in text else found
    return {found, national}


def sort_key(text: str) -> str:
    """What a name is sorted by: its letters and digits; other scripts after ours."""
    return "".join(c if c.isascii() else "~" for c in "".join(words(text)))[:24]


def runs_of_digits(typed: Iterable[str]) -> list[tuple[str, ...]]:
    """The typed words, those that are only digits and follow each other taken together."""
    runs: list[tuple[str, ...]] = []
    for word in typed:
        if runs and word.isdigit() and runs[-1][-1].isdigit():
            runs[-1] = (*runs[-1], word)
        else:
            runs.append((word,))
    return runs
