"""Defects planted into a guide's plain data. Each says whether it found a place for itself."""

from __future__ import annotations

import copy
from random import Random
from typing import Any

from tests import guides
from tests.guides import Plain

D = {"last": "2026-12-31", "next": "2027-01-01", "gap": "2027-01-02", "past": "2026-12-30"}
"""Days around a dated change."""


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


def _named(plain: Plain, name: str) -> Plain:
    return next(question for question in questions(plain) if question["id"] == name)


def _strong(plain: Plain) -> list[Plain]:
    """The recommending routes without dates: what happens to them happens on every day."""
    return [r for r in routes(plain) if r["verdict"] == "recommended" and not r.get("valid")]


def _place(plain: Plain) -> str | None:
    return next((q["id"] for q in questions(plain) if q["kind"] == "territory"), None)


def _themes(plain: Plain) -> Plain:
    """The question that offers the needs' themes."""
    wanted = {need["theme"] for need in plain["interview.yaml"]["needs"]}
    return next(q for q in questions(plain) if wanted <= {c["id"] for c in q["choices"]})


def _kinds(plain: Plain) -> list[Plain]:
    """The questions asked for one theme only."""
    name = _themes(plain)["id"]
    return [q for q in questions(plain) if name in (q.get("ask-when") or {})]


def _nothing(plain: Plain) -> str:
    """The theme that no member answers."""
    item = plain["routes.yaml"]["uncovered"][0]
    return str(item["when"][_themes(plain)["id"]])


def _boxes(when: Plain) -> list[Plain]:
    return list(when.get("any", [when]))


def _and(when: Plain, **more: Any) -> Plain | None:
    """The condition with another test in each of its boxes; None where one tests that already."""
    boxes = _boxes(when)
    if any(question in box for box in boxes for question in more):
        return None
    found = [box | more for box in boxes]
    return {"any": found} if "any" in when else found[0]


def _corner(plain: Plain, when: Plain) -> Plain | None:
    """A part of the condition that is not the whole of it."""
    place, themes = _place(plain), _themes(plain)
    named = {question for box in _boxes(when) for question in box}
    if place is not None and place not in named:
        return _and(when, **{place: "01"})
    if themes["kind"] == "several" and themes["id"] not in named:
        others = [c["id"] for c in themes["choices"] if not c.get("exclusive")]
        return _and(when, **{themes["id"]: others[-1]})
    return None


def _impossible(plain: Plain, random: Random) -> Plain | None:
    """A condition that no visit meets, though none of its parts looks wrong."""
    themes, kinds = _themes(plain)["id"], _kinds(plain)
    place = _place(plain)
    found = []
    for kind in kinds:
        theme = kind["ask-when"][themes]
        found.append({kind["id"]: kind["choices"][0]["id"], themes: {"not": [theme]}})
    alone = [q for q in questions(plain) if q["id"] == themes and q["kind"] == "several"]
    if place is not None and questions(plain).index(_named(plain, place)) == 0:
        found.append({place: "outside", themes: "asked"})
    found += [{kind["id"]: "asked", themes: _nothing(plain)} for kind in kinds if alone]
    return random.choice(found) if found else None


def _copy(plain: Plain, route: Plain, name: str, **more: Any) -> Plain:
    """Another route like this one, added after it."""
    found = copy.deepcopy(route) | {"id": f"{route['id']}-{name}"} | more
    routes(plain).insert(routes(plain).index(route) + 1, found)
    return found


def _others(plain: Plain, route: Plain) -> list[str]:
    """The members that no route for the same need concerns."""
    used = {r["member"] for r in routes(plain) if r["need"] == route["need"]}
    return [m["id"] for m in plain["members.yaml"]["members"] if m["id"] not in used]


def _drop(plain: Plain, row: Plain) -> None:
    for name in ("clauses", "policies"):
        plain["division.yaml"][name] = [r for r in plain["division.yaml"][name] if r is not row]


def _places(plain: Plain) -> list[Plain]:
    return [place for source in plain["guide.yaml"]["sources"] for place in source["places"]]


def _is_cited(plain: Plain, place: str) -> bool:
    return any(item["source"]["place"] == place for item in (*routes(plain), *rows(plain)))


# Nobody leaves without a door


def need_dropped_everywhere(plain: Plain, random: Random) -> bool:
    """A need loses its routes, its rows of the table, and the clauses it rested on: all at once."""
    need = random.choice(_strong(plain))["need"]
    kept = [route for route in routes(plain) if route["need"] != need]
    plain["routes.yaml"]["routes"] = kept
    for row in [row for row in rows(plain) if row["need"] == need]:
        _drop(plain, row)
    for place in _places(plain):
        if not _is_cited(plain, place["id"]):
            place.pop("clause", None)
    return True


