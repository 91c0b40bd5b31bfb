"""Defects planted into plain data: idle routes, and what is never reached.

Each says whether it found a place for itself.
"""

from __future__ import annotations

import copy
from random import Random
from typing import Any

from tests import guides
from tests.guides import Plain
from tests.proof.planting import (
    add_copy,
    and_also,
    boxes_in,
    corner_of,
    impossible,
    kinds_of,
    other_members,
    place_of,
    question_named,
    questions,
    routes,
    rows,
    strong_routes,
    themes_of,
)

# No idle route


def dead_route(plain: Plain, random: Random) -> bool:
    """A route that no visit meets."""
    when = impossible(plain, random)
    if when is not None:
        add_copy(plain, random.choice(strong_routes(plain)), "dead", when=when)
    return when is not None


def route_twice(plain: Plain, random: Random) -> bool:
    """The same route under two names."""
    add_copy(plain, random.choice(routes(plain)), "again")
    return True


def route_within_another(plain: Plain, random: Random) -> bool:
    """A route for a part of what another is for."""
    route = random.choice(routes(plain))
    corner = corner_of(plain, route["when"])
    if corner is not None:
        add_copy(plain, route, "part", when=corner)
    return corner is not None


def route_covered_by_two_others(plain: Plain, random: Random) -> bool:
    """A route that two others cover together, and neither alone."""
    place = place_of(plain)
    route = random.choice(strong_routes(plain))
    if place is None or and_also(route["when"], **{place: "01"}) is None:
        return False
    rest = {"not": ["01"]}
    add_copy(plain, route, "here", when=and_also(route["when"], **{place: "01"}))
    add_copy(plain, route, "there", when=and_also(route["when"], **{place: rest}))
    return True


def contradiction(plain: Plain, random: Random) -> bool:
    """The same member is recommended and only to be considered, for the same need."""
    add_copy(plain, random.choice(strong_routes(plain)), "weak", verdict="to-consider")
    return True


def contradiction_in_a_corner(plain: Plain, random: Random) -> bool:
    """The same on a small part of the visits."""
    route = random.choice(strong_routes(plain))
    corner = corner_of(plain, route["when"])
    if corner is not None:
        add_copy(plain, route, "weak", verdict="to-consider", when=corner)
    return corner is not None


def two_members_for_one(plain: Plain, random: Random) -> bool:
    """The table and the routes give two members to a need that must go to one."""
    exactly = {n["id"] for n in plain["interview.yaml"]["needs"] if n["members"] == "exactly-one"}
    found = [r for r in strong_routes(plain) if r["need"] in exactly and other_members(plain, r)]
    if not found:
        return False
    route = random.choice(found)
    other = other_members(plain, route)[0]
    add_copy(plain, route, "more", member=other)
    name = "clauses" if route["basis"] == "article" else "policies"
    row = {"need": route["need"], "members": [other], "when": route["when"]}
    plain["division.yaml"][name].append(copy.deepcopy(row) | {"source": route["source"]})
    return True


# Everything is reached


def question_never_asked(plain: Plain, random: Random) -> bool:
    """A question is asked under a condition that no visit meets."""
    when = impossible(plain, random)
    if when is not None:
        _add_question(plain, "hidden", ask_when=when)
        paper = {"when": {"hidden": "yes"}, **guides.text("a paper")}
        routes(plain)[0]["prepare"].append(paper)
    return when is not None


def _add_question(plain: Plain, name: str, **more: Any) -> None:
    number = max(int(question["number"]) for question in questions(plain)) + 1
    questions(plain).append(guides.question(name, number, "one", "yes no", **more))


def step_behind_another(plain: Plain, random: Random) -> bool:
    """A first step whose condition an earlier one takes whole."""
    words = [q for q in questions(plain) if q.get("decides") and not q.get("ask-when")]
    question = random.choice(words)
    steps = random.choice(routes(plain))["first-step"]
    every = [choice["id"] for choice in question["choices"]]
    first = {"when": {question["id"]: every}, **guides.text("for all")}
    second = {"when": {question["id"]: every[-1]}, **guides.text("for nobody")}
    place = random.randrange(len(steps))
    steps[place:place] = random.choice([[first], [second | {"when": first["when"]}, second]])
    return True


def paper_for_nobody(plain: Plain, random: Random) -> bool:
    """A paper that nobody whom the route leads is told of."""
    found = []
    for route in routes(plain):
        boxes = boxes_in(route["when"])
        kinds = [k["id"] for k in kinds_of(plain) if all(k["id"] in box for box in boxes)]
        found += [(route, kind) for kind in kinds]
    if not found:
        return False
    route, kind = random.choice(found)
    when = {
        themes_of(plain)["id"]: {
            "not": [question_named(plain, kind)["ask-when"][themes_of(plain)["id"]]]
        }
    }
    route["prepare"].append({"when": when, **guides.text("for nobody")})
    return True


def pace_behind_another(plain: Plain, random: Random) -> bool:
    """A pace whose condition an earlier one takes."""
    pace = plain["guide.yaml"]["pace"]
    pace.append(copy.deepcopy(random.choice(pace)) | guides.text("too late"))
    return True


def uncovered_that_never_is(plain: Plain, random: Random) -> bool:
    """An uncovered need that no visit has."""
    when = impossible(plain, random)
    if when is not None:
        source = plain["routes.yaml"]["uncovered"][0]["source"]
        plain["routes.yaml"]["uncovered"].append(guides.uncovered("never", when, source=source))
    return when is not None


def visit_too_long(plain: Plain, random: Random) -> bool:
    """Fewer questions are promised than some visits ask."""
    longest = int(plain["interview.yaml"]["longest-visit"])
    plain["interview.yaml"]["longest-visit"] = str(longest - random.choice([1, 1, 2]))
    return True


def limit_removed(plain: Plain, random: Random) -> bool:
    """Nothing is promised."""
    del plain["interview.yaml"]["longest-visit"]
    return True


def link_back_to_nowhere(plain: Plain, random: Random) -> bool:
    """What is uncovered links back to a question that the visit did not ask."""
    kinds = kinds_of(plain)
    if not kinds:
        return False
    item = random.choice(plain["routes.yaml"]["uncovered"])
    item["back-to"] = random.choice(kinds)["id"]
    return True


def question_for_nothing(plain: Plain, random: Random) -> bool:
    """A question is asked of everybody, and nothing depends on it."""
    _add_question(plain, "idle", **random.choice([{}, {"decides": "words"}]))
    plain["interview.yaml"]["longest-visit"] = str(
        int(plain["interview.yaml"]["longest-visit"]) + 1
    )
    return True


# Unnecessary questions


def place_that_only_chooses_offices(plain: Plain, random: Random) -> bool:
    """The place decides no verdict any more, only which offices are shown."""
    place = place_of(plain)
    if place is None or not any(m.get("offices") for m in plain["members.yaml"]["members"]):
        return False
    question = question_named(plain, place)
    question["choices"] = [c for c in question["choices"] if c["id"] != "outside"]
    items = plain["routes.yaml"]["uncovered"]
    plain["routes.yaml"]["uncovered"] = [i for i in items if place not in i["when"]]
    named = [q for r in (*routes(plain), *rows(plain)) for b in boxes_in(r["when"]) for q in b]
    return place not in named
