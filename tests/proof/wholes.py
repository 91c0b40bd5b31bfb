"""Small random guides with all that a proof looks at: a table, sources, offices, links back."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from hypothesis import strategies as st

from tests import guides
from tests.guides import Plain
from tests.random_guides import random_guides

Draw = Callable[[st.SearchStrategy[Any]], Any]


@st.composite
def whole_guides(draw: Draw) -> Plain:
    """A random guide, often half right: most rows of its table are taken from its routes."""
    plain: Plain = draw(random_guides())
    interview, routes = plain["interview.yaml"], plain["routes.yaml"]
    interview["longest-visit"] = draw(st.sampled_from([None, "1", "2", "3", "4"]))
    for need in interview["needs"]:
        need["members"] = draw(st.sampled_from(["at-least-one", "exactly-one"]))
    for item in routes["uncovered"]:
        if draw(st.booleans()):
            item["back-to"] = draw(st.sampled_from([q["id"] for q in interview["questions"]]))
    plain["division.yaml"]["policies"] = [
        _row(route, draw) for route in routes["routes"] if draw(st.integers(0, 3))
    ]
    _offices(plain, draw)
    return plain


def _row(route: Plain, draw: Draw) -> Plain:
    when = route["when"] if draw(st.integers(0, 2)) else draw(st.sampled_from(_boxes(route)))
    member = route["member"] if draw(st.integers(0, 4)) else draw(st.sampled_from(["m1", "m2"]))
    source = {"document": "book", "place": "p1"}
    return {"need": route["need"], "members": [member], "when": when, "source": source}


def _boxes(route: Plain) -> list[Plain]:
    return list(route["when"].get("any", [route["when"]]))


def _offices(plain: Plain, draw: Draw) -> None:
    """Local offices, and sometimes nothing else than them or a relay."""
    members = plain["members.yaml"]["members"]
    place = next(
        (q for q in plain["interview.yaml"]["questions"] if q["kind"] == "territory"), None
    )
    departments = [c["id"] for c in place["choices"] if c["id"].isdigit()] if place else []
    for member in members:
        for code in departments:
            if draw(st.integers(0, 2)) == 0:
                more = {"website": guides.channel(f"https://{code}.example")}
                office = guides.office(f"{member['id']}-{code}", code, **draw(_either({}, more)))
                member["offices"].append(office)
        if member["id"] != "m1" and draw(st.integers(0, 3)) == 0:
            member["regional"] = None
            member["relay"] = {"member": "m1", "say": guides.text("ask")}


def _either(*values: Plain) -> st.SearchStrategy[Plain]:
    return st.sampled_from(values)
