"""The space of all visits: counted and cut exactly, against visits listed one by one."""

from __future__ import annotations

import pytest
from hypothesis import given

from desktop.guide.masks import Masks
from desktop.guide.model import Guide
from desktop.guide.space import Space, TooLarge
from desktop.undecided import undecided
from tests import guides
from tests.guides import Plain
from tests.oracle import Oracle, Raw, holds
from tests.random_guides import examples, guides_and_answers, random_guides


def parts_of(space: Space, cover: tuple[int, ...]) -> list[int]:
    """The whole space less `cover`, in disjoint parts."""
    return list(space.gaps(space.full, cover))


def total(space: Space, boxes: list[int]) -> int:
    """How many points disjoint boxes hold."""
    return sum(space.count(box) for box in boxes)


def overlaps(space: Space, boxes: list[int]) -> list[tuple[int, int]]:
    """The pairs of boxes that have a point in common."""
    pairs = [(a, b) for place, a in enumerate(boxes) for b in boxes[place + 1 :]]
    return [(a, b) for a, b in pairs if space.is_some(a & b)]


def conditions_of(guide: Guide) -> tuple[int, ...]:
    """Every box of every route."""
    space = guide.derived(Space)
    return tuple(box for route in guide.routes for box in space.boxes_of(route.when))


@examples(150)
@given(random_guides())
def test_the_points_that_can_be_reached_are_the_finished_visits(plain: Plain) -> None:
    space = Space(guides.load(plain))

    parts = parts_of(space, space.unreachable)

    assert total(space, parts) == len(list(Oracle(plain).completions({})))


@examples(150)
@given(guides_and_answers())
def test_what_answers_can_still_become_is_their_completions(case: tuple[Plain, Raw]) -> None:
    plain, raw = case
    guide = guides.load(plain)

    rest = undecided(guide, raw, guide.derived(Masks).read(raw))

    parts = list(rest.space.gaps(rest.region.box, rest.region.except_))
    visits = {frozenset(visit.items()) for visit in Oracle(plain).completions(raw)}
    assert total(rest.space, parts) == len(visits)


@examples(150)
@given(random_guides())
def test_gaps_are_disjoint_miss_the_cover_and_leave_nothing(plain: Plain) -> None:
    guide = guides.load(plain)
    space = guide.derived(Space)
    cover = conditions_of(guide)

    parts = parts_of(space, cover)

    assert overlaps(space, parts) == []
    assert [part for part in parts for box in cover if space.is_some(part & box)] == []
    assert space.find_gap(space.full, (*parts, *cover)) is None
    assert total(space, parts) + total(space, parts_of(space, tuple(parts))) == space.count(
        space.full
    )


@examples(100)
@given(random_guides())
def test_a_condition_holds_on_as_many_visits_as_its_boxes_hold(plain: Plain) -> None:
    guide = guides.load(plain)
    space = guide.derived(Space)
    boxes = space.boxes_of(guide.get_route("r0").when)

    missed = parts_of(space, (*space.unreachable, *boxes))

    when = plain["routes.yaml"]["routes"][0]["when"]
    visits = list(Oracle(plain).completions({}))
    assert total(space, missed) == sum(not holds(when, visit) for visit in visits)


def test_a_search_past_its_budget_says_so_and_guesses_nothing() -> None:
    guide = guides.load(guides.shop())
    space = guide.derived(Space)

    with pytest.raises(TooLarge):
        list(space.gaps(space.full, conditions_of(guide), budget=0))
