"""The measurement of proofs in small."""

from __future__ import annotations

from tests.bench.bench_proof import measure_proofs


def test_both_proofs_are_measured_and_quick_enough() -> None:
    rows = measure_proofs(rounds=1, routes=100)

    assert [row.holds for row in rows] == [True, True]
    assert all(row.value > 0 for row in rows)
