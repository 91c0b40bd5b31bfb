"""Spoils a text as people do: accents left out, a letter in twenty mistyped. The same each time."""

from __future__ import annotations

import unicodedata
from random import Random

_ROWS = ("azertyuiop", "qsdfghjklm", "wxcvbn")
_NEXT = {
    letter: row[max(0, place - 1) : place] + row[place + 1 : place + 2]
    for row in _ROWS
    for place, letter in enumerate(row)
}


def strip_accents(text: str) -> str:
    """The text as typed by someone who leaves accents out."""
    letters = unicodedata.normalize("NFKD", text.replace("œ", "oe").replace("Œ", "OE"))
    return "".join(letter for letter in letters if not unicodedata.combining(letter))


def mistype(text: str, chance: Random, rate: float = 0.05) -> str:
    """The text with one letter in twenty missed, doubled, swapped or taken for its neighbour."""
    typed: list[str] = []
    for letter in text:
        if not letter.isalpha() or chance.random() >= rate:
            typed.append(letter)
            continue
        kind = chance.randrange(4)
        if kind == 0:
            continue
        if kind == 1:
            typed += letter, letter
        elif kind == 2 and typed and typed[-1].isalpha():
            typed.insert(len(typed) - 1, letter)
        else:
            typed.append(chance.choice(_NEXT.get(strip_accents(letter).lower()) or letter))
    return "".join(typed)
