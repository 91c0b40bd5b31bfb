"""What is learnt of a guide's sayings: weights, how likely a score is, when to propose."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from desktop.suggest.choosing import Impression, Thresholds, choose
from desktop.suggest.evaluation import Figures, Rate, measure, measure_spoilt, mistyped
from desktop.suggest.hearing import Hearing, to_likelihoods
from desktop.suggest.labels import NOTHING, ask_of, is_need, learnt_of, uncovered_of
from desktop.suggest.model import Suggestion
from desktop.suggest.noise import strip_accents
from desktop.suggest.sayings import Saying, Sayings
from desktop.suggest.suggester import to_suggestion
from desktop.suggest.weights import Weights
from desktop.suggest.words import to_words
from fit import Met, Settings, all_labels, fit, fit_likelihood

FOLDS = 4
START = Thresholds(first=15.0, more=-0.5, ask=-2.0)
STEPS = {
    "first": tuple(step / 4 for step in range(48, 72)),
    "more": tuple(step / 4 for step in range(-8, 4)),
    "ask": tuple(step / 4 for step in range(-16, 1)),
}
MOST_OFF_TOPIC = 6.0
"""Percent of texts about nothing in which a need may be proposed, when limits are chosen."""


@dataclass(frozen=True, slots=True)
class _HeldOut:
    """A text as weights hear it that never met it, nor anything of its batch."""

    scores: list[float]
    in_parts: list[float]
    words: int
    unknown: float


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
        held_out = self._hold_out()
        self._curves = self._likelihood_curves(held_out)
        self._heard = {text: self._to_impression(each) for text, each in held_out.items()}
        self.measured = [saying for saying in read.sayings if saying.batch] or [*read.sayings]
        self.limits = self._best_limits()

    def to_bytes(self) -> bytes:
        """The weights learnt from every saying, as the file that is shipped."""
        everything = range(len(self._read.sayings))
        fitted = fit(self._met, everything, self._labels, self._settings)
        return fitted.to_bytes(self._needs, self._read.asks, self._curves, self.limits)

    def figures(self, language: str | None = None) -> Figures:
        """What was measured on the sayings of one language, or of both."""
        chosen = [s for s in self.measured if language in (None, s.language)]
        return measure(chosen, lambda text: self.heard(text, self.limits))

    def spoilt(self, language: str) -> dict[str, Rate]:
        """How often the first need is right on the sayings of one language, spoilt."""
        chosen = [s for s in self.measured if s.language == language]
        return measure_spoilt(chosen, lambda text: self.heard(text, self.limits))

    def disputed(self) -> list[tuple[Saying, Suggestion]]:
        """The sayings on which the classifier, not having met them, is of another mind."""
        heard = [(saying, self.heard(saying.text, self.limits)) for saying in self._read.sayings]
        return [(saying, found) for saying, found in heard if not agrees(saying, found)]

    def heard(self, text: str, limits: Thresholds) -> Suggestion:
        """What is heard in a saying by weights that never met it."""
        heard = self._heard[text]
        chosen = choose(heard, self._needs, self._read.asks, limits)
        return to_suggestion(heard.likely, self._needs, chosen, lambda _: ())

    def _hold_out(self) -> dict[str, _HeldOut]:
        sayings = self._read.sayings
        folds = to_folds(sayings)
        plain = [(1.0, 0.0)] * len(self._labels)
        held_out: dict[str, _HeldOut] = {}
        for fold in range(FOLDS):
            rest = [rank for rank, other in enumerate(folds) if other != fold]
            fitted = fit(self._met, rest, self._labels, self._settings)
            weights = Weights(fitted.to_bytes(self._needs, self._read.asks, plain, START))
            for saying in (saying for rank, saying in enumerate(sayings) if folds[rank] == fold):
                for text in (saying.text, strip_accents(saying.text), mistyped(saying.text)):
                    held_out.setdefault(text, _listen(weights, text))
        return held_out

    def _likelihood_curves(self, held_out: Mapping[str, _HeldOut]) -> list[tuple[float, float]]:
        sayings = self._read.sayings
        meant = [learnt_of(saying.labels) for saying in sayings]
        scores = np.array([held_out[saying.text].scores for saying in sayings])
        return [
            fit_likelihood(scores[:, rank], np.array([float(label in each) for each in meant]))
            for rank, label in enumerate(self._labels)
        ]

    def _to_impression(self, held_out: _HeldOut) -> Impression:
        likely, in_parts = (
            to_likelihoods(self._labels, self._curves, scores)
            for scores in (held_out.scores, held_out.in_parts)
        )
        return Impression(likely, in_parts, held_out.words, held_out.unknown)

    def _best_limits(self) -> Thresholds:
        """The limits found by moving one at a time, twice round."""
        best = START
        for name in ("first", "ask", "more") * 2:
            best = max((replace(best, **{name: step}) for step in STEPS[name]), key=self._worth)
        return best

    def _worth(self, limits: Thresholds) -> float:
        """How well limits serve what is promised: the first need, no other, the question."""
        heard = {saying.text: self.heard(saying.text, limits) for saying in self.measured}
        figures = measure(self.measured, lambda text: heard[text])
        alone = [saying for saying in self.measured if list(map(is_need, saying.labels)) == [True]]
        only = 100 * sum(agrees(s, heard[s.text]) for s in alone) / max(1, len(alone))
        asks = Rate(
            sum(rate.count for rate in figures.asks.values()),
            sum(rate.of for rate in figures.asks.values()),
        )
        too_often = max(0.0, figures.off_topic.percent - MOST_OFF_TOPIC)
        promised = figures.first.percent + figures.exact.percent + asks.percent
        return 4 * promised + 2 * only - 20 * too_often


def to_folds(sayings: Sequence[Saying]) -> list[int]:
    """Which fold each saying is held out with: that of its batch, or the next where it has none."""
    batches = sorted({saying.batch for saying in sayings if saying.batch})
    return [
        (batches.index(saying.batch) if saying.batch else rank) % FOLDS
        for rank, saying in enumerate(sayings)
    ]


def _listen(weights: Weights, text: str) -> _HeldOut:
    words = to_words(text)
    hearing = Hearing(weights, words)
    return _HeldOut(hearing.scores(), hearing.scores_in_parts(text), len(words), hearing.unknown)


def agrees(saying: Saying, found: Suggestion) -> bool:
    """Whether what is heard is what the saying is labelled with."""
    heard = {item.need for item in found.needs}
    label = saying.labels[0]
    if label in NOTHING or uncovered_of(label):
        return not heard and found.uncovered == uncovered_of(label)
    wanted = {item for item in saying.labels if ":" not in item}
    ask = next((asked for item in saying.labels if (asked := ask_of(item))), None)
    return heard == wanted and found.ask == ask
