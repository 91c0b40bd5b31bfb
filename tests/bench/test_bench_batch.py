"""The measurement of batch in small: what it says it measures, and its bound."""

from __future__ import annotations

from desktop import paths
from desktop.guide.loader import load_guide
from tests.bench import batch


def test_every_row_of_the_measurement_has_its_variety_beside_it() -> None:
    rows = batch.measure_batch(count=300, rounds=1)

    assert [row.at_most for row in rows] == [3, None, None]
    assert min(row.value for row in rows) > 0
    assert rows[1].note.startswith("300 different;")


def test_companies_as_they_come_are_varied() -> None:
    visits = batch._real(load_guide(paths.shipped_guide()), 500)

    assert len({tuple(visit.items()) for visit in visits}) > 400
    assert len({visit["territory"] for visit in visits}) > 100
