"""The desk's measurement in small."""

from __future__ import annotations

from tests.bench.desk import measure_desk


def test_the_desk_is_measured_from_real_keys() -> None:
    median, processor, _ = measure_desk(visits=2)
    assert median.value > 0
    assert processor.holds
