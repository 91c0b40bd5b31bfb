"""Which keys stand where: letters as each language has them, digits, signs, and their accents."""

from __future__ import annotations

from dataclasses import dataclass

SHIFT, BACK, SIGNS, LETTERS, SPACE, DONE = "shift", "back", "signs", "letters", "space", "done"
SPECIAL = frozenset({SHIFT, BACK, SIGNS, LETTERS, SPACE, DONE})
ACROSS = 10
"""How many keys a row of letters has."""

DIGITS = tuple("1234567890")

_ROWS = {
    "fr": (tuple("azertyuiop"), tuple("qsdfghjklm"), (SHIFT, *"wxcvbn'-", BACK)),
    "en": (tuple("qwertyuiop"), tuple("asdfghjkl'"), (SHIFT, *"zxcvbnm-", BACK)),
}
_LAST = (SIGNS, SPACE, DONE)
_SIGN_ROWS = (
    DIGITS,
    tuple("-/,.;:?!()"),
    (*'@&+%€#°’"', BACK),
    (LETTERS, SPACE, DONE),
)
_DIGIT_ROWS = (tuple("123"), tuple("456"), tuple("789"), (BACK, "0", DONE))

_ACCENTS = {
    "a": "àâäæ", "c": "ç", "e": "éèêë", "i": "îï", "n": "ñ", "o": "ôöœ", "u": "ùûü", "y": "ÿ",
    "'": "’",
}  # fmt: skip

_WIDTHS = {SIGNS: 2, LETTERS: 2, SPACE: 5, DONE: 3}


@dataclass(frozen=True, slots=True)
class Layout:
    """Rows of keys, from the top, and how many key widths they are laid on."""

    rows: tuple[tuple[str, ...], ...]
    across: int = ACROSS


def letters(language: str, has_digits: bool) -> Layout:
    """AZERTY in French, QWERTY in English; with the digits above where they are asked too."""
    rows = (*_ROWS["en" if language == "en" else "fr"], _LAST)
    return Layout((DIGITS, *rows) if has_digits else rows)


def signs() -> Layout:
    """Digits and signs."""
    return Layout(_SIGN_ROWS)


def digits() -> Layout:
    """Where nothing but digits is asked."""
    return Layout(_DIGIT_ROWS, across=3)


def accents_of(key: str) -> str:
    """What a key held down offers, in the same case."""
    offered = _ACCENTS.get(key.lower(), "")
    return offered.upper() if key.isupper() else offered


def width_of(key: str, layout: Layout) -> int:
    """How many key widths a key takes."""
    return _WIDTHS.get(key, 1) if layout.across == ACROSS else 1
