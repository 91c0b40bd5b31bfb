"""Defects planted into plain data: sources that do not fit, and dated changes.

Each says whether it found a place for itself.
"""

from __future__ import annotations

from random import Random
from typing import Any

from tests import guides
from tests.guides import Plain
from tests.proof.planting import (
    add_copy,
    drop_row,
    is_cited,
    other_members,
    places_of,
    routes,
    rows,
    strong_routes,
)

D = {"last": "2026-12-31", "next": "2027-01-01", "gap": "2027-01-02", "past": "2026-12-30"}
"""Days around a dated change."""


# Sources


def clause_nobody_rests_on(plain: Plain, random: Random) -> bool:
    """A clause of the source that was overlooked."""
    free = [p for p in places_of(plain) if not p.get("clause") and not is_cited(plain, p["id"])]
    cited = {item["source"]["place"] for item in plain["routes.yaml"]["uncovered"]}
    free = [place for place in free if place["id"] not in cited]
    if not free:
        free = [{"id": "overlooked", "gist": guides.text("overlooked")}]
        plain["guide.yaml"]["sources"][0]["places"].append(free[0])
    random.choice(free)["clause"] = "true"
    return True


def _free_place(plain: Plain) -> dict[str, str]:
    """A passage that is no clause."""
    source: dict[str, str] = plain["routes.yaml"]["uncovered"][0]["source"]
    return dict(source)


def _of_article(plain: Plain) -> list[Plain]:
    return [route for route in strong_routes(plain) if route["basis"] == "article"]


def route_on_policy_only(plain: Plain, random: Random) -> bool:
    """A route that carries out a clause no longer says so."""
    found = _of_article(plain)
    cited = [route["source"]["place"] for route in routes(plain)]
    found = [route for route in found if cited.count(route["source"]["place"]) == 1]
    if found:
        random.choice(found).update(basis="policy", source=_free_place(plain))
    return bool(found)


def choice_that_no_route_makes(plain: Plain, random: Random) -> bool:
    """The table rests on a choice of the guide that its routes do not name."""
    cited = [row["source"] for row in plain["division.yaml"]["policies"]]
    found = [r for r in strong_routes(plain) if r["source"] in cited and r["basis"] == "policy"]
    if found:
        random.choice(found)["source"] = _free_place(plain)
    return bool(found)


def route_cites_another_clause(plain: Plain, random: Random) -> bool:
    """A route rests on a clause that is about something else."""
    found = _of_article(plain)
    if not found:
        return False
    route = random.choice(found)
    clauses = [
        row["source"]
        for row in plain["division.yaml"]["clauses"]
        if row["need"] != route["need"]
        and row["source"] != route["source"]
        and not _same_row(plain, row["source"], route)
    ]
    if clauses:
        route["source"] = dict(random.choice(clauses))
    return bool(clauses)


def _same_row(plain: Plain, source: Plain, route: Plain) -> bool:
    return any(
        row["source"] == source
        and row["need"] == route["need"]
        and route["member"] in row["members"]
        for row in plain["division.yaml"]["clauses"]
    )


def two_routes_swap_their_clauses(plain: Plain, random: Random) -> bool:
    """Two routes rest on one another's clause: every clause still has a route."""
    found = _of_article(plain)
    pairs = [
        (a, b)
        for a in found
        for b in found
        if not _same_row(plain, b["source"], a) and not _same_row(plain, a["source"], b)
    ]
    if not pairs:
        return False
    one, other = random.choice(pairs)
    one["source"], other["source"] = other["source"], one["source"]
    return True


def basis_flipped(plain: Plain, random: Random) -> bool:
    """A route says that it rests on the article, or that it does not, against its source."""
    route = random.choice(routes(plain))
    route["basis"] = "policy" if route["basis"] == "article" else "article"
    return True


def clause_no_longer_one(plain: Plain, random: Random) -> bool:
    """A passage that routes rest on is not declared a clause."""
    clauses = [place for place in places_of(plain) if place.get("clause")]
    if len(clauses) < 2:
        return False
    del random.choice(clauses)["clause"]
    return True


def row_cites_another_clause(plain: Plain, random: Random) -> bool:
    """Two clauses, one row cites the other's."""
    clauses = plain["division.yaml"]["clauses"]
    cited = [row["source"]["place"] for row in clauses]
    found = [row for row in clauses if cited.count(row["source"]["place"]) == 1]
    others = [row for row in clauses if found and row["source"] != found[0]["source"]]
    if not found or not others:
        return False
    found[0]["source"] = dict(random.choice(others)["source"])
    return True


def no_clause_at_all(plain: Plain, random: Random) -> bool:
    """Everything is called a policy."""
    for place in places_of(plain):
        place.pop("clause", None)
    for route in routes(plain):
        route["basis"] = "policy"
    table = plain["division.yaml"]
    table["clauses"], table["policies"] = [], [*table["clauses"], *table["policies"]]
    return True


def clause_row_dropped(plain: Plain, random: Random) -> bool:
    """A clause is missing from the table."""
    clauses = plain["division.yaml"]["clauses"]
    cited = [row["source"]["place"] for row in clauses]
    found = [row for row in clauses if cited.count(row["source"]["place"]) == 1]
    if not found or len(rows(plain)) == 1:
        return False
    drop_row(plain, random.choice(found))
    return True


# Dated changes


def gap_of_one_day(plain: Plain, random: Random) -> bool:
    """One day lies between two versions of a route."""
    return _dated(plain, random, D["last"], D["gap"])


def overlap_of_one_day(plain: Plain, random: Random) -> bool:
    """Both versions of a route are in force on one day."""
    return _dated(plain, random, D["last"], D["last"])


def next_route_to_another_member(plain: Plain, random: Random) -> bool:
    """The next version of a route sends to another member."""
    route = random.choice(strong_routes(plain))
    others = other_members(plain, route)
    return bool(others) and _date(plain, route, D["last"], D["next"], member=others[0])


def next_route_only_to_consider(plain: Plain, random: Random) -> bool:
    """The next version of a route no longer recommends."""
    return _dated(plain, random, D["last"], D["next"], verdict="to-consider")


def _dated(plain: Plain, random: Random, last: str, first: str, **more: Any) -> bool:
    return _date(plain, random.choice(strong_routes(plain)), last, first, **more)


def _date(plain: Plain, route: Plain, last: str, first: str, **more: Any) -> bool:
    add_copy(plain, route, "later", valid={"from": first}, **more)
    route["valid"] = {"until": last}
    return True


def route_that_ends(plain: Plain, random: Random) -> bool:
    """A route ends, and nothing takes its place."""
    random.choice(strong_routes(plain))["valid"] = {"until": D["last"]}
    return True


def route_once_in_force_twice(plain: Plain, random: Random) -> bool:
    """A second version of a route comes into force beside the first."""
    add_copy(plain, random.choice(strong_routes(plain)), "later", valid={"from": D["next"]})
    return True
