"""How wide a text is drawn, never less than it will be, and where its lines break.

No font is asked: the picture may be shown with another one. The widths are those of a wide sans.
"""

from __future__ import annotations

import unicodedata

_NARROW = frozenset("iljtfrI.,:;!|'’‘()[]·-")
_WIDE = frozenset("mwMWŒœ@%…—&")
NO_BREAK = "\u00a0"


def width_of(text: str, size: float) -> float:
    """The width of `text` at a font size, in the same unit."""
    return size * sum(_em(character) for character in text)


def _em(character: str) -> float:
    plain = unicodedata.normalize("NFD", character)[0]
    if plain in (" ", NO_BREAK):
        return 0.30
    if plain in _NARROW:
        return 0.40
    if plain in _WIDE:
        return 0.98
    if unicodedata.east_asian_width(character) in "WF" or unicodedata.category(plain)[0] == "S":
        return 1.1
    return 0.72 if plain.isupper() else 0.60


def wrap(text: str, size: float, room: float, most: int) -> tuple[str, ...]:
    """The text in lines that fit `room`, at most `most` of them; what is cut ends with "…"."""
    lines: list[str] = []
    for word in _words(text, size, room):
        joined = f"{lines[-1]} {word}" if lines else word
        if lines and width_of(joined, size) <= room:
            lines[-1] = joined
        else:
            lines.append(word)
    if len(lines) <= most:
        return tuple(lines)
    last = lines[most - 1]
    while width_of(last + "…", size) > room:
        # A whole word if there is one to spare, else a letter.
        last = last.rpartition(" ")[0] or last[:-1]
    return (*lines[: most - 1], last + "…")


def _words(text: str, size: float, room: float) -> list[str]:
    """The words, those that no line can hold cut in pieces."""
    found: list[str] = []
    # str.split() would break at the no-break spaces that French puts before its signs.
    for word in text.replace("\n", " ").split(" "):
        piece = ""
        for character in word:
            if piece and width_of(piece + character, size) > room:
                found.append(piece)
                piece = ""
            piece += character
        if piece:
            found.append(piece)
    return found
