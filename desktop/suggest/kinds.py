"""Words of a kind: Hanoi and Ohio are both abroad, a welder and a cook are both a trade.

Training meets a few towns, trades and machines only; a word it never met speaks by its kind.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

_PLURALS = ("s", "x")


class Kinds:
    """Which kinds a folded word is of."""

    def __init__(self, words: Mapping[str, str]) -> None:
        """`words`: for each kind its words, with spaces between them."""
        self.words = dict(words)
        self._kinds: dict[str, tuple[bytes, ...]] = {}
        for kind in sorted(words):
            coded = b"@" + kind.encode()
            for word in words[kind].split():
                self._kinds[word] = (*self._kinds.get(word, ()), coded)

    def forms(self) -> Iterator[str]:
        """Every word that is of a kind, with each mark of a plural and without."""
        for word in self._kinds:
            yield word
            yield from (word + mark for mark in _PLURALS)

    def of(self, folded: str) -> tuple[bytes, ...]:
        """The kinds of a word, as it stands or without the mark of its plural."""
        found = self._kinds.get(folded)
        if found is None and folded.endswith(_PLURALS):
            found = self._kinds.get(folded[:-1])
        return found or ()
