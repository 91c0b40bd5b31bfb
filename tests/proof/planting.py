"""What planting into a guide's plain data needs: its parts by what they are, and conditions."""

from __future__ import annotations

import copy
from random import Random
from typing import Any

from tests.guides import Plain


def routes(plain: Plain) -> list[Plain]:
    """Every route."""
    found: list[Plain] = plain["routes.yaml"]["routes"]
    return found


def rows(plain: Plain) -> list[Plain]:
    """Every row of the table."""
    table = plain["division.yaml"]
    return [*table["clauses"], *table["policies"]]


def questions(plain: Plain) -> list[Plain]:
    """Every question."""
    found: list[Plain] = plain["interview.yaml"]["questions"]
    return found


def question_named(plain: Plain, name: str) -> Plain:
    return next(question for question in questions(plain) if question["id"] == name)


def strong_routes(plain: Plain) -> list[Plain]:
    """The recommending routes without dates: what happens to them happens on every day."""
    return [r for r in routes(plain) if r["verdict"] == "recommended" and not r.get("valid")]


def place_of(plain: Plain) -> str | None:
    return next((q["id"] for q in questions(plain) if q["kind"] == "territory"), None)


def themes_of(plain: Plain) -> Plain:
    """The question that offers the needs' themes."""
    wanted = {need["theme"] for need in plain["interview.yaml"]["needs"]}
    return next(q for q in questions(plain) if wanted <= {c["id"] for c in q["choices"]})


def kinds_of(plain: Plain) -> list[Plain]:
    """The questions asked for one theme only."""
    name = themes_of(plain)["id"]
    return [q for q in questions(plain) if name in (q.get("ask-when") or {})]


def nothing_of(plain: Plain) -> str:
    """The theme that no member answers."""
    item = plain["routes.yaml"]["uncovered"][0]
    return str(item["when"][themes_of(plain)["id"]])


def boxes_in(when: Plain) -> list[Plain]:
    return list(when.get("any", [when]))


def and_also(when: Plain, **more: Any) -> Plain | None:
    """The condition with another test in each of its boxes; None where one tests that already."""
    boxes = boxes_in(when)
    if any(question in box for box in boxes for question in more):
        return None
    found = [box | more for box in boxes]
    return {"any": found} if "any" in when else found[0]


def corner_of(plain: Plain, when: Plain) -> Plain | None:
    """A part of the condition that is not the whole of it."""
    place, themes = place_of(plain), themes_of(plain)
    named = {question for box in boxes_in(when) for question in box}
    if place is not None and place not in named:
        return and_also(when, **{place: "01"})
    if themes["kind"] == "several" and themes["id"] not in named:
        others = [c["id"] for c in themes["choices"] if not c.get("exclusive")]
        return and_also(when, **{themes["id"]: others[-1]})
    return None


def impossible(plain: Plain, random: Random) -> Plain | None:
    """A condition that no visit meets, though none of its parts looks wrong."""
    themes, kinds = themes_of(plain)["id"], kinds_of(plain)
    place = place_of(plain)
    found = []
    for kind in kinds:
        theme = kind["ask-when"][themes]
        found.append({kind["id"]: kind["choices"][0]["id"], themes: {"not": [theme]}})
    alone = [q for q in questions(plain) if q["id"] == themes and q["kind"] == "several"]
    if place is not None and questions(plain).index(question_named(plain, place)) == 0:
        found.append({place: "outside", themes: "asked"})
    found += [{kind["id"]: "asked", themes: nothing_of(plain)} for kind in kinds if alone]
    return random.choice(found) if found else None


def add_copy(plain: Plain, route: Plain, name: str, **more: Any) -> Plain:
    """Another route like this one, added after it."""
    found = copy.deepcopy(route) | {"id": f"{route['id']}-{name}"} | more
    routes(plain).insert(routes(plain).index(route) + 1, found)
    return found


def other_members(plain: Plain, route: Plain) -> list[str]:
    """The members that no route for the same need concerns."""
    used = {r["member"] for r in routes(plain) if r["need"] == route["need"]}
    return [m["id"] for m in plain["members.yaml"]["members"] if m["id"] not in used]


def drop_row(plain: Plain, row: Plain) -> None:
    for name in ("clauses", "policies"):
        plain["division.yaml"][name] = [r for r in plain["division.yaml"][name] if r is not row]


def places_of(plain: Plain) -> list[Plain]:
    return [place for source in plain["guide.yaml"]["sources"] for place in source["places"]]


def is_cited(plain: Plain, place: str) -> bool:
    return any(item["source"]["place"] == place for item in (*routes(plain), *rows(plain)))
