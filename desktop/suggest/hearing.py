"""Listens to one text: how likely each label is, and which words speak for it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import exp, sqrt
from operator import itemgetter

from desktop.suggest.features import features_of
from desktop.suggest.model import Span
from desktop.suggest.weights import SHARE_STEP, ZERO, Weights
from desktop.suggest.words import Word

_FAINT = 0.35
"""A word that speaks less than this for a label, beside the one that speaks most, is not shown."""

_MOST_WORDS = 5
_FARTHEST = 40.0


class Hearing:
    """One text, heard with some weights."""

    def __init__(self, weights: Weights, words: Sequence[Word]) -> None:
        self._weights = weights
        self._words = words
        found = [(weights.find(feature), ranks) for feature, ranks in features_of(words).items()]
        self._ranks = [ranks for row, ranks in found if row is not None]
        self._rows = [row for row, _ in found if row is not None]
        known = sum(map(weights.shares.__getitem__, self._rows)) * SHARE_STEP
        unknown = (len(found) - len(self._rows)) * weights.header.unknown_share
        self._length = sqrt(known + unknown) or 1.0

    @property
    def is_empty(self) -> bool:
        """Whether training met nothing of this text."""
        return not self._rows

    def scores(self) -> list[float]:
        """The raw score of each label."""
        header = self._weights.header
        if self.is_empty:
            return list(header.bias)
        # The first row twice, for itemgetter gives no tuple of a single one.
        first = self._rows[0]
        pick = itemgetter(first, *self._rows)
        nothing = ZERO * len(self._rows)
        sums = [sum(pick(column)) - column[first] - nothing for column in self._weights.columns]
        return [
            total * scale / self._length + bias
            for total, scale, bias in zip(sums, header.scale, header.bias, strict=True)
        ]

    def likelihoods(self) -> Mapping[str, float]:
        """How likely each label is, from 0 to 1, each for itself."""
        header = self._weights.header
        return {
            label: 1 / (1 + exp(max(-_FARTHEST, min(_FARTHEST, -(slope * score + offset)))))
            for label, score, slope, offset in zip(
                header.labels, self.scores(), header.slope, header.offset, strict=True
            )
        }

    def spans(self, label: str) -> tuple[Span, ...]:
        """Where the words stand that speak most for a label, in the order of the text."""
        column = self._weights.columns[self._weights.header.labels.index(label)]
        speaks = [0.0] * len(self._words)
        for row, ranks in zip(self._rows, self._ranks, strict=True):
            for rank in ranks:
                speaks[rank] += (column[row] - ZERO) / len(ranks)
        heavy = [rank for rank, word in enumerate(self._words) if not word.is_light]
        heavy.sort(key=lambda rank: -speaks[rank])
        if not heavy or speaks[heavy[0]] <= 0:
            return ()
        least = _FAINT * speaks[heavy[0]]
        chosen = [rank for rank in heavy[:_MOST_WORDS] if speaks[rank] >= least]
        return self._joined(sorted(chosen))

    def _joined(self, ranks: list[int]) -> tuple[Span, ...]:
        """One span for words that follow each other, or have only light words between them."""
        spans: list[Span] = []
        last = -2
        for rank in ranks:
            word = self._words[rank]
            if spans and all(between.is_light for between in self._words[last + 1 : rank]):
                spans[-1] = (spans[-1][0], word.end)
            else:
                spans.append((word.start, word.end))
            last = rank
        return tuple(spans)
