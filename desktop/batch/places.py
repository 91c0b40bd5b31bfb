"""A place as files of companies write it: a department, an INSEE code, a postal code with a name.

Never a postal code alone, nor a name alone: some codes lie in two departments or cross the
region's border, and many communes share their name with one elsewhere.
"""

from __future__ import annotations

import re

from desktop.guide.model import Question
from desktop.territory import Commune, Communes, fold
from desktop.text import Phrase, phrase

_CODE = re.compile(r"(?<!\d)(?:F-?)?(\d{5}|\d{2} \d{3})(?!\d)")
_CEDEX = re.compile(r"\bcedex(?: \d{1,2})?$")
_DISTRICT = re.compile(r"(?<=[a-z]) \d{1,2}(?: ?(?:er|e|eme))?$")
_SHOWN = 60


class Places:
    """Reads places for the one question that asks for them."""

    def __init__(self, question: Question, communes: Communes) -> None:
        self._question = question
        self._communes = communes
        self._by_words = {
            fold(words): choice.id
            for choice in question.choices
            for words in (choice.id, choice.label.fr, choice.label.en)
        }

    def read(self, written: str) -> str | Phrase:
        """The choice or the INSEE code meant, or the sentence that says why it is unclear."""
        text = " ".join(written.split())
        choice = self._choice(text)
        if choice is not None:
            return choice
        code = _CODE.search(text)
        if code is None:
            return self._without_code(text)
        digits = code[1].replace(" ", "")
        name = fold(f"{text[: code.start()]} {text[code.end() :]}")
        return self._by_name(digits, name, text) if name else self._by_insee(digits)

    def _choice(self, text: str) -> str | None:
        key = fold(text)
        # Spreadsheets take the zero away from 01, 03 and 07.
        return self._by_words.get(key) or self._by_words.get(f"0{key}" if len(key) == 1 else "")

    def _without_code(self, text: str) -> str | Phrase:
        insee = text.upper()
        if self._communes.find(insee) is not None:
            return insee
        if len(text) == 4 and text.isascii() and text.isdigit():
            return phrase("batch.lost-zero", value=text)
        if self._named(fold(text)):
            return phrase("batch.name-alone", value=_shown(text))
        return phrase("batch.unknown-place", value=_shown(text))

    def _by_insee(self, digits: str) -> str | Phrase:
        """Five digits alone are an INSEE code, never a postal code."""
        if self._communes.find(digits) is not None:
            return digits
        key = "batch.code-alone" if self._with_code(digits) else "batch.unknown-place"
        return phrase(key, value=digits)

    def _by_name(self, digits: str, name: str, text: str) -> str | Phrase:
        bare = _CEDEX.sub("", name).strip()
        posted = self._with_code(digits)
        found = [each for each in posted if _is_named(each, bare)]
        if not posted and bare != name:
            # The codes of large customers are in no list: the name counts, in that department.
            found = [each for each in self._named(bare) if digits.startswith(each.department)]
        commune = self._communes.find(digits)
        if not found and commune is not None and _is_named(commune, bare):
            found = [commune]
        if len(found) == 1:
            return found[0].insee
        return phrase("batch.name-and-code", value=_shown(text))

    def _with_code(self, digits: str) -> tuple[Commune, ...]:
        return self._communes.suggest(digits, limit=500)

    def _named(self, name: str) -> list[Commune]:
        return [commune for key, commune in self._communes.names() if key == name]


def _is_named(commune: Commune, name: str) -> bool:
    return fold(commune.name) in (name, _DISTRICT.sub("", name))


def _shown(text: str) -> str:
    plain = "".join(c if c.isprintable() else "·" for c in text)
    return plain if len(plain) <= _SHOWN else plain[:_SHOWN] + "…"
