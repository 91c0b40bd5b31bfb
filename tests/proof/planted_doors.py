"""Defects planted into plain data: visits without a door, and wrong doors.

Each says whether it found a place for itself.
"""

from __future__ import annotations

import copy
from random import Random

from tests import guides
from tests.guides import Plain
from tests.proof.planting import (
    add_copy,
    boxes_in,
    corner_of,
    drop_row,
    impossible,
    is_cited,
    kinds_of,
    other_members,
    place_of,
    places_of,
    routes,
    rows,
    strong_routes,
    themes_of,
)

# Nobody leaves without a door


def need_dropped_everywhere(plain: Plain, random: Random) -> bool:
    """A need loses its routes, its rows of the table, and the clauses it rested on: all at once."""
    need = random.choice(strong_routes(plain))["need"]
    kept = [route for route in routes(plain) if route["need"] != need]
    plain["routes.yaml"]["routes"] = kept
    for row in [row for row in rows(plain) if row["need"] == need]:
        drop_row(plain, row)
    for place in places_of(plain):
        if not is_cited(plain, place["id"]):
            place.pop("clause", None)
    return True


def need_narrowed_everywhere(plain: Plain, random: Random) -> bool:
    """Routes and rows of a need agree that it is for one department only."""
    need = random.choice(strong_routes(plain))["need"]
    items = [item for item in (*routes(plain), *rows(plain)) if item["need"] == need]
    corners = [corner_of(plain, item["when"]) for item in items]
    for item, corner in zip(items, corners, strict=True):
        if corner is None:
            return False
        item["when"] = corner
    return True


def uncovered_dropped(plain: Plain, random: Random) -> bool:
    """What the network does not cover is no longer said."""
    items = plain["routes.yaml"]["uncovered"]
    items.remove(random.choice(items))
    return True


def theme_nobody_answers(plain: Plain, random: Random) -> bool:
    """A theme is added without any route."""
    return _add_choice(themes_of(plain))


def kind_nobody_answers(plain: Plain, random: Random) -> bool:
    """A kind of need is added without any route."""
    listed = [q for q in kinds_of(plain) if not _is_spoken_of_whole(plain, q["id"])]
    return bool(listed) and _add_choice(random.choice(listed))


def _add_choice(question: Plain) -> bool:
    number = max(int(choice["number"]) for choice in question["choices"]) + 1
    if number > int(question["room"]):
        return False
    label = guides.text("brand new")
    question["choices"].append({"id": "brand-new", "number": str(number), "label": label})
    return True


def _is_spoken_of_whole(plain: Plain, question: str) -> bool:
    """Whether a route takes answers to it that it does not name."""
    tests = [box.get(question) for route in routes(plain) for box in boxes_in(route["when"])]
    named = any(test == "asked" or isinstance(test, dict) for test in tests)
    return named or not any(tests)


def need_only_to_consider(plain: Plain, random: Random) -> bool:
    """Routes of a need no longer recommend, and its rows are gone too."""
    need = random.choice(strong_routes(plain))["need"]
    if any(r["need"] == need and r["verdict"] == "to-consider" for r in routes(plain)):
        return False
    for route in routes(plain):
        if route["need"] == need:
            route["verdict"] = "to-consider"
    for row in [row for row in rows(plain) if row["need"] == need]:
        drop_row(plain, row)
    return True


# The right door


def route_to_another_member(plain: Plain, random: Random) -> bool:
    """A route sends to a member of another role."""
    route = random.choice(strong_routes(plain))
    others = other_members(plain, route)
    if others:
        route["member"] = random.choice(others)
    return bool(others)


def route_for_another_need(plain: Plain, random: Random) -> bool:
    """A route answers a need that it is not for."""
    route = random.choice(strong_routes(plain))
    needs = {need["id"] for need in plain["interview.yaml"]["needs"]} - {route["need"]}
    route["need"] = random.choice(sorted(needs))
    return True


def route_dropped(plain: Plain, random: Random) -> bool:
    """A route is missing."""
    routes(plain).remove(random.choice(strong_routes(plain)))
    return True


def route_narrowed(plain: Plain, random: Random) -> bool:
    """A route holds in a part only of what it is for."""
    route = random.choice(strong_routes(plain))
    listed = [(b, q) for b in boxes_in(route["when"]) for q, t in b.items() if isinstance(t, list)]
    if listed:
        box, question = random.choice(listed)
        box[question] = box[question][:-1] or box[question]
        return True
    corner = corner_of(plain, route["when"])
    route["when"] = corner or route["when"]
    return corner is not None


def route_widened(plain: Plain, random: Random) -> bool:
    """A route holds beyond what it is for."""
    kinds = {question["id"]: question for question in kinds_of(plain)}
    found = [
        (box, question, choice["id"])
        for route in strong_routes(plain)
        for box in boxes_in(route["when"])
        for question, test in box.items()
        if question in kinds and isinstance(test, str | list) and test != "asked"
        for choice in kinds[question]["choices"]
        if choice["id"] not in (test if isinstance(test, list) else [test])
    ]
    if not found:
        return False
    box, question, choice = random.choice(found)
    test = box[question]
    box[question] = [*(test if isinstance(test, list) else [test]), choice]
    return True


def route_to_one_more_member(plain: Plain, random: Random) -> bool:
    """A member is recommended beside the right one."""
    route = random.choice(strong_routes(plain))
    others = other_members(plain, route)
    if others:
        add_copy(plain, route, "more", member=random.choice(others))
    return bool(others)


def row_dropped(plain: Plain, random: Random) -> bool:
    """A row of the table is missing."""
    drop_row(plain, random.choice(rows(plain)))
    return len(rows(plain)) > 0


def row_narrowed(plain: Plain, random: Random) -> bool:
    """A row of the table is for one corner only."""
    row = random.choice(rows(plain))
    corner = corner_of(plain, row["when"])
    row["when"] = corner or row["when"]
    return corner is not None


def row_for_another_member(plain: Plain, random: Random) -> bool:
    """The table names another member."""
    row = random.choice(rows(plain))
    members = [m["id"] for m in plain["members.yaml"]["members"] if m["id"] not in row["members"]]
    row["members"] = [random.choice(members)]
    return True


def row_that_never_holds(plain: Plain, random: Random) -> bool:
    """The table has a row for visits that nobody can make."""
    when = impossible(plain, random)
    if when is None:
        return False
    row = random.choice(rows(plain))
    name = "clauses" if row in plain["division.yaml"]["clauses"] else "policies"
    plain["division.yaml"][name].append(copy.deepcopy(row) | {"when": when})
    return True


def uncovered_instead_of_a_route(plain: Plain, random: Random) -> bool:
    """A need that a member answers is said to be uncovered."""
    route = random.choice(strong_routes(plain))
    routes(plain).remove(route)
    source = plain["routes.yaml"]["uncovered"][0]["source"]
    found = guides.uncovered("hides-it", route["when"], consider="m1", source=source)
    found["consider"] = plain["members.yaml"]["members"][0]["id"]
    plain["routes.yaml"]["uncovered"].append(found)
    return True


def table_removed(plain: Plain, random: Random) -> bool:
    """There is no table at all."""
    del plain["division.yaml"]
    return True


def route_outside_the_region(plain: Plain, random: Random) -> bool:
    """Visits outside the region are sent to a member as well."""
    place = place_of(plain)
    if place is None:
        return False
    add_copy(plain, random.choice(strong_routes(plain)), "away", when={place: "outside"})
    return True
