"""Counts as a table: nothing under 5 is shown, and nothing hidden can be worked out."""

from __future__ import annotations

import csv
import io
from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping
from datetime import date, datetime

from hypothesis import given
from hypothesis import strategies as st

from desktop.kiosk.counts import Cell
from desktop.kiosk.counts_csv import HEADER, LEAST, Row, to_csv, to_rows

DAY, LATER = date(2026, 11, 24), datetime(2026, 11, 25, 9)
GUIDE = "1.0 (0123456789ab)"

World = Mapping[tuple[str, str], int]
"""Dimension and value: how many visits of one half-day."""


def cells(world: World, half: str = "morning", guide: str = GUIDE) -> list[Cell]:
    """A half-day as it was counted."""
    return [Cell(DAY, half, guide, name, value, n) for (name, value), n in world.items() if n]


def shown(world: World) -> tuple[Row, ...]:
    """What is passed on of one half-day."""
    return tuple(to_rows(cells(world), LATER))


def brief(world: World) -> list[tuple[str, str, int | None]]:
    return [(row.dimension, row.value, row.visits) for row in shown(world)]


def all_french(visits: int, **dimensions: dict[str, int]) -> World:
    """A half-day of visits in French, all finished."""
    plain = {("visits", "all"): visits, ("language", "fr"): visits, ("end", "finished"): visits}
    given = {(name, v): n for name, values in dimensions.items() for v, n in values.items()}
    return {**plain, **given}


# What is shown


def test_large_numbers_are_shown() -> None:
    said = brief(all_french(12, department={"38": 7, "69": 5}))

    assert ("department", "38", 7) in said
    assert ("department", "69", 5) in said
    assert None not in [visits for _, _, visits in said]


def test_one_small_number_takes_the_next_smallest_with_it() -> None:
    said = brief(all_french(30, department={"01": 2, "38": 8, "69": 20}))

    departments = [row for row in said if row[0] == "department"]
    assert departments == [("department", "69", 20), ("department", "", None)]


def test_small_numbers_that_make_less_than_five_together_take_another() -> None:
    said = brief(all_french(30, department={"01": 1, "03": 2, "38": 8, "69": 19}))

    departments = [row for row in said if row[0] == "department"]
    assert departments == [("department", "69", 19), ("department", "", None)]


def test_equal_hidden_numbers_take_another_that_differs() -> None:
    said = brief(all_french(20, department={"01": 4, "03": 4, "38": 5, "69": 7}))

    departments = [row for row in said if row[0] == "department"]
    assert departments == [("department", "69", 7), ("department", "", None)]


def test_visits_that_have_no_department_count_as_one_more_value() -> None:
    said = brief(all_french(20, department={"38": 17}))  # three left before they said where

    assert [row for row in said if row[0] == "department"] == [("department", "", None)]


def test_a_half_day_of_few_visits_says_nothing_at_all() -> None:
    assert brief(all_french(4, department={"38": 4})) == [("visits", "", None)]


def test_where_no_number_can_cover_another_the_half_day_is_hidden() -> None:
    five = dict.fromkeys(["01", "03", "07", "15", "26"], 1)

    assert brief(all_french(5, department=five)) == [("visits", "", None)]


def test_a_hidden_theme_hides_its_needs() -> None:
    said = brief(
        all_french(
            40,
            theme={"funding": 20, "export": 3, "land": 9},
            need={"funding/loan": 12, "funding/grant": 8, "export/fair": 3, "land/plot": 9},
        )
    )

    assert [row for row in said if row[0] == "theme"] == [
        ("theme", "funding", 20),
        ("theme", "", None),
    ]
    needs = [("need", "funding/grant", 8), ("need", "funding/loan", 12), ("need", "", None)]
    assert [row for row in said if row[0] == "need"] == needs


def test_a_need_that_nothing_else_can_cover_hides_its_theme() -> None:
    said = brief(all_french(12, theme={"land": 6, "export": 6}, need={"land/a": 3, "land/b": 3}))

    assert {row for row in said if row[0] in ("theme", "need")} == {
        ("theme", "", None),
        ("need", "", None),
    }


def test_half_days_and_guides_are_told_apart() -> None:
    world = all_french(6)
    both = cells(world) + cells(world, "afternoon") + cells(world, "morning", "2.0 (ab)")

    said = [(row.half, row.guide) for row in to_rows(both, LATER) if row.dimension == "visits"]
    assert said == [("morning", GUIDE), ("morning", "2.0 (ab)"), ("afternoon", GUIDE)]


def test_the_half_day_in_progress_is_not_shown_yet() -> None:
    both = cells(all_french(9)) + cells(all_french(9), "afternoon")

    rows = list(to_rows(both, datetime(2026, 11, 24, 17)))
    assert {row.half for row in rows if row.visits} == {"morning"}
    assert [row.note for row in rows if row.half == "afternoon"] == ["in-progress"]


