"""Which key chooses what: digits first, then letters; a French keyboard's digit row is forgiven."""

from __future__ import annotations

from collections.abc import Iterable
from string import ascii_lowercase

_ROW = {sign: digit for digit, sign in enumerate("à&é\"'(-è_ç")}
_KEYS = "123456789" + ascii_lowercase
_SHOWN = 0x10FFFF


def digit_of(sign: str | int) -> int | None:
    """The digit of a key, by its sign or code; also that of the row of a French keyboard.

    There the row writes `&é"'(` without Shift, and nobody at a desk holds Shift to choose.
    """
    if isinstance(sign, int):
        sign = chr(sign) if sign <= _SHOWN else ""
    sign = sign.lower()
    if len(sign) == 1 and sign.isascii() and sign.isdigit():
        return int(sign)
    return _ROW.get(sign)


def keys_for(count: int) -> tuple[str, ...]:
    """The keys of so many choices, "" for those beyond the last letter."""
    return tuple(_KEYS[index] if index < len(_KEYS) else "" for index in range(count))


def place_of(sign: str, keys: Iterable[str]) -> int | None:
    """Which of `keys` a typed sign means, as an index."""
    wanted = sign.lower()
    digit = digit_of(sign)
    for index, key in enumerate(keys):
        if key and key in (wanted, str(digit) if digit is not None else wanted):
            return index
    return None
