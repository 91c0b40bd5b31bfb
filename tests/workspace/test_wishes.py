"""What the buttons of a form ask for, carried out on a draft."""

from __future__ import annotations

from datetime import date

import pytest

from desktop import paths
from desktop.errors import BadRequest
from desktop.workspace.document import At
from desktop.workspace.draft import Draft, load_draft
from desktop.workspace.spans import Path
from desktop.workspace.wishes import Granted, Wish, grant

ROUTE = At("routes.yaml", "routes", 0)
QUESTION = At("interview.yaml", "questions", 3)
MEMBER = At("members.yaml", "members", 1)
TODAY = date(2026, 11, 24)
NOTHING: frozenset[Path] = frozenset()


@pytest.fixture(scope="module")
def shipped() -> Draft:
    """The shipped guide as text."""
    return load_draft(paths.shipped_guide())


def granted(
    draft: Draft,
    at: At,
    act: str,
    *path: str | int,
    typed: str = "",
    opened: frozenset[Path] = NOTHING,
) -> Granted:
    return grant(draft, at, Wish(act, path), opened, typed, TODAY)


def ids(draft: Draft, at: At, key: str) -> list[str]:
    """The ids of a list inside an item."""
    listed = draft.plain(at, (key,))
    assert isinstance(listed, list)
    return [str(item["id"]) for item in listed if isinstance(item, dict)]


def test_only_what_is_new_and_has_an_id_is_asked_for_it() -> None:
    assert Wish("add", ("choices", 2)).needs_id
    assert not Wish("remove", ("choices", 2)).needs_id
    assert not Wish("add", ("prepare", 1)).needs_id
    assert not Wish("add", ("offices", 0, "phone")).needs_id


def test_a_new_choice_is_looked_at_and_alone_stands_open(shipped: Draft) -> None:
    count = len(ids(shipped, QUESTION, "choices"))
    opened: frozenset[Path] = frozenset((("choices", 0),))
    made = granted(shipped, QUESTION, "add", "choices", count, typed="Brand new", opened=opened)

    assert ids(made.draft, QUESTION, "choices")[-1] == "brand-new"
    assert made.focus == ("choices", count)
    assert made.opened == {("choices", count)}


def test_an_id_in_use_is_refused(shipped: Draft) -> None:
    taken = ids(shipped, QUESTION, "choices")[0]
    with pytest.raises(BadRequest):
        granted(shipped, QUESTION, "add", "choices", 1, typed=taken)


def test_a_new_first_step_comes_before_the_one_for_everybody_else(shipped: Draft) -> None:
    steps = shipped.plain(ROUTE, ("first-step",))
    assert isinstance(steps, list)
    made = granted(shipped, ROUTE, "add", "first-step", len(steps))
    after = made.draft.plain(ROUTE, ("first-step",))

    assert isinstance(after, list)
    assert after[-1] == steps[-1]
    assert made.focus == ("first-step", len(steps) - 1)


def test_what_is_moved_stays_in_sight(shipped: Draft) -> None:
    before = ids(shipped, QUESTION, "choices")
    made = granted(shipped, QUESTION, "down", "choices", 0)

    assert ids(made.draft, QUESTION, "choices")[:2] == [before[1], before[0]]
    assert made.focus == ("choices", 1)
    assert made.opened == {("choices", 1)}


def test_a_choice_that_goes_leaves_its_number_taken(shipped: Draft) -> None:
    made = granted(shipped, QUESTION, "remove", "choices", 0)

    assert ids(made.draft, QUESTION, "choices") == ids(shipped, QUESTION, "choices")[1:]
    assert made.draft.plain(QUESTION, ("retired",)) is not None


def test_a_group_that_is_added_stands_open_beside_the_others(shipped: Draft) -> None:
    bare = granted(shipped, MEMBER, "remove", "offices", 0, "website").draft
    other: frozenset[Path] = frozenset((("offices", 0),))
    made = granted(bare, MEMBER, "add", "offices", 0, "website", opened=other)

    assert made.opened == {("offices", 0), ("offices", 0, "website")}
    assert made.focus == ("offices", 0, "website")


def test_of_a_list_that_lost_an_item_nothing_stays_open(shipped: Draft) -> None:
    opened: frozenset[Path] = frozenset((("offices", 1), ("regional",)))
    made = granted(shipped, MEMBER, "remove", "offices", 0, opened=opened)

    assert made.opened == {("regional",)}
    assert ids(made.draft, MEMBER, "offices") == ids(shipped, MEMBER, "offices")[1:]
