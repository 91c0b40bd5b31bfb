"""What the classifier looks at: pieces of words, words, and words that follow one another.

Each is a number of 32 bits, so that no list of pieces has to be kept.
"""

from __future__ import annotations

from collections.abc import Sequence
from zlib import crc32

from desktop.suggest.words import Word

_WORD, _PAIR, _CONTENT_PAIR, _CAPITALS = 1, 2, 3, 4

Features = dict[int, tuple[int, ...]]
"""A feature's number, and the ranks of the words it comes from."""


def features_of(words: Sequence[Word]) -> Features:
    """Every feature of a text, once each, with the words where it first stands."""
    found: Features = {}
    before = heavy_before = b""
    rank_before = 0
    for rank, word in enumerate(words):
        coded = word.folded.encode()
        here = (rank,)
        for piece in _pieces(coded):
            found.setdefault(piece, here)
        found.setdefault(crc32(coded, _WORD), here)
        if word.capitals:
            found.setdefault(crc32(word.capitals.encode(), _CAPITALS), here)
        if rank:
            found.setdefault(crc32(before + b" " + coded, _PAIR), (rank - 1, rank))
        if not word.is_light:
            if heavy_before:
                pair = crc32(heavy_before + b" " + coded, _CONTENT_PAIR)
                found.setdefault(pair, (rank_before, rank))
            heavy_before, rank_before = coded, rank
        before = coded
    return found


def _pieces(coded: bytes) -> list[int]:
    """Three to five letters in a row, the edges of the word being letters too."""
    padded = b" " + coded + b" "
    last = len(padded) + 1
    return [
        crc32(padded[start : start + length])
        for length in (3, 4, 5)
        for start in range(last - length)
    ]
