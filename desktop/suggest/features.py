"""What the classifier looks at: pieces of words, words as they are and blurred, their kinds, pairs.

Each is a number of 32 bits, so that no list of pieces has to be kept.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple
from zlib import crc32

from desktop.suggest.kinds import Kinds
from desktop.suggest.words import Word

_WORD, _PAIR, _CONTENT_PAIR, _CAPITALS, _BONES, _LETTERS, _KIND, _KIND_PAIR = range(1, 9)
_SHORTEST_BLURRED = 4
_VOWELS = b"aeiouyh"

Ranks = tuple[int, ...]
"""Those of the words that a feature comes from, in the order of the text."""

Features = list[tuple[int, Ranks]]
"""Each feature's number as often as it stands in a text, with the words it comes from."""


class _Heavy(NamedTuple):
    """A word that says something alone."""

    rank: int
    coded: bytes
    kinds: tuple[bytes, ...]


def features_of(words: Sequence[Word], kinds: Kinds) -> Features:
    """Every feature of a text, in its order."""
    found: Features = []
    heavy: _Heavy | None = None
    before = b""
    for rank, word in enumerate(words):
        coded = word.folded.encode()
        here, pair = (rank,), (rank - 1, rank)
        found += [(number, here) for number in _numbers_of(word, coded)]
        if rank:
            found.append((crc32(before + b" " + coded, _PAIR), pair))
        if not word.is_light:
            this = _Heavy(rank, coded, kinds.of(word.folded))
            found += [(crc32(kind, _KIND), here) for kind in this.kinds]
            if rank:
                found += [(crc32(before + b" " + kind, _KIND_PAIR), pair) for kind in this.kinds]
            if heavy is not None:
                found += _pairs_of(heavy, this)
            heavy = this
        before = coded
    return found


def _numbers_of(word: Word, coded: bytes) -> list[int]:
    """What a word is, by itself."""
    numbers = _pieces(coded)
    numbers.append(crc32(coded, _WORD))
    if len(coded) >= _SHORTEST_BLURRED:
        numbers.append(crc32(_bones(coded), _BONES))
        numbers.append(crc32(coded[:1] + bytes(sorted(set(coded))), _LETTERS))
    if word.capitals:
        numbers.append(crc32(word.capitals.encode(), _CAPITALS))
    return numbers


def _pairs_of(first: _Heavy, second: _Heavy) -> Features:
    """Two words that say something, with at most light ones between them; and their kinds."""
    numbers = [crc32(first.coded + b" " + second.coded, _CONTENT_PAIR)]
    for kind in second.kinds:
        numbers += [crc32(one + b" " + kind, _KIND_PAIR) for one in (first.coded, *first.kinds)]
    numbers += [crc32(kind + b" " + second.coded, _KIND_PAIR) for kind in first.kinds]
    return [(number, (first.rank, second.rank)) for number in numbers]


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
