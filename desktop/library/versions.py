"""Versions of a guide: numbers with dots, of which the newer can be told."""

from __future__ import annotations

_MOST_PARTS, _MOST_DIGITS = 8, 9


def is_version(version: str) -> bool:
    """Whether a version can be told from an older one: numbers with dots."""
    parts = version.split(".")
    return len(parts) <= _MOST_PARTS and all(
        part.isascii() and part.isdigit() and len(part) <= _MOST_DIGITS for part in parts
    )


def rank(version: str) -> tuple[int, ...]:
    """A version so that newer is greater; 2026.11 is 2026.11.0. One that has no order is oldest."""
    if not is_version(version):
        return ()
    numbers = [int(part) for part in version.split(".")]
    while numbers and numbers[-1] == 0:
        numbers.pop()
    return tuple(numbers)