def test_an_export_says_the_same_of_a_half_day_whatever_else_it_holds() -> None:
    one, two = cells(all_french(9)), cells(all_french(3), "afternoon")

    assert list(to_rows(one + two, LATER))[:3] == list(to_rows(one, LATER))


# Working it out: whoever knows the rule, the sums and which values there are at all


def sums_to(total: int, parts: int) -> Iterator[tuple[int, ...]]:
    """Every way to share a total."""
    if parts == 1:
        yield (total,)
        return
    for first in range(total + 1):
        yield from ((first, *rest) for rest in sums_to(total - first, parts - 1))


def worked_out(worlds: Iterable[World], knows_which: bool) -> list[tuple[World, str]]:
    """The small numbers that are the same in all half-days that look alike."""
    alike: dict[Hashable, list[World]] = defaultdict(list)
    for world in worlds:
        which = frozenset(name for name, n in world.items() if n) if knows_which else None
        alike[shown(world), which].append(world)
    return [
        (same[0], str(name))
        for same in alike.values()
        for name in same[0]
        if 0 < same[0][name] < LEAST and len({world[name] for world in same}) == 1
    ]


def two_dimensions(visits: int) -> Iterator[World]:
    for departments in sums_to(visits, 3):
        for languages in sums_to(visits, 2):
            world = {("visits", "all"): visits}
            world |= {("department", v): n for v, n in zip("abc", departments, strict=True)}
            yield world | {("language", v): n for v, n in zip("xy", languages, strict=True)}


def one_need_each(visits: int) -> Iterator[World]:
    """Visits of exactly one need, so that needs add up to themes and themes to visits."""
    for a, b, c, d in sums_to(visits, 4):
        world = {("visits", "all"): visits, ("language", "fr"): visits}
        world |= {("theme", "x"): a + b, ("theme", "y"): c + d}
        yield world | {("need", n): k for n, k in zip(("x/a", "x/b", "y/c", "y/d"), (a, b, c, d))}  # noqa: B905


def test_no_hidden_number_can_be_worked_out_from_sums() -> None:
    worlds = [world for visits in range(1, 13) for world in two_dimensions(visits)]

    assert worked_out(worlds, knows_which=True) == []
    assert len(worlds) > 4000


def test_no_hidden_need_can_be_worked_out_from_its_theme() -> None:
    worlds = [world for visits in range(1, 15) for world in one_need_each(visits)]

    assert worked_out(worlds, knows_which=False) == []


NUMBERS = st.dictionaries(st.sampled_from("abcdefghi"), st.integers(1, 40), min_size=1, max_size=9)


def others(world: World, name: tuple[str, str]) -> Iterator[World]:
    """Half-days that differ in one number and have the same sums."""
    for other, n in world.items():
        if other[0] == name[0] and n != world[name]:
            yield {**world, name: n, other: world[name]}


@given(NUMBERS)
def test_another_half_day_looks_the_same_for_each_hidden_number(numbers: dict[str, int]) -> None:
    world = all_french(sum(numbers.values()), department=numbers)
    seen = shown(world)
    shown_values = {row.value for row in seen if row.dimension == "department"}
    covered = [
        value
        for value in numbers.keys() - shown_values
        if any(shown(other) == seen for other in others(world, ("department", value)))
    ]

    is_all_hidden = [row.dimension for row in seen] == ["visits"]
    assert is_all_hidden or set(covered) == numbers.keys() - shown_values
    assert not any(numbers.get(value, LEAST) < LEAST for value in shown_values)


@given(NUMBERS, NUMBERS, NUMBERS)
def test_no_small_number_is_ever_shown(
    themes: dict[str, int], needs: dict[str, int], members: dict[str, int]
) -> None:
    of_themes = {f"{value}/{value}": n for value, n in needs.items()}
    seen = shown(all_french(40, theme=themes, need=of_themes, member=members))

    assert [row for row in seen if row.visits is not None and row.visits < LEAST] == []


# As a file


def test_a_spreadsheet_reads_the_table() -> None:
    text = to_csv(cells(all_french(9)), LATER, ";")
    rows = list(csv.reader(io.StringIO(text.removeprefix("\ufeff")), delimiter=";"))

    assert text.startswith("\ufeff")
    assert tuple(rows[0]) == HEADER
    assert ["2026-11-24", "morning", GUIDE, "visits", "all", "9", ""] in rows


@given(st.text(min_size=1, max_size=30))
def test_nothing_becomes_a_formula(name: str) -> None:
    text = to_csv(cells(all_french(9, department={name: 9}), guide=f"={name}"), LATER)
    rows = csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline=""))
    values = [value for row in rows for value in row]

    assert [value for value in values if value[:1] in tuple("=+-@\t\r\n")] == []
