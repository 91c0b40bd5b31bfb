"""Property 3: no route is dead, redundant, or in contradiction with another."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from desktop.guide.model import Route
from desktop.proof.findings import Finding, Property
from desktop.proof.view import View
from desktop.text import phrase


def no_idle_route(view: View) -> Iterator[Finding]:
    """Each route leads some visit where nothing else would, and none gainsays another."""
    groups: dict[tuple[str, str], list[Route]] = {}
    for route in view.routes:
        groups.setdefault((route.need, route.member), []).append(route)
    for route in view.routes:
        yield from _dead_or_redundant(view, route, groups[route.need, route.member])
    for routes in groups.values():
        yield from _contradictions(view, routes)
    yield from _too_many_members(view)


def _dead_or_redundant(view: View, route: Route, group: list[Route]) -> Iterator[Finding]:
    boxes = view.boxes([route])
    if view.witness(boxes) is None:
        sentence = phrase("proof.dead", route=route.id)
        yield view.find(Property.NO_IDLE_ROUTE, "dead", route.id, sentence)
        return
    others = [other for other in group if other is not route and other.verdict is route.verdict]
    if others and view.witness(boxes, view.boxes(others)) is None:
        names = ", ".join(other.id for other in others if _meets(view, route, other))
        sentence = phrase("proof.redundant", route=route.id, others=names)
        # Any visit it leads shows it: another route leads that visit to the same member.
        witness = view.witness(boxes)
        yield view.find(Property.NO_IDLE_ROUTE, "redundant", route.id, sentence, witness)


def _meets(view: View, one: Route, other: Route) -> bool:
    return bool(_meeting(view, one, other))


def _meeting(view: View, one: Route, other: Route) -> list[int]:
    return [
        a & b for a in view.boxes([one]) for b in view.boxes([other]) if view.space.is_some(a & b)
    ]


def _contradictions(view: View, routes: list[Route]) -> Iterator[Finding]:
    """Two routes that say different things of one member for one need, on one visit."""
    for one, other in combinations(routes, 2):
        if one.verdict is not other.verdict:
            yield from view.shown(
                Property.NO_IDLE_ROUTE,
                "contradiction",
                f"{one.id}/{other.id}",
                phrase("proof.contradiction", one=one.id, other=other.id),
                _meeting(view, one, other),
            )


def _too_many_members(view: View) -> Iterator[Finding]:
    """Two members recommended for a need that must go to exactly one."""
    for need in view.guide.needs:
        if not need.exactly_one:
            continue
        for one, other in combinations(view.recommending(need.id), 2):
            if one.member != other.member:
                yield from view.shown(
                    Property.NO_IDLE_ROUTE,
                    "two-members",
                    f"{one.id}/{other.id}",
                    phrase("proof.two-members", need=need.name, one=one.id, other=other.id),
                    _meeting(view, one, other),
                )