def need_narrowed_everywhere(plain: Plain, random: Random) -> bool:
    """Routes and rows of a need agree that it is for one department only."""
    need = random.choice(_strong(plain))["need"]
    items = [item for item in (*routes(plain), *rows(plain)) if item["need"] == need]
    corners = [_corner(plain, item["when"]) for item in items]
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
    return _add_choice(_themes(plain))


def kind_nobody_answers(plain: Plain, random: Random) -> bool:
    """A kind of need is added without any route."""
    listed = [q for q in _kinds(plain) if not _is_spoken_of_whole(plain, q["id"])]
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
    tests = [box.get(question) for route in routes(plain) for box in _boxes(route["when"])]
    named = any(test == "asked" or isinstance(test, dict) for test in tests)
    return named or not any(tests)


def need_only_to_consider(plain: Plain, random: Random) -> bool:
    """Routes of a need no longer recommend, and its rows are gone too."""
    need = random.choice(_strong(plain))["need"]
    if any(r["need"] == need and r["verdict"] == "to-consider" for r in routes(plain)):
        return False
    for route in routes(plain):
        if route["need"] == need:
            route["verdict"] = "to-consider"
    for row in [row for row in rows(plain) if row["need"] == need]:
        _drop(plain, row)
    return True


# The right door


def route_to_another_member(plain: Plain, random: Random) -> bool:
    """A route sends to a member of another role."""
    route = random.choice(_strong(plain))
    others = _others(plain, route)
    if others:
        route["member"] = random.choice(others)
    return bool(others)


def route_for_another_need(plain: Plain, random: Random) -> bool:
    """A route answers a need that it is not for."""
    route = random.choice(_strong(plain))
    needs = {need["id"] for need in plain["interview.yaml"]["needs"]} - {route["need"]}
    route["need"] = random.choice(sorted(needs))
    return True


def route_dropped(plain: Plain, random: Random) -> bool:
    """A route is missing."""
    routes(plain).remove(random.choice(_strong(plain)))
    return True


def route_narrowed(plain: Plain, random: Random) -> bool:
    """A route holds in a part only of what it is for."""
    route = random.choice(_strong(plain))
    listed = [(b, q) for b in _boxes(route["when"]) for q, t in b.items() if isinstance(t, list)]
    if listed:
        box, question = random.choice(listed)
        box[question] = box[question][:-1] or box[question]
        return True
    corner = _corner(plain, route["when"])
    route["when"] = corner or route["when"]
    return corner is not None


