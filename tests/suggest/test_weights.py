"""The file of weights: written, read, refused when it is not what it was."""

from __future__ import annotations

from random import Random

import pytest

from desktop.suggest.choosing import Thresholds
from desktop.suggest.model import Ask
from desktop.suggest.suggester import shipped_weights
from desktop.suggest.weights import BadWeights, Header, Weights, sort_features, to_bytes

HEADER = Header(
    needs="0" * 64,
    labels=("a", "b"),
    asks=(Ask("which", ("a", "b")),),
    scale=(0.5, 0.25),
    bias=(0.0, -1.0),
    slope=(1.0, 2.0),
    offset=(0.0, 0.5),
    unknown_share=4.5,
    kinds={"abroad": "hanoi ohio"},
    often="machine banque",
    seldom="presse",
    limits=Thresholds(first=0.5, more=0.25, ask=0.125),
)


def file_of(features: list[int]) -> bytes:
    ordered = sort_features(features)
    count = len(ordered)
    return to_bytes(HEADER, ordered, bytes([7]) * count, [bytes([129]) * count, bytes(count)])


def test_what_is_written_is_read_again() -> None:
    chance = Random(3)
    features = [chance.getrandbits(32) for _ in range(5000)]
    weights = Weights(file_of(features))
    assert weights.header == HEADER
    assert weights.kinds.of("hanoi") == (b"@abroad",)
    assert weights.spelling.meant_by("banqe") == "banque"
    rows = [weights.find(feature) for feature in features]
    assert sorted(row for row in rows if row is not None) == list(range(len(set(features))))


def test_a_feature_never_met_has_no_row() -> None:
    weights = Weights(file_of([5, 2**31, 2**32 - 1]))
    assert weights.find(6) is None


def test_one_changed_byte_anywhere_is_noticed() -> None:
    raw = file_of([1, 2, 3, 2**30])
    chance = Random(4)
    for place in [0, 9, len(raw) - 1, *(chance.randrange(len(raw)) for _ in range(50))]:
        spoilt = raw[:place] + bytes([raw[place] ^ 1]) + raw[place + 1 :]
        with pytest.raises(BadWeights):
            Weights(spoilt)


@pytest.mark.parametrize("size", [0, 7, 8, 63, 2000])
def test_a_file_cut_short_is_noticed(size: int) -> None:
    with pytest.raises(BadWeights):
        Weights(file_of([1, 2, 3])[:size])


def test_the_shipped_file_is_small() -> None:
    assert shipped_weights().stat().st_size < 1_500_000
