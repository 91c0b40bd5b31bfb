"""Words in two languages: a guide's own texts, and the product's sentences by key."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from desktop import paths

LANGUAGES = ("fr", "en")
"""The product's languages, the first being the one it opens in."""

_UNSAID = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")
"""What writes on a terminal by itself, or is no letter at all."""
_OFF_LINE = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")
_FILES = ("path", "file", "folder")
"""Values that name a file, which stands on one line whatever it is called."""


@dataclass(frozen=True, slots=True)
class Text:
    """One text of a guide, in each of the product's languages."""

    fr: str
    en: str

    def in_(self, language: str) -> str:
        """The text in `language` ("fr" or "en")."""
        return self.en if language == "en" else self.fr


@dataclass(frozen=True, slots=True)
class Phrase:
    """A sentence of the product, not yet said: its key and the values it names.

    A value may itself be a Phrase or a Text: it is said in the same language.
    """

    key: str
    values: Mapping[str, object] = field(default_factory=dict)


def phrase(key: str, **values: object) -> Phrase:
    """Short way to write a Phrase."""
    return Phrase(key, values)


def say(sentence: Phrase | Text | str, language: str) -> str:
    """The sentence as a person reads it.

    A key with a value `n` may exist in two forms, `key.one` and `key.other`.
    A value comes from a file or a person: what is no letter in it is a dot. So is the end of a
    line in `path`, `file` and `folder`: no file's name begins a sentence of its own.
    Raises KeyError for an unknown key: that is our fault, never the user's.
    """
    if isinstance(sentence, str):
        return sentence
    if isinstance(sentence, Text):
        return sentence.in_(language)
    values = {name: _said(value, language) for name, value in sentence.values.items()}
    values |= {name: _OFF_LINE.sub("·", str(values[name])) for name in _FILES if name in values}
    return _template(sentence.key, values.get("n"), language).format_map(values)


def _said(value: object, language: str) -> object:
    if isinstance(value, str):
        return _UNSAID.sub("·", value)
    return say(value, language) if isinstance(value, Phrase | Text) else value


def _template(key: str, number: object, language: str) -> str:
    catalogue = load_catalogue(language)
    if isinstance(number, int):
        plural = catalogue.get(f"{key}.{_plural(number, language)}")
        if plural is not None:
            return plural
    return catalogue[key]


def _plural(number: int, language: str) -> str:
    # French counts zero with one; English does not.
    return "one" if number == 1 or (number == 0 and language == "fr") else "other"


@lru_cache(maxsize=len(LANGUAGES))
def load_catalogue(language: str) -> dict[str, str]:
    """Every sentence of the product in `language`, by key (`resources/texts/<language>/*.json`)."""
    catalogue: dict[str, str] = {}
    for path in sorted((paths.resources() / "texts" / language).glob("*.json")):
        catalogue.update(json.loads(path.read_text(encoding="utf-8")))
    return catalogue