def route_widened(plain: Plain, random: Random) -> bool:
    """A route holds beyond what it is for."""
    kinds = {question["id"]: question for question in _kinds(plain)}
    found = [
        (box, question, choice["id"])
        for route in _strong(plain)
        for box in _boxes(route["when"])
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
    route = random.choice(_strong(plain))
    others = _others(plain, route)
    if others:
        _copy(plain, route, "more", member=random.choice(others))
    return bool(others)


def row_dropped(plain: Plain, random: Random) -> bool:
    """A row of the table is missing."""
    _drop(plain, random.choice(rows(plain)))
    return len(rows(plain)) > 0


def row_narrowed(plain: Plain, random: Random) -> bool:
    """A row of the table is for one corner only."""
    row = random.choice(rows(plain))
    corner = _corner(plain, row["when"])
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
    when = _impossible(plain, random)
    if when is None:
        return False
    row = random.choice(rows(plain))
    name = "clauses" if row in plain["division.yaml"]["clauses"] else "policies"
    plain["division.yaml"][name].append(copy.deepcopy(row) | {"when": when})
    return True


def uncovered_instead_of_a_route(plain: Plain, random: Random) -> bool:
    """A need that a member answers is said to be uncovered."""
    route = random.choice(_strong(plain))
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
    place = _place(plain)
    if place is None:
        return False
    _copy(plain, random.choice(_strong(plain)), "away", when={place: "outside"})
    return True


# No idle route


def dead_route(plain: Plain, random: Random) -> bool:
    """A route that no visit meets."""
    when = _impossible(plain, random)
    if when is not None:
        _copy(plain, random.choice(_strong(plain)), "dead", when=when)
    return when is not None


def route_twice(plain: Plain, random: Random) -> bool:
    """The same route under two names."""
    _copy(plain, random.choice(routes(plain)), "again")
    return True


def route_within_another(plain: Plain, random: Random) -> bool:
    """A route for a part of what another is for."""
    route = random.choice(routes(plain))
    corner = _corner(plain, route["when"])
    if corner is not None:
        _copy(plain, route, "part", when=corner)
    return corner is not None


def route_covered_by_two_others(plain: Plain, random: Random) -> bool:
    """A route that two others cover together, and neither alone."""
    place = _place(plain)
    route = random.choice(_strong(plain))
    if place is None or _and(route["when"], **{place: "01"}) is None:
        return False
    rest = {"not": ["01"]}
    _copy(plain, route, "here", when=_and(route["when"], **{place: "01"}))
    _copy(plain, route, "there", when=_and(route["when"], **{place: rest}))
    return True


def contradiction(plain: Plain, random: Random) -> bool:
    """The same member is recommended and only to be considered, for the same need."""
    _copy(plain, random.choice(_strong(plain)), "weak", verdict="to-consider")
    return True


def contradiction_in_a_corner(plain: Plain, random: Random) -> bool:
    """The same on a small part of the visits."""
    route = random.choice(_strong(plain))
    corner = _corner(plain, route["when"])
    if corner is not None:
        _copy(plain, route, "weak", verdict="to-consider", when=corner)
    return corner is not None


def two_members_for_one(plain: Plain, random: Random) -> bool:
    """The table and the routes give two members to a need that must go to one."""
    exactly = {n["id"] for n in plain["interview.yaml"]["needs"] if n["members"] == "exactly-one"}
    found = [r for r in _strong(plain) if r["need"] in exactly and _others(plain, r)]
    if not found:
        return False
    route = random.choice(found)
    other = _others(plain, route)[0]
    _copy(plain, route, "more", member=other)
    name = "clauses" if route["basis"] == "article" else "policies"
    row = {"need": route["need"], "members": [other], "when": route["when"]}
    plain["division.yaml"][name].append(copy.deepcopy(row) | {"source": route["source"]})
    return True


# Everything is reached


def question_never_asked(plain: Plain, random: Random) -> bool:
    """A question is asked under a condition that no visit meets."""
    when = _impossible(plain, random)
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
        boxes = _boxes(route["when"])
        kinds = [k["id"] for k in _kinds(plain) if all(k["id"] in box for box in boxes)]
        found += [(route, kind) for kind in kinds]
    if not found:
        return False
    route, kind = random.choice(found)
    when = {_themes(plain)["id"]: {"not": [_named(plain, kind)["ask-when"][_themes(plain)["id"]]]}}
    route["prepare"].append({"when": when, **guides.text("for nobody")})
    return True


def pace_behind_another(plain: Plain, random: Random) -> bool:
    """A pace whose condition an earlier one takes."""
    pace = plain["guide.yaml"]["pace"]
    pace.append(copy.deepcopy(random.choice(pace)) | guides.text("too late"))
    return True


def uncovered_that_never_is(plain: Plain, random: Random) -> bool:
    """An uncovered need that no visit has."""
    when = _impossible(plain, random)
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
    kinds = _kinds(plain)
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
    place = _place(plain)
    if place is None or not any(m.get("offices") for m in plain["members.yaml"]["members"]):
        return False
    question = _named(plain, place)
    question["choices"] = [c for c in question["choices"] if c["id"] != "outside"]
    items = plain["routes.yaml"]["uncovered"]
    plain["routes.yaml"]["uncovered"] = [i for i in items if place not in i["when"]]
    named = [q for r in (*routes(plain), *rows(plain)) for b in _boxes(r["when"]) for q in b]
    return place not in named


# Sources


def clause_nobody_rests_on(plain: Plain, random: Random) -> bool:
    """A clause of the source that was overlooked."""
    free = [p for p in _places(plain) if not p.get("clause") and not _is_cited(plain, p["id"])]
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
    return [route for route in _strong(plain) if route["basis"] == "article"]


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
    found = [r for r in _strong(plain) if r["source"] in cited and r["basis"] == "policy"]
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
    clauses = [place for place in _places(plain) if place.get("clause")]
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
    for place in _places(plain):
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
    _drop(plain, random.choice(found))
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
    route = random.choice(_strong(plain))
    others = _others(plain, route)
    return bool(others) and _date(plain, route, D["last"], D["next"], member=others[0])


def next_route_only_to_consider(plain: Plain, random: Random) -> bool:
    """The next version of a route no longer recommends."""
    return _dated(plain, random, D["last"], D["next"], verdict="to-consider")


def _dated(plain: Plain, random: Random, last: str, first: str, **more: Any) -> bool:
    return _date(plain, random.choice(_strong(plain)), last, first, **more)


def _date(plain: Plain, route: Plain, last: str, first: str, **more: Any) -> bool:
    _copy(plain, route, "later", valid={"from": first}, **more)
    route["valid"] = {"until": last}
    return True


def route_that_ends(plain: Plain, random: Random) -> bool:
    """A route ends, and nothing takes its place."""
    random.choice(_strong(plain))["valid"] = {"until": D["last"]}
    return True


def route_once_in_force_twice(plain: Plain, random: Random) -> bool:
    """A second version of a route comes into force beside the first."""
    _copy(plain, random.choice(_strong(plain)), "later", valid={"from": D["next"]})
    return True
