"""Cutting and weighing, held against every point listed, on boxes drawn at random."""

from __future__ import annotations

from itertools import product
from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.guide.cutting import Budget, Cutter, TooLarge
from desktop.guide.weighing import weigh
from tests.random_guides import examples


class Case(NamedTuple):
    """Fields, a box, what covers it, and the bits that win a prize."""

    fields: list[int]
    box: int
    cover: list[int]
    prized: int


@st.composite
def cases(draw: st.DrawFn) -> Case:
    """Up to six fields of two to four values, and up to fourteen boxes."""
    fields: list[int] = []
    start = 0
    for size in draw(st.lists(st.integers(2, 4), min_size=1, max_size=6)):
        fields.append((1 << size) - 1 << start)
        start += size + 1
    cover = [_box(draw, fields) for _ in range(draw(st.integers(0, 14)))]
    prized = sum(draw(st.sampled_from([0, mask & -mask])) for mask in fields)
    return Case(fields, _box(draw, fields), cover, prized)


def _box(draw: st.DrawFn, fields: list[int]) -> int:
    """A box that holds something: most fields whole, some narrowed."""
    box = 0
    for mask in fields:
        low = mask & -mask
        values = draw(st.integers(1, mask // low)) * low if draw(st.booleans()) else mask
        box |= values
    return box


def points(case: Case) -> list[int]:
    """Every point of the box that no box of the cover holds."""
    bits = [[1 << n for n in range(m.bit_length()) if m >> n & 1] for m in case.fields]
    whole = [sum(point) for point in product(*bits)]
    inside = [point for point in whole if point & case.box == point]
    return [point for point in inside if all(point & b != point for b in case.cover)]


@examples(400)
@given(cases())
def test_a_gap_is_found_exactly_where_there_is_one(case: Case) -> None:
    gap = Cutter(case.fields).find_gap(case.box, case.cover, Budget(10**6))

    bare = points(case)
    assert (gap is not None) is bool(bare)
    assert gap is None or all(p in bare for p in points(case._replace(box=gap, cover=[])))


@examples(400)
@given(cases())
def test_gaps_hold_every_bare_point_once(case: Case) -> None:
    gaps = list(Cutter(case.fields).gaps(case.box, case.cover, Budget(10**6)))

    held = [point for gap in gaps for point in points(case._replace(box=gap, cover=[]))]
    assert sorted(held) == sorted(points(case))


@examples(400)
@given(cases())
def test_the_weight_is_the_number_of_bare_points_and_the_best_of_them(case: Case) -> None:
    cutter = Cutter(case.fields)

    weight = weigh(cutter, case.box, case.cover, case.prized, Budget(10**6))

    bare = points(case)
    prizes = [cutter.touched(point & case.prized).bit_count() for point in bare]
    best = points(case._replace(box=weight.best, cover=[])) if bare else []
    assert weight.points == len(bare)
    assert weight.prizes == max(prizes, default=0)
    assert all(p in bare and prizes[bare.index(p)] == weight.prizes for p in best)
    assert bool(best) is bool(bare)


@examples(100)
@given(cases(), st.integers(0, 60))
def test_a_short_budget_gives_up_and_never_answers_wrongly(case: Case, units: int) -> None:
    cutter = Cutter(case.fields)
    whole = cutter.find_gap(case.box, case.cover, Budget(10**6))

    try:
        found = cutter.find_gap(case.box, case.cover, Budget(units))
    except TooLarge:
        return

    assert found == whole


def test_what_had_to_be_split_is_told() -> None:
    fields = [3 << 3 * n for n in range(12)]
    full = sum(fields)
    pairs = [
        full & ~fields[a] & ~fields[b] | one << 3 * a | other << 3 * b
        for a, b in ((0, 1), (1, 2), (0, 2))
        for one, other in ((1, 2), (2, 1), (1, 1), (2, 2))
    ]

    with pytest.raises(TooLarge) as given_up:
        Cutter(fields).find_gap(full, pairs, Budget(len(pairs) + 5))

    assert set(given_up.value.splits) <= {1 << fields[n].bit_length() for n in range(3)}
    assert given_up.value.splits


def test_nothing_is_left_where_boxes_cover_all_only_together() -> None:
    fields = [3 << 3 * n for n in range(4)]
    full = sum(fields)
    pairs = [
        full & ~fields[0] & ~fields[1] | one | other << 3 for one in (1, 2) for other in (1, 2)
    ]
    cutter = Cutter(fields)

    assert weigh(cutter, full, pairs, 0, Budget(1000)).points == 0
    assert weigh(cutter, full, pairs[1:], 0, Budget(1000)).points == 4
    assert cutter.find_gap(full, pairs, Budget(1000)) is None
