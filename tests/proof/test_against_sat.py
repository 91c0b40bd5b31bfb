"""The proof against a SAT solver, on guides whose visits are too many to be listed."""

from __future__ import annotations

from datetime import date
from random import Random

import pytest
from hypothesis import given

from desktop import paths
from desktop.guide.loader import load_guide
from desktop.guide.model import Guide
from desktop.proof.count import count_visits
from desktop.proof.prove import CHECKS
from desktop.proof.search import Search
from desktop.proof.view import View
from tests import guides
from tests.guides import Plain
from tests.proof.large_guides import all_asked, by_theme, too_hard
from tests.proof.sat import Key, SatProver
from tests.proof.wholes import whole_guides
from tests.random_guides import ON, SOAK, examples

DAY = date.fromisoformat(ON)
CODES = (
    "nobody", "theme-alone", "wrong-door", "door-missed", "dead", "redundant", "contradiction",
    "two-members", "never-asked", "never-said",
)  # fmt: skip


def proved(guide: Guide) -> set[Key]:
    """What the proof finds of what the solver is asked, a pair of routes in either order."""
    view = View(guide, DAY, Search(guide))
    found = [finding for check in CHECKS.values() for finding in check(view)]
    pairs = ("contradiction", "two-members")
    return {
        (f.property.value, f.code, _sorted(f.subject) if f.code in pairs else f.subject)
        for f in found
        if f.code in CODES and not f.subject.startswith("pace")
    }


def _sorted(subject: str) -> str:
    return "/".join(sorted(subject.split("/")))


@examples(60)
@given(whole_guides())
def test_both_find_the_same_in_random_guides(plain: Plain) -> None:
    guide = guides.load(plain)

    assert proved(guide) == SatProver(guide, DAY).findings()


@examples(30)
@given(whole_guides())
def test_both_count_the_same_visits(plain: Plain) -> None:
    guide = guides.load(plain)

    assert count_visits(guide) == SatProver(guide, DAY).count()


def test_both_find_nothing_in_the_shipped_guide() -> None:
    guide = load_guide(paths.shipped_guide())

    assert proved(guide) == SatProver(guide, DAY).findings() == set()


def spoilt(plain: Plain, seed: int) -> Plain:
    """A large guide with some of its routes and rows changed at random."""
    random = Random(seed)
    routes = plain["routes.yaml"]["routes"]
    for route in random.sample(routes, 12):
        change = random.choice(["member", "place", "kind", "verdict", "all"])
        if change == "member":
            route["member"] = f"m{random.randrange(6)}"
        elif change == "place":
            route["when"]["place"] = random.choice(["01", "38", {"not": ["01"]}, "outside"])
        elif change == "kind":
            route["when"].update(random.choice(routes)["when"])
        elif change == "verdict":
            route["verdict"] = "to-consider"
        else:
            route["when"].pop("place")
    for row in random.sample(plain["division.yaml"]["clauses"], 3):
        row["when"]["place"] = random.choice(["01", ["01", "38"]])
    return plain


@pytest.mark.soak
@pytest.mark.parametrize("seed", range(20 if SOAK else 2))
@pytest.mark.parametrize("shape", [by_theme, all_asked])
def test_both_find_the_same_in_a_large_guide_spoilt(shape: object, seed: int) -> None:
    assert callable(shape)
    guide = guides.load(spoilt(shape(300), seed))

    found = proved(guide)

    assert found == SatProver(guide, DAY).findings()
    assert found


@pytest.mark.soak
@pytest.mark.parametrize("seed", range(30 if SOAK else 4))
def test_both_agree_on_conditions_drawn_at_random(seed: int) -> None:
    """About half of these guides leave somebody without a door."""
    plain = too_hard(random_size(seed), seed, ratio=3.6 + seed % 5 * 0.4)
    guide = guides.load(plain)

    assert proved(guide) == SatProver(guide, DAY).findings()


def random_size(seed: int) -> int:
    """How many choices a random guide has."""
    return 30 + seed * 3 % 40
