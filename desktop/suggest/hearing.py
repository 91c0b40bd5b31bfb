"""Listens to one text: how likely each label is, and which words speak for it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import exp, sqrt
from operator import itemgetter

from desktop.suggest.choosing import Impression
from desktop.suggest.features import features_of
from desktop.suggest.model import Span
from desktop.suggest.weights import SHARE_STEP, ZERO, Weights
from desktop.suggest.words import Word, to_parts

_FAINT = 0.35
"""A word that speaks less than this for a label, beside the one that speaks most, is not shown."""

_MOST_WORDS = 5
_FARTHEST = 40.0


class Hearing:
    """One text, heard with some weights."""

    def __init__(self, weights: Weights, words: Sequence[Word]) -> None:
        self._weights = weights
        self._words = weights.spelling.mend(words)
        self._found = features_of(self._words, weights.kinds)
        self._row_of = {number: weights.find(number) for number, _ in self._found}
        unmet = sum(row is None for row in self._row_of.values())
        self.is_empty = unmet == len(self._row_of)
        """Whether training met nothing of this text."""
        self.unknown = unmet / len(self._row_of) if self._row_of else 0.0
        """The share of this text, from 0 to 1, that training never met."""

    def scores(self) -> list[float]:
        """The raw score of each label."""
        return self._scores(list(self._row_of.values()))

    def scores_in_parts(self, text: str) -> list[float]:
        """The raw score of each label in that part of the text which speaks most for it."""
        parts = to_parts(text, self._words)
        if parts in ([], [range(len(self._words))]):
            return self.scores()
        part_of = {rank: number for number, part in enumerate(parts) for rank in part}
        numbers: list[set[int]] = [set() for _ in parts]
        for number, ranks in self._found:
            part = part_of.get(ranks[0])
            if part is not None and part == part_of.get(ranks[-1]):
                numbers[part].add(number)
        rows = ([self._row_of[number] for number in sorted(part)] for part in numbers)
        return list(map(max, zip(*map(self._scores, rows), strict=True)))

    def _scores(self, found: Sequence[int | None]) -> list[float]:
        """The raw score of each label for some features, None for those that were never met."""
        header = self._weights.header
        rows = [row for row in found if row is not None]
        if not rows:
            return list(header.bias)
        known = sum(map(self._weights.shares.__getitem__, rows)) * SHARE_STEP
        length = sqrt(known + (len(found) - len(rows)) * header.unknown_share) or 1.0
        # The first row twice, for itemgetter gives no tuple of a single one.
        first = rows[0]
        pick = itemgetter(first, *rows)
        nothing = ZERO * len(rows)
        sums = [sum(pick(column)) - column[first] - nothing for column in self._weights.columns]
        return [
            total * scale / length + bias
            for total, scale, bias in zip(sums, header.scale, header.bias, strict=True)
        ]

    def impression(self, text: str) -> Impression:
        """What the text, whose words these are, makes one think of."""
        whole, parts = self.scores(), self.scores_in_parts(text)
        header = self._weights.header
        curves = list(zip(header.slope, header.offset, strict=True))
        return Impression(
            to_likelihoods(header.labels, curves, whole),
            to_likelihoods(header.labels, curves, parts),
            len(self._words),
            self.unknown,
        )

    def spans(self, label: str) -> tuple[Span, ...]:
        """Where the words stand that speak most for a label, in the order of the text."""
        column = self._weights.columns[self._weights.header.labels.index(label)]
        speaks = [0.0] * len(self._words)
        # Where a feature stands again, the words of the first place speak for it.
        for number, ranks in dict(reversed(self._found)).items():
            row = self._row_of[number]
            if row is not None:
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


def to_likelihoods(
    labels: Sequence[str], curves: Sequence[tuple[float, float]], scores: Sequence[float]
) -> Mapping[str, float]:
    """How likely each label is, from 0 to 1, each for itself."""
    return {
        label: 1 / (1 + exp(max(-_FARTHEST, min(_FARTHEST, -(slope * score + offset)))))
        for label, (slope, offset), score in zip(labels, curves, scores, strict=True)
    }
