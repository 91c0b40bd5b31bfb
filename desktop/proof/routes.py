"""Property 3: no route is dead, redundant, or in contradiction with another."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations, product

from desktop.guide.model import Need, Route, Verdict
from desktop.proof.findings import Finding, Property
from desktop.proof.view import View
from desktop.text import Phrase, phrase

_IDLE = Property.NO_IDLE_ROUTE


def no_idle_route(view: View) -> Iterator[Finding]:
    """Each route leads some visit where nothing else would, and none gainsays another."""
    for group in view.by_need_and_member.values():
        alike: dict[Verdict, list[Route]] = {}
        for route in group:
            alike.setdefault(route.verdict, []).append(route)
        for routes in alike.values():
            yield from _dead_or_redundant(view, routes)
        for one, other in combinations(alike.values(), 2):
            yield from _contradictions(view, one, other)
    for need in view.guide.needs:
        if need.exactly_one:
            yield from _two_members(view, need)


def _dead_or_redundant(view: View, routes: list[Route]) -> Iterator[Finding]:
    """`routes` say the same of the same member for the same need."""
    ids = tuple(route.id for route in routes)
    for route in routes:
        boxes = view.boxes([route])
        if not view.is_some(boxes, key=("holds", route.id)):
            yield view.find(_IDLE, "dead", route.id, phrase("proof.dead", route=route.id))
            continue
        others = [other for other in routes if other is not route]
        if not others or view.is_some(boxes, view.boxes(others), ("alone", route.id, ids)):
            continue
        # Any visit it leads shows it: another route leads that visit to the same member.
        witness = view.witness(boxes, key=("holds", route.id))
        names = ", ".join(o.id for o in others if view.meeting(boxes, view.boxes([o])))
        sentence = phrase("proof.redundant", route=route.id, others=names)
        yield view.find(_IDLE, "redundant", route.id, sentence, witness)


def _contradictions(view: View, ones: list[Route], others: list[Route]) -> Iterator[Finding]:
    """Two routes that say different things of one member for one need, on one visit."""
    for one, other in product(ones, others):
        sentence = phrase("proof.contradiction", one=one.id, other=other.id)
        yield from _both(view, "contradiction", one, other, sentence)


def _two_members(view: View, need: Need) -> Iterator[Finding]:
    """Two members recommended for a need that must go to exactly one."""
    for one, other in combinations(view.recommending(need.id), 2):
        if one.member != other.member:
            sentence = phrase("proof.two-members", need=need.name, one=one.id, other=other.id)
            yield from _both(view, "two-members", one, other, sentence)


def _both(view: View, code: str, one: Route, other: Route, sentence: Phrase) -> Iterator[Finding]:
    boxes = view.meeting(view.boxes([one]), view.boxes([other]))
    if boxes:
        subject = f"{one.id}/{other.id}"
        yield from view.shown(_IDLE, code, subject, sentence, boxes, key=(code, subject))
