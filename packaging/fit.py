"""Fits the classifier: sayings in, weights out. scikit-learn is used here and nowhere else."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression
from sklearn.svm import LinearSVC
from threadpoolctl import threadpool_limits

from augment import joined, other_ways
from desktop.suggest.choosing import Thresholds
from desktop.suggest.features import features_of
from desktop.suggest.kinds import Kinds
from desktop.suggest.labels import learnt_of
from desktop.suggest.model import Ask
from desktop.suggest.sayings import Saying
from desktop.suggest.spelling import is_spelt
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
Numbers = NDArray[np.int64]

MOST_FEATURES = 65_000
SEED = 1
OFTEN = 3
"""Sayings in which a word is met before a slip is read as it."""


def load_kinds(file: Path) -> Kinds:
    """The words of each kind: `kind:` on a line of its own, its words on indented ones."""
    words: dict[str, str] = {}
    kind = ""
    for line in file.read_text(encoding="utf-8").splitlines():
        if line.startswith(" "):
            words[kind] = f"{words[kind]} {line.strip()}".strip()
        elif line and not line.startswith("#"):
            kind = line.rstrip(":")
            words[kind] = ""
    return Kinds(words)


KINDS = load_kinds(Path(__file__).with_name("kinds.txt"))


@dataclass(frozen=True, slots=True)
class Settings:
    """What was tried and kept by cross-validation."""

    cost: float = 0.2
    unknown: float = 0.2
    pairs: float = 0.15


@dataclass(frozen=True, slots=True)
class Spelt:
    """Words of some sayings with spaces between: those met often, commonest first; the others."""

    often: str
    seldom: str


def spelt_in(sayings: Sequence[Saying]) -> Spelt:
    """How words are spelt in sayings: what is met once or twice may itself be a slip."""
    words = ({word.folded for word in to_words(saying.text)} for saying in sayings)
    times = Counter(word for each in words for word in each if is_spelt(word))
    commonest = sorted(times, key=lambda word: (-times[word], word))
    often = [word for word in commonest if times[word] >= OFTEN]
    return Spelt(" ".join(often), " ".join(commonest[len(often) :]))


@dataclass(frozen=True, slots=True)
class Fitted:
    """Weights before they are made into bytes, one column for each label."""

    labels: tuple[str, ...]
    features: list[int]
    shares: bytes
    weights: Floats
    bias: Floats
    unknown_share: float
    words: Spelt

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
            kinds=KINDS.words,
            often=self.words.often,
            seldom=self.words.seldom,
            limits=limits,
        )
        columns = [small[:, rank].astype(np.uint8).tobytes() for rank in range(len(self.labels))]
        return to_bytes(header, self.features, self.shares, columns)


@dataclass(frozen=True, slots=True)
class Sample:
    """One way to type one saying, by its features; the saying as it stands weighs more."""

    features: Numbers
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
    labels = learnt_of(saying.labels)
    ways = (saying.text, *other_ways(saying.text, saying.language))
    return [
        Sample(_numbers(way), labels, rank, 0.5 if number else 1.0)
        for number, way in enumerate(ways)
    ]


def all_labels(sayings: Sequence[Saying]) -> tuple[str, ...]:
    """Every label there is, in a fixed order."""
    return tuple(sorted({label for saying in sayings for label in learnt_of(saying.labels)}))


def fit(met: Met, chosen: Sequence[int], labels: Sequence[str], settings: Settings) -> Fitted:
    """Weights fitted on the sayings whose ranks are `chosen`."""
    samples = met.samples(chosen, settings)
    numbers = np.concatenate([sample.features for sample in samples])
    sizes = np.array([len(sample.features) for sample in samples])
    met_in = _count(numbers, np.repeat([sample.saying for sample in samples], sizes))
    commonest = sorted(met_in, key=lambda feature: (-met_in[feature], feature))
    features = sort_features(commonest[:MOST_FEATURES])
    sayings = 1 + len({sample.saying for sample in samples})
    idf = [math.log(sayings / (1 + met_in[feature])) + 1 for feature in features]
    shares = bytes(min(255, max(1, round(value * value / SHARE_STEP))) for value in idf)
    unknown = round(settings.unknown * max(shares) * SHARE_STEP, 3)
    rows = _rows(numbers, sizes, features, shares, unknown)
    weights, bias = _fit_lines(rows, samples, labels, settings.cost)
    # A row holds the root of a feature's share: the file keeps it in the weight.
    weights *= np.sqrt(np.frombuffer(shares, np.uint8) * SHARE_STEP)[:, None]
    words = spelt_in([met.sayings[rank] for rank in chosen])
    return Fitted(tuple(labels), features, shares, weights, bias, unknown, words)


def _fit_lines(
    rows: csr_matrix, samples: Sequence[Sample], labels: Sequence[str], cost: float
) -> tuple[Floats, Floats]:
    """Weights, one column for each label, and biases."""
    emphasis = np.array([sample.weight for sample in samples])
    weights = np.zeros((rows.shape[1], len(labels)))
    bias = np.zeros(len(labels))
    # Several threads add in an order of their own: the last digits would depend on the cores.
    with threadpool_limits(limits=1):
        for column, label in enumerate(labels):
            truth = np.array([label in sample.labels for sample in samples], dtype=int)
            line = LinearSVC(C=cost, random_state=SEED, tol=1e-3, max_iter=2000)
            line.fit(rows, truth, sample_weight=emphasis)
            weights[:, column], bias[column] = line.coef_[0], line.intercept_[0]
    return weights, bias


def _numbers(text: str) -> Numbers:
    found = dict.fromkeys(number for number, _ in features_of(to_words(text), KINDS))
    return np.fromiter(found, dtype=np.int64)


def _count(numbers: Numbers, sayings: Numbers) -> dict[int, int]:
    """In how many sayings each feature is met."""
    features, ranks = np.unique(numbers, return_inverse=True)
    pairs = np.unique(ranks * (int(sayings.max()) + 1) + sayings)
    counts = np.bincount(pairs // (int(sayings.max()) + 1))
    return dict(zip(features.tolist(), counts.tolist(), strict=True))


def _rows(
    numbers: Numbers, sizes: Numbers, features: list[int], shares: bytes, unknown: float
) -> csr_matrix:
    """One row a sample: the root of each feature's share, over the text's length."""
    known = np.array(features)
    order = np.argsort(known)
    columns = order[np.minimum(np.searchsorted(known, numbers, sorter=order), len(known) - 1)]
    is_known = known[columns] == numbers
    squares = np.frombuffer(shares, np.uint8) * SHARE_STEP
    row = np.repeat(np.arange(len(sizes)), sizes)
    lengths = np.sqrt(np.bincount(row, np.where(is_known, squares[columns], unknown), len(sizes)))
    row, columns = row[is_known], columns[is_known]
    values = np.sqrt(squares[columns]) / lengths[row]
    return csr_matrix((values, (row, columns)), shape=(len(sizes), len(features)))


def fit_likelihood(scores: Floats, truth: Floats) -> tuple[float, float]:
    """Slope and offset that turn held-out scores into likelihoods."""
    line = LogisticRegression(C=1000.0, solver="liblinear", random_state=SEED)
    line.fit(scores.reshape(-1, 1), truth.astype(int))
    return round(float(line.coef_[0, 0]), 4), round(float(line.intercept_[0]), 4)
