"""What the classifier looks at: pieces of words, words as they are and blurred, pairs of words.

Each is a number of 32 bits, so that no list of pieces has to be kept.
"""

from __future__ import annotations

from collections.abc import Sequence
from zlib import crc32

from desktop.suggest.words import Word

_WORD, _PAIR, _CONTENT_PAIR, _CAPITALS, _BONES, _LETTERS = range(1, 7)
_SHORTEST_BLURRED = 4
_VOWELS = b"aeiouyh"

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
        if len(coded) >= _SHORTEST_BLURRED:
            found.setdefault(crc32(_bones(coded), _BONES), here)
            found.setdefault(crc32(coded[:1] + bytes(sorted(set(coded))), _LETTERS), here)
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


def _bones(coded: bytes) -> bytes:
    """A word's first letter and consonants, none twice in a row: vowels are often mistyped."""
    bones = bytearray(coded[:1])
    for letter in coded[1:].translate(None, _VOWELS):
        if letter != bones[-1]:
            bones.append(letter)
    return bytes(bones)
