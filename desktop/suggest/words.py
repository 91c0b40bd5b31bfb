"""Cuts a visitor's text into words, each with its place, folded as the classifier compares them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

MAX_TEXT = 2000
"""Characters of a text that are read: more than anyone types on a screen."""

_LONGEST_WORD = 30
_TOKEN = re.compile(r"(?:[^\W\d_]\.){2,}[^\W\d_]?|[^\W\d_]+|\d+|[€$£%]")
_REPEATED = re.compile(r"(.)\1{2,}")
_SIGNS = {"€": "euro", "$": "dollar", "£": "pound", "%": "percent"}

_STOP_WORDS = """
a about ai am an and any are as at au aux avec avez avoir avons be been but by c ca can ce ces
cet cette chez comme comment d dans de des do does don donc du elle elles en es est et etes eux
for from had has have he her his how i if il ils in into is it its j je just l la le les leur
leurs lui m ma mais me mes moi mon my n ne no nos not notre nous of on ont or ou our out par pas
plus pour pr qu que qui s sa sans se ses she si so some sommes son sont sur t ta te tes that the
their them there they this to toi ton too tres tu un une us very vos votre vous was we were what
when where which who will with would y you your
"""
STOP_WORDS = frozenset(_STOP_WORDS.split())
"""Folded words that say nothing alone."""

_STOPS = frozenset(".;:!?,\n")
_JOINERS = frozenset(
    ("et", "mais", "puis", "ensuite", "aussi", "and", "but", "then", "also", "plus")
)
_SHORTEST_PART = 2


@dataclass(frozen=True, slots=True)
class Word:
    """One word of a text: where it stands, how it is compared, its capitals if it has no others."""

    start: int
    end: int
    folded: str
    capitals: str = ""

    @property
    def is_light(self) -> bool:
        """Whether it says nothing alone."""
        return self.folded in STOP_WORDS


def to_words(text: str) -> list[Word]:
    """The words of the first MAX_TEXT characters of `text`."""
    text = text[:MAX_TEXT]
    words = [_to_word(match) for match in _TOKEN.finditer(text)]
    words = [word for word in words if word.folded]
    shouted = sum(bool(word.capitals) for word in words)
    if shouted > 1 and 2 * shouted > sum(word.folded.isalpha() for word in words):
        # All in capitals: they no longer tell VIE from vie.
        words = [Word(word.start, word.end, word.folded) for word in words]
    return words


def to_parts(text: str, words: Sequence[Word]) -> list[range]:
    """The ranks of the words in each part of a text: between stops, and words like "and"."""
    parts: list[range] = []
    start = end = 0
    for rank, word in enumerate(words):
        joins = word.folded in _JOINERS
        if joins or not _STOPS.isdisjoint(text[end : word.start]):
            parts.append(range(start, rank))
            start = rank + joins
        end = word.end
    parts.append(range(start, len(words)))
    return [part for part in parts if len(part) >= _SHORTEST_PART]


def _to_word(match: re.Match[str]) -> Word:
    written = match.group()
    if written.isdecimal():
        # How long a number is says more than which it is: 2 millions, 120 jours, 300 000 euros.
        return Word(match.start(), match.end(), "#" * min(len(written), 5))
    bare = written.replace(".", "")
    capitals = bare[:_LONGEST_WORD] if len(bare) > 1 and bare.isupper() else ""
    if "." in written:
        capitals = bare.upper()[:_LONGEST_WORD]
    return Word(match.start(), match.end(), fold_word(_SIGNS.get(bare, bare)), capitals)


def fold_word(word: str) -> str:
    """A word without accents, case or ligature; a letter typed again and again counts as two."""
    word = word[: 2 * _LONGEST_WORD].casefold().replace("œ", "oe").replace("æ", "ae")
    if not word.isascii():
        letters = unicodedata.normalize("NFKD", word)
        word = "".join(letter for letter in letters if letter.isalnum())
    return _REPEATED.sub(r"\1\1", word)[:_LONGEST_WORD]
