"""A guide of very many routes is divided by its answers: it must decide as if it were not."""

from __future__ import annotations

from datetime import date
from random import Random

import pytest

from desktop import paths
from desktop.decide import Decider, new_decider
from desktop.guide.loader import load_guide
from desktop.guide.masks import Answers
from desktop.guide.model import Guide
from tests.bench.large_guide import write_large_guide
from tests.bench.visits import draw_visits

DAY = date(2026, 11, 24)


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Guide:
    """540 routes: fifteen for each of twelve departments and three sectors."""
    shipped = load_guide(paths.shipped_guide())
    folder = tmp_path_factory.mktemp("large") / "guide"
    write_large_guide(shipped, paths.shipped_guide(), folder, sectors=3)
    return load_guide(folder)


@pytest.fixture(scope="module")
def visits(large: Guide) -> list[Answers]:
    """Visits finished and not, some in a commune, some with answers off the path."""
    random = Random(3)
    drawn = [dict(visit) for visit in draw_visits(large, 600)]
    for visit in drawn:
        visit["sector"] = (f"s{random.randint(1, 4)}",)
    for visit in drawn[200:400]:
        del visit[random.choice(list(visit))]
    for visit in drawn[400:]:
        visit["territory"] = (random.choice(["01283", "38185", "outside", "undecided"]),)
    return list(drawn)


def test_a_divided_guide_decides_as_the_whole(large: Guide, visits: list[Answers]) -> None:
    whole = Decider(large, DAY)
    divided = new_decider(large, DAY, divide_above=15)

    assert type(divided) is not Decider
    assert [divided.decide(visit) for visit in visits] == [whole.decide(visit) for visit in visits]


def test_the_visits_compared_do_fire_routes(large: Guide, visits: list[Answers]) -> None:
    whole = Decider(large, DAY)

    fired = [sum(len(found.routes) for found in whole.decide(v).members) for v in visits]

    assert sum(count > 0 for count in fired) > 200


def test_the_shipped_guide_is_not_divided() -> None:
    shipped = load_guide(paths.shipped_guide())

    assert type(new_decider(shipped, DAY)) is Decider


def test_a_guide_that_no_answer_divides_is_left_whole() -> None:
    shipped = load_guide(paths.shipped_guide())

    assert type(new_decider(shipped, DAY, divide_above=1)) is Decider
