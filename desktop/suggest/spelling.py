"""Reads a mistyped word as the word of training that it is one slip of a finger away from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from desktop.suggest.kinds import Kinds
from desktop.suggest.words import Word

SHORTEST = 4
"""Letters of a word below which it is taken as it stands: too many words are one slip away."""

_SHORTEST_OF_A_KIND = 5
_MOST_MENDED = 8
"""Words read otherwise in one text: more are another language, and would take time."""

_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_KEYBOARDS = (
    ("azertyuiop", "qsdfghjklm", "wxcvbn"),
    ("qwertyuiop", "asdfghjkl", "zxcvbnm"),
)
_BESIDE = {
    letter: "".join(
        sorted(
            {
                row[place + step]
                for rows in _KEYBOARDS
                for row in rows
                for place in [row.find(letter)]
                for step in (-1, 1)
                if place >= 0 and 0 <= place + step < len(row)
            }
        )
    )
    for letter in _LETTERS
}


class Spelling:
    """The words that training met, to tell a slip from a word."""

    def __init__(self, often: str, seldom: str, kinds: Kinds) -> None:
        """`often`: words, commonest first, that a slip is read as; `seldom`: others that are words.

        Both are folded, with spaces between them.
        """
        self._ranks = {word: rank for rank, word in enumerate(often.split())}
        self._others = frozenset(seldom.split())
        self._kinds = kinds
        self._of_a_kind = frozenset(
            form for form in kinds.forms() if len(form) >= _SHORTEST_OF_A_KIND
        )

    def mend(self, words: Sequence[Word]) -> list[Word]:
        """The words of a text, each slip read as the word that was meant, in the slip's place."""
        read: list[Word] = []
        slips = 0
        for word in words:
            if slips < _MOST_MENDED and self._is_strange(word):
                slips += 1
                read.append(replace(word, folded=self.meant_by(word.folded)))
            else:
                read.append(word)
        return read

    def meant_by(self, strange: str) -> str:
        """The commonest word one slip away; else one of a kind; else the strange word itself."""
        near = _one_slip_before(strange)
        met = [word for word in near if word in self._ranks]
        if met:
            return min(met, key=self._ranks.__getitem__)
        return next((word for word in near if word in self._of_a_kind), strange)

    def _is_strange(self, word: Word) -> bool:
        folded = word.folded
        return (
            is_spelt(folded)
            and not word.is_light
            and folded not in self._ranks
            and folded not in self._others
            and not self._kinds.of(folded)
        )


def is_spelt(folded: str) -> bool:
    """Whether a folded word is one in which a slip can be told."""
    return len(folded) >= SHORTEST and folded.isalpha()


def _one_slip_before(word: str) -> list[str]:
    """What may have been meant: a letter missed, doubled, swapped, or taken for the one beside."""
    near: list[str] = []
    for place in range(len(word) + 1):
        before, after = word[:place], word[place:]
        near += [before + letter + after for letter in _LETTERS]
        if not after:
            break
        rest = after[1:]
        near += [before + letter + rest for letter in _BESIDE.get(after[0], "")]
        if before.endswith(after[0]):
            near.append(before + rest)
        if rest:
            near.append(before + rest[0] + after[0] + rest[1:])
    return near
