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

_WIDTHS = ((SIGNS, 2), (LETTERS, 2), (SPACE, 5), (DONE, 3))
_NARROW = 11
"""How many keys a row has where three rows must do."""

_LOW_ROWS = {
    "fr": (
        (*"azertyuiop", BACK),
        (*"qsdfghjklm", DONE),
        (SIGNS, *"wxcvbn'-", SPACE),
    ),
    "en": (
        (*"qwertyuiop", BACK),
        (*"asdfghjkl'", DONE),
        (SIGNS, *"zxcvbnm-", SPACE),
    ),
}
_LOW_CODE_ROWS = {
    "fr": ((*DIGITS, BACK), (*"azertyuiop", "-"), (*"qsdfghjklm", DONE), (*"wxcvbn'", SPACE)),
    "en": ((*DIGITS, BACK), (*"qwertyuiop", "-"), (*"asdfghjkl'", DONE), (*"zxcvbnm", SPACE)),
}
_LOW_SIGN_ROWS = ((*DIGITS, BACK), (*"-/,.;:?!()", DONE), (LETTERS, *"@&+%€#°’", SPACE))


@dataclass(frozen=True, slots=True)
class Layout:
    """Rows of keys, from the top, how many key widths they are laid on, and which are wider."""

    rows: tuple[tuple[str, ...], ...]
    across: int = ACROSS
    widths: tuple[tuple[str, int], ...] = _WIDTHS


def letters(language: str, has_digits: bool) -> Layout:
    """AZERTY in French, QWERTY in English; with the digits above where they are asked too."""
    rows = (*_ROWS["en" if language == "en" else "fr"], _LAST)
    return Layout((DIGITS, *rows) if has_digits else rows)


def signs() -> Layout:
    """Digits and signs."""
    return Layout(_SIGN_ROWS)


def digits() -> Layout:
    """Where nothing but digits is asked."""
    return Layout(_DIGIT_ROWS, 3, ())


def low_letters(language: str) -> Layout:
    """Three rows, for a screen on which four would leave too little of the page.

    No capitals: nothing that is typed at a kiosk needs them.
    """
    return Layout(_LOW_ROWS["en" if language == "en" else "fr"], _NARROW, ((SPACE, 2),))


def low_letters_and_digits(language: str) -> Layout:
    """For a code, on such a screen: everything at once, and nothing to switch."""
    return Layout(_LOW_CODE_ROWS["en" if language == "en" else "fr"], _NARROW, ((SPACE, 4),))


def low_signs() -> Layout:
    """Digits and signs, on such a screen."""
    return Layout(_LOW_SIGN_ROWS, _NARROW, ((SPACE, 2),))


def accents_of(key: str) -> str:
    """What a key held down offers, in the same case."""
    offered = _ACCENTS.get(key.lower(), "")
    return offered.upper() if key.isupper() else offered


def width_of(key: str, layout: Layout) -> int:
    """How many key widths a key takes."""
    return dict(layout.widths).get(key, 1)
