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

from augment import other_ways
from desktop.suggest.choosing import Thresholds
from desktop.suggest.features import features_of
from desktop.suggest.model import Ask
from desktop.suggest.sayings import Saying
from desktop.suggest.weights import (
    MAX_FEATURES,
    SHARE_STEP,
    ZERO,
    Header,
    hash_needs,
    sort_features,
    to_bytes,
)
from desktop.suggest.words import to_words

Floats = NDArray[np.float64]

LEAST_SAYINGS = 2
"""A feature met in fewer sayings is luck, not a sign."""

MOST_FEATURES = 60_000
SEED = 1


@dataclass(frozen=True, slots=True)
class Settings:
    """What was tried and kept by cross-validation."""

    cost: float = 0.5
    unknown: float = 0.5


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


class Met:
    """The features of every way to type every saying, computed once."""

    def __init__(self, sayings: Sequence[Saying]) -> None:
        self.sayings = sayings
        self.ways = [
            [list(features_of(to_words(way))) for way in (s.text, *other_ways(s.text, s.language))]
            for s in sayings
        ]


def all_labels(sayings: Sequence[Saying]) -> tuple[str, ...]:
    """Every label there is, in a fixed order."""
    return tuple(sorted({label for saying in sayings for label in saying.labels}))


def fit(met: Met, chosen: Sequence[int], labels: Sequence[str], settings: Settings) -> Fitted:
    """Weights fitted on the sayings whose ranks are `chosen`."""
    in_sayings = Counter(
        feature for rank in chosen for feature in {f for way in met.ways[rank] for f in way}
    )
    kept = [f for f, count in in_sayings.items() if count >= LEAST_SAYINGS]
    kept.sort(key=lambda f: (-in_sayings[f], f))
    features = sort_features(kept[: min(MOST_FEATURES, MAX_FEATURES)])
    idf = [math.log((1 + len(chosen)) / (1 + in_sayings[f])) + 1 for f in features]
    shares = bytes(min(255, max(1, round(value * value / SHARE_STEP))) for value in idf)
    unknown = round(settings.unknown * max(shares) * SHARE_STEP, 3)
    rows = _rows(met, chosen, features, shares, unknown)
    owners = [rank for rank in chosen for _ in met.ways[rank]]
    emphasis = np.array([1.0 if first else 0.5 for rank in chosen for first in _firsts(met, rank)])
    weights = np.zeros((len(features), len(labels)))
    bias = np.zeros(len(labels))
    for column, label in enumerate(labels):
        truth = np.array([label in met.sayings[rank].labels for rank in owners], dtype=int)
        line = LinearSVC(C=settings.cost, random_state=SEED, max_iter=5000)
        line.fit(rows, truth, sample_weight=emphasis)
        weights[:, column], bias[column] = line.coef_[0], line.intercept_[0]
    # What a row holds of a feature is its own root of a share: the file keeps both in one weight.
    weights *= np.sqrt(np.frombuffer(shares, np.uint8) * SHARE_STEP)[:, None]
    return Fitted(tuple(labels), features, shares, weights, bias, unknown)


def _firsts(met: Met, rank: int) -> list[bool]:
    return [way == 0 for way in range(len(met.ways[rank]))]


def _rows(
    met: Met, chosen: Sequence[int], features: list[int], shares: bytes, unknown: float
) -> csr_matrix:
    """One row for each way to type each saying: the root of each share, over the text's length."""
    column_of = {feature: column for column, feature in enumerate(features)}
    roots = np.sqrt(np.frombuffer(shares, np.uint8) * SHARE_STEP)
    starts, columns, values = [0], [], []
    for way in (way for rank in chosen for way in met.ways[rank]):
        here = [column_of[feature] for feature in way if feature in column_of]
        found = roots[here]
        length = math.sqrt(float(found @ found) + (len(way) - len(here)) * unknown) or 1.0
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
