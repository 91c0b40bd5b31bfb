"""The 32 characters of a code, and the two check characters computed from the others.

The check is a Reed-Solomon code over the field of 32 elements: in blocks of at most 31 characters,
two different codes differ in three places or more. So one or two wrong characters, and any two
characters swapped, are noticed always, not just nearly always.
"""

from __future__ import annotations

from collections.abc import Iterable

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Crockford's base 32: no I, L, O, U."""

CHECKS = 2
_BLOCK = 31
_GROUP = 4


def _powers() -> tuple[int, ...]:
    # Powers of the element 2 in GF(32), whose multiplication is modulo x^5 + x^2 + 1.
    powers = [1]
    while len(powers) < _BLOCK:
        doubled = powers[-1] << 1
        powers.append(doubled ^ 0b100101 if doubled & 32 else doubled)
    return tuple(powers)


_EXP = _powers()
_LOG = {value: power for power, value in enumerate(_EXP)}


def _times(a: int, b: int) -> int:
    return _EXP[(_LOG[a] + _LOG[b]) % _BLOCK] if a and b else 0


# (x - 2)(x - 4): every block is a multiple of it.
_MIDDLE, _LAST = _EXP[1] ^ _EXP[2], _times(_EXP[1], _EXP[2])


def _remainder(characters: Iterable[int]) -> tuple[int, int]:
    high = low = 0
    for character in characters:
        carry = high ^ character
        high, low = low ^ _times(carry, _MIDDLE), _times(carry, _LAST)
    return high, low


def with_checks(characters: list[int]) -> list[int]:
    """The characters, each block of 29 followed by its two check characters."""
    size = _BLOCK - CHECKS
    blocks = [characters[start : start + size] for start in range(0, len(characters), size)]
    return [character for block in blocks for character in (*block, *_remainder(block))]


def without_checks(characters: list[int]) -> list[int] | None:
    """The characters without their checks, or None when a check does not hold."""
    kept: list[int] = []
    for start in range(0, len(characters), _BLOCK):
        block = characters[start : start + _BLOCK]
        if len(block) <= CHECKS or _remainder(block[:-CHECKS]) != tuple(block[-CHECKS:]):
            return None
        kept += block[:-CHECKS]
    return kept


def count_checks(length: int) -> int:
    """How many of the characters of a code of this length are check characters."""
    return CHECKS * -(-length // _BLOCK)


def from_number(number: int) -> list[int]:
    """The number in base 32, most significant first; nothing for zero."""
    characters: list[int] = []
    while number:
        number, character = divmod(number, 32)
        characters.append(character)
    return characters[::-1]


def to_number(characters: Iterable[int]) -> int:
    """The number that these base 32 digits write."""
    number = 0
    for character in characters:
        number = number << 5 | character
    return number


def write(characters: Iterable[int]) -> str:
    """The characters as printed: groups of four, hyphens between."""
    text = "".join(ALPHABET[character] for character in characters)
    return "-".join(text[start : start + _GROUP] for start in range(0, len(text), _GROUP))
