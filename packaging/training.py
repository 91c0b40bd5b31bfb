"""What is learnt of a guide's sayings: weights, how likely a score is, when to propose."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from math import exp

import numpy as np

from desktop.suggest.choosing import Thresholds, choose
from desktop.suggest.evaluation import Figures, Rate, measure, measure_spoilt, mistyped
from desktop.suggest.hearing import Hearing
from desktop.suggest.labels import NOTHING, ask_of, uncovered_of, with_overall
from desktop.suggest.model import Suggestion
from desktop.suggest.noise import strip_accents
from desktop.suggest.sayings import Saying, Sayings
from desktop.suggest.suggester import to_suggestion
from desktop.suggest.weights import Weights
from desktop.suggest.words import to_words
from fit import Met, Settings, all_labels, fit, fit_likelihood

FOLDS = 4
START = Thresholds(first=8.0, more=-2.0, ask=0.3)
STEPS = {
    "first": tuple(range(-2, 24)),
    "more": tuple(step / 2 for step in range(-10, 7)),
    "ask": (0.05, 0.1, 0.15, 0.2, 0.25, 0.3, 0.4, 0.5),
}
MOST_OFF_TOPIC = 7.0
"""Percent of texts about nothing in which a need may be proposed, when limits are chosen."""

Likely = Mapping[str, float]


class Training:
    """One guide's sayings, and what was learnt of them; every figure is on held-out sayings."""

    def __init__(
        self, read: Sayings, needs: Sequence[str], settings: Settings | None = None
    ) -> None:
        self._read = read
        self._needs = needs
        self._settings = settings or Settings()
        self._met = Met(read.sayings)
        self._labels = all_labels(read.sayings)
        self._words: dict[str, int] = {}
        scores = self._held_out_scores()
        self._curves = self._likelihood_curves(scores)
        self._likely = {text: self._to_likely(score) for text, score in scores.items()}
        self.limits = self._best_limits()

    def to_bytes(self) -> bytes:
        """The weights learnt from every saying, as the file that is shipped."""
        everything = range(len(self._read.sayings))
        fitted = fit(self._met, everything, self._labels, self._settings)
        return fitted.to_bytes(self._needs, self._read.asks, self._curves, self.limits)

    def figures(self, language: str | None = None) -> Figures:
        """What was measured on the sayings of one language, or of both."""
        chosen = [s for s in self._read.sayings if language in (None, s.language)]
        return measure(chosen, lambda text: self.heard(text, self.limits))

    def spoilt(self, language: str) -> dict[str, Rate]:
        """How often the first need is right on the sayings of one language, spoilt."""
        chosen = [s for s in self._read.sayings if s.language == language]
        return measure_spoilt(chosen, lambda text: self.heard(text, self.limits))

    def disputed(self) -> list[tuple[Saying, Suggestion]]:
        """The sayings on which the classifier, not having met them, is of another mind."""
        heard = [(saying, self.heard(saying.text, self.limits)) for saying in self._read.sayings]
        return [(saying, found) for saying, found in heard if not agrees(saying, found)]

    def heard(self, text: str, limits: Thresholds) -> Suggestion:
        """What is heard in a saying by weights that never met it."""
        likely, words = self._likely[text], self._words[text]
        chosen = choose(likely, words, self._needs, self._read.asks, limits)
        return to_suggestion(likely, self._needs, chosen, lambda _: ())

    def _held_out_scores(self) -> dict[str, list[float]]:
        sayings = self._read.sayings
        plain = [(1.0, 0.0)] * len(self._labels)
        scores: dict[str, list[float]] = {}
        for fold in range(FOLDS):
            rest = [rank for rank in range(len(sayings)) if rank % FOLDS != fold]
            fitted = fit(self._met, rest, self._labels, self._settings)
            weights = Weights(fitted.to_bytes(self._needs, self._read.asks, plain, START))
            for saying in sayings[fold::FOLDS]:
                for text in (saying.text, strip_accents(saying.text), mistyped(saying.text)):
                    words = to_words(text)
                    self._words[text] = len(words)
                    scores.setdefault(text, Hearing(weights, words).scores())
        return scores

    def _likelihood_curves(self, scores: Mapping[str, list[float]]) -> list[tuple[float, float]]:
        sayings = self._read.sayings
        meant = [with_overall(saying.labels) for saying in sayings]
        held_out = np.array([scores[saying.text] for saying in sayings])
        return [
            fit_likelihood(held_out[:, rank], np.array([float(label in each) for each in meant]))
            for rank, label in enumerate(self._labels)
        ]

    def _to_likely(self, scores: Sequence[float]) -> Likely:
        return {
            label: 1 / (1 + exp(-(slope * score + offset)))
            for label, score, (slope, offset) in zip(
                self._labels, scores, self._curves, strict=True
            )
        }

    def _best_limits(self) -> Thresholds:
        """The limits found by moving one at a time, twice round."""
        best = START
        for name in ("first", "ask", "more") * 2:
            best = max((replace(best, **{name: step}) for step in STEPS[name]), key=self._worth)
        return best

    def _worth(self, limits: Thresholds) -> float:
        """How well limits serve what is promised: the first need, all of several, the question."""
        figures = measure(self._read.sayings, lambda text: self.heard(text, limits))
        asks = [rate.percent for rate in figures.asks.values()]
        too_often = max(0.0, figures.off_topic.percent - MOST_OFF_TOPIC)
        ask = sum(asks) / len(asks) if asks else 0.0
        return 4 * figures.first.percent + 2 * figures.exact.percent + ask - 4 * too_often


def agrees(saying: Saying, found: Suggestion) -> bool:
    """Whether what is heard is what the saying is labelled with."""
    heard = {item.need for item in found.needs}
    label = saying.labels[0]
    if label in NOTHING or uncovered_of(label):
        return not heard and found.uncovered == uncovered_of(label)
    wanted = {item for item in saying.labels if ":" not in item}
    ask = next((asked for item in saying.labels if (asked := ask_of(item))), None)
    return heard == wanted and found.ask == ask
