"""What somebody typed, or a scanner sent, as the characters of a code; forgiving where it is safe.

A scanner left on its American setting presses keys by their place, so on a French keyboard `1A`
arrives as `&Q`. Every code begins with a digit, so its first sign tells which keyboard wrote it,
and nothing else is tried on an ordinary text: a second reading there would accept, now and then,
a code with a wrong character.
"""

from __future__ import annotations

import re
import unicodedata

from desktop.errors import BadTicket
from desktop.text import phrase
from desktop.ticket.symbols import ALPHABET

LONGEST_TYPED = 4000
"""A whole sheet, pasted, fits; anything longer is refused unread."""

_LONGEST_CODE = 124
_LOOKS_LIKE = {"O": "0", "I": "1", "L": "1"}
_CODE_IN_A_TEXT = re.compile(r"(?<![\w-])\d\w{3}(?:-\w{4})*-\w{1,4}(?![\w-])", re.ASCII)

# The digit row without Shift, on French, Belgian and Apple's French keyboards.
_ROW = {sign: str(digit) for digit, sign in enumerate("à&é\"'(-è_ç")}
_ROW |= {"À": "0", "É": "2", "È": "7", "Ç": "9", "’": "4", "§": "6", "!": "8"}
_MOVED = {"A": "Q", "Q": "A", "Z": "W", "W": "Z", ",": "M", "?": "M"}
_AMERICAN_HYPHEN = ")"


def readings(typed: str) -> list[list[int]]:
    """The ways to read the text, likeliest first, as values 0 to 31.

    Raises BadTicket when nothing in it can be a code.
    """
    if len(typed) > LONGEST_TYPED:
        raise BadTicket(phrase("ticket.not-a-code"))
    text = unicodedata.normalize("NFKC", typed).strip()
    try:
        return _read(text)
    except BadTicket:
        found = _CODE_IN_A_TEXT.findall(text)
        # The whole text of a sheet, from its large mark or pasted: its last code is the one.
        if not found or found[-1] == text:
            raise
        return _read(found[-1])


def _read(text: str) -> list[list[int]]:
    if len(text) > _LONGEST_CODE:
        raise BadTicket(phrase("ticket.not-a-code"))
    if text[:1] in _ROW:
        return _by_keys(text)
    return [_to_values([sign for sign in text if not _is_filling(sign)])]


def _by_keys(text: str) -> list[list[int]]:
    # First the scanner, which moves letters too; then a person who forgot Shift for the digits.
    scanned = [_MOVED.get(sign, sign) for sign in _digits_of_row(text.upper())]
    typed = _digits_of_row(text)
    try:
        return [_to_values(scanned), _to_values(typed)]
    except BadTicket:
        return [_to_values(scanned)]


def _digits_of_row(text: str) -> list[str]:
    kept = (sign for sign in text if sign in _ROW or not _is_filling(sign))
    return [_ROW.get(sign, sign) for sign in kept if sign != _AMERICAN_HYPHEN]


def _is_filling(sign: str) -> bool:
    # Spaces, dashes of every kind, and what is invisible.
    return unicodedata.category(sign) in ("Zs", "Zl", "Zp", "Pd", "Cc", "Cf")


def _to_values(signs: list[str]) -> list[int]:
    return [_to_value(sign) for sign in signs]


def _to_value(sign: str) -> int:
    capital = sign.upper() if sign.isascii() else sign
    value = ALPHABET.find(_LOOKS_LIKE.get(capital, capital))
    if value < 0:
        raise BadTicket(phrase("ticket.wrong-sign", sign=sign if sign.isprintable() else "?"))
    return value
