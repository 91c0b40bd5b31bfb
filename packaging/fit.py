"""Fits the classifier: sayings in, weights out. scikit-learn is used here and nowhere else."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression
from sklearn.svm import LinearSVC

from augment import joined, other_ways
from desktop.suggest.choosing import Thresholds
from desktop.suggest.features import features_of
from desktop.suggest.labels import OVERALL, with_overall
from desktop.suggest.model import Ask
from desktop.suggest.sayings import Saying
from desktop.suggest.weights import (
    SHARE_STEP,
    ZERO,
    Header,
    hash_needs,
    sort_features,
    to_bytes,
)
from desktop.suggest.words import to_words

Floats = NDArray[np.float64]

MOST_FEATURES = 55_000
SEED = 1


@dataclass(frozen=True, slots=True)
class Settings:
    """What was tried and kept by cross-validation."""

    cost: float = 0.5
    unknown: float = 0.2
    pairs: float = 0.15


@dataclass(frozen=True, slots=True)
class Fitted:
    """Weights before they are made into bytes, one column for each label."""

    labels: tuple[str, ...]
    features: list[int]
    shares: bytes
    weights: Floats
    bias: Floats
    unknown_share: float

    def to_bytes(
        self,
        needs: Sequence[str],
        asks: tuple[Ask, ...],
        likelihood: Sequence[tuple[float, float]],
        limits: Thresholds,
    ) -> bytes:
        """The file, each column kept in bytes with a scale of its own."""
        scales = np.maximum(np.abs(self.weights).max(axis=0), 1e-9) / 127
        small = np.rint(self.weights / scales).astype(np.int64) + ZERO
        header = Header(
            needs=hash_needs(needs),
            labels=self.labels,
            asks=asks,
            scale=tuple(round(float(scale), 9) for scale in scales),
            bias=tuple(round(float(bias), 6) for bias in self.bias),
            slope=tuple(slope for slope, _ in likelihood),
            offset=tuple(offset for _, offset in likelihood),
            unknown_share=self.unknown_share,
            limits=limits,
        )
        columns = [small[:, rank].astype(np.uint8).tobytes() for rank in range(len(self.labels))]
        return to_bytes(header, self.features, self.shares, columns)


@dataclass(frozen=True, slots=True)
class Sample:
    """One way to type one saying, by its features; the saying as it stands weighs more."""

    features: list[int]
    labels: frozenset[str]
    saying: int
    weight: float


class Met:
    """The features of every way to type every saying, computed once."""

    def __init__(self, sayings: Sequence[Saying]) -> None:
        self.sayings = sayings
        self._samples = [_samples(saying, rank) for rank, saying in enumerate(sayings)]

    def samples(self, chosen: Sequence[int], settings: Settings) -> list[Sample]:
        """What training sees of the sayings whose ranks are `chosen`."""
        pairs = joined(
            [self.sayings[rank] for rank in chosen], round(settings.pairs * len(chosen)), SEED
        )
        made = [_samples(pair, len(self.sayings) + rank)[:2] for rank, pair in enumerate(pairs)]
        return [
            sample for each in [self._samples[rank] for rank in chosen] + made for sample in each
        ]


def _samples(saying: Saying, rank: int) -> list[Sample]:
    labels = with_overall(saying.labels)
    ways = (saying.text, *other_ways(saying.text, saying.language))
    return [
        Sample(list(features_of(to_words(way))), labels, rank, 0.5 if number else 1.0)
        for number, way in enumerate(ways)
    ]


def all_labels(sayings: Sequence[Saying]) -> tuple[str, ...]:
    """Every label there is, in a fixed order."""
    return tuple(sorted({label for saying in sayings for label in saying.labels} | set(OVERALL)))


def fit(met: Met, chosen: Sequence[int], labels: Sequence[str], settings: Settings) -> Fitted:
    """Weights fitted on the sayings whose ranks are `chosen`."""
    samples = met.samples(chosen, settings)
    met_in = Counter(
        feature
        for feature, _ in {(f, sample.saying) for sample in samples for f in sample.features}
    )
    commonest = sorted(met_in, key=lambda feature: (-met_in[feature], feature))
    features = sort_features(commonest[:MOST_FEATURES])
    sayings = 1 + len({sample.saying for sample in samples})
    idf = [math.log(sayings / (1 + met_in[feature])) + 1 for feature in features]
    shares = bytes(min(255, max(1, round(value * value / SHARE_STEP))) for value in idf)
    unknown = round(settings.unknown * max(shares) * SHARE_STEP, 3)
    rows = _rows(samples, features, shares, unknown)
    emphasis = np.array([sample.weight for sample in samples])
    weights = np.zeros((len(features), len(labels)))
    bias = np.zeros(len(labels))
    for column, label in enumerate(labels):
        truth = np.array([label in sample.labels for sample in samples], dtype=int)
        line = LinearSVC(C=settings.cost, random_state=SEED, tol=1e-3, max_iter=2000)
        line.fit(rows, truth, sample_weight=emphasis)
        weights[:, column], bias[column] = line.coef_[0], line.intercept_[0]
    # A row holds the root of a feature's share: the file keeps it in the weight.
    weights *= np.sqrt(np.frombuffer(shares, np.uint8) * SHARE_STEP)[:, None]
    return Fitted(tuple(labels), features, shares, weights, bias, unknown)


def _rows(
    samples: Sequence[Sample], features: list[int], shares: bytes, unknown: float
) -> csr_matrix:
    """One row a sample: the root of each feature's share, over the text's length."""
    column_of = {feature: column for column, feature in enumerate(features)}
    roots = np.sqrt(np.frombuffer(shares, np.uint8) * SHARE_STEP)
    starts, columns, values = [0], [], []
    for sample in samples:
        here = [column_of[feature] for feature in sample.features if feature in column_of]
        found = roots[here]
        strangers = len(sample.features) - len(here)
        length = math.sqrt(float(found @ found) + strangers * unknown) or 1.0
        columns += here
        values.append(found / length)
        starts.append(len(columns))
    return csr_matrix(
        (np.concatenate(values), np.array(columns), np.array(starts)),
        shape=(len(starts) - 1, len(features)),
    )


def fit_likelihood(scores: Floats, truth: Floats) -> tuple[float, float]:
    """Slope and offset that turn held-out scores into likelihoods."""
    line = LogisticRegression(C=1000.0, solver="liblinear", random_state=SEED)
    line.fit(scores.reshape(-1, 1), truth.astype(int))
    return round(float(line.coef_[0, 0]), 4), round(float(line.intercept_[0]), 4)
