"""The measurement of differences in small."""

from __future__ import annotations

from tests.bench.bench_diff import measure_differences


def test_both_differences_are_measured_and_the_first_is_quick_enough() -> None:
    shipped, wide = measure_differences(rounds=1)

    assert shipped.holds
    assert shipped.value > 0
    assert wide.value > 0
