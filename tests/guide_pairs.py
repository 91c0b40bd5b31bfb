"""Pairs of random guides, the second a revision of the first or another one altogether."""

from __future__ import annotations

import json
from typing import Any

from hypothesis import assume
from hypothesis import strategies as st

from desktop.errors import GuideRefused
from desktop.guide.model import Guide
from tests import guides
from tests.guides import Plain
from tests.random_guides import MEMBERS, Draw, random_guides


def load_if_sound(plain: Plain) -> Guide:
    """The guide; a case whose guide is refused is not looked at."""
    try:
        return guides.load(plain)
    except GuideRefused:
        assume(False)
        raise


@st.composite
def guide_pairs(draw: Draw) -> tuple[Plain, Plain]:
    """Two guides as plain data."""
    old = draw(random_guides())
    if draw(st.integers(0, 2)) == 0:
        return old, draw(random_guides())
    new = json.loads(json.dumps(old))
    for _ in range(draw(st.integers(1, 3))):
        new = draw(st.sampled_from(_REVISIONS))(draw, new)
    return old, new


def _other_route(draw: Draw, plain: Plain) -> Plain:
    route = draw(st.sampled_from(plain["routes.yaml"]["routes"]))
    donor = draw(st.sampled_from(plain["routes.yaml"]["routes"]))
    key = draw(st.sampled_from(["when", "member", "need", "verdict"]))
    other = {"member": MEMBERS, "need": ("n1", "n2"), "verdict": ("recommended", "to-consider")}
    route[key] = donor["when"] if key == "when" else draw(st.sampled_from(other[key]))
    return plain


def _fewer_routes(draw: Draw, plain: Plain) -> Plain:
    routes = plain["routes.yaml"]["routes"]
    if len(routes) > 1:
        routes.remove(draw(st.sampled_from(routes)))
    return plain


def _fewer_choices(draw: Draw, plain: Plain) -> Plain:
    question = draw(st.sampled_from(plain["interview.yaml"]["questions"]))
    if len(question["choices"]) > 2:
        question["choices"].remove(draw(st.sampled_from(question["choices"])))
    return plain


def _more_choices(draw: Draw, plain: Plain) -> Plain:
    question = draw(st.sampled_from(plain["interview.yaml"]["questions"]))
    number = 1 + max(choice["number"] for choice in question["choices"])
    choice = {"id": f"{question['id']}-{number}", "number": number, "label": guides.text("new")}
    question["choices"].append(choice)
    return plain


def _fewer_questions(draw: Draw, plain: Plain) -> Plain:
    questions = plain["interview.yaml"]["questions"]
    if len(questions) > 2:
        questions.remove(draw(st.sampled_from(questions)))
    return plain


def _more_questions(draw: Draw, plain: Plain) -> Plain:
    questions = plain["interview.yaml"]["questions"]
    kind = draw(st.sampled_from(["one", "several"]))
    added = guides.question("added", 9, kind, "z1 z2")
    questions.insert(draw(st.integers(0, len(questions))), added)
    return plain


def _other_path(draw: Draw, plain: Plain) -> Plain:
    questions = plain["interview.yaml"]["questions"]
    question = draw(st.sampled_from(questions))
    earlier = [q for q in questions[: questions.index(question)] if "decides" not in q]
    question.pop("ask-when", None)
    if earlier and draw(st.booleans()):
        above = draw(st.sampled_from(earlier))
        question["ask-when"] = {above["id"]: above["choices"][0]["id"]}
    return plain


def _other_order(draw: Draw, plain: Plain) -> Plain:
    questions = plain["interview.yaml"]["questions"]
    plain["interview.yaml"]["questions"] = draw(st.permutations(questions))
    return plain


def _other_kind(draw: Draw, plain: Plain) -> Plain:
    question = draw(st.sampled_from(plain["interview.yaml"]["questions"]))
    if question["kind"] == "one":
        question["kind"] = "several"
    return plain


def _other_choice(draw: Draw, plain: Plain) -> Plain:
    question = draw(st.sampled_from(plain["interview.yaml"]["questions"]))
    choice = draw(st.sampled_from(question["choices"]))
    key = draw(st.sampled_from(["ends", "exclusive"]))
    if choice.pop(key, None) is None:
        choice[key] = "true"
    return plain


def _other_names(draw: Draw, plain: Plain) -> Plain:
    question = draw(st.sampled_from(plain["interview.yaml"]["questions"]))
    names = [question["id"], *(choice["id"] for choice in question["choices"])]
    name = draw(st.sampled_from(names))
    renamed = json.dumps(plain).replace(f'"{name}"', f'"new-{name}"')
    found: Any = json.loads(renamed)
    return dict(found)


def _uncovered(draw: Draw, plain: Plain) -> Plain:
    listed = plain["routes.yaml"]["uncovered"]
    if listed:
        item = draw(st.sampled_from(listed))
        item["consider"] = draw(st.sampled_from([None, *MEMBERS]))
        if draw(st.booleans()):
            item["when"] = draw(st.sampled_from(plain["routes.yaml"]["routes"]))["when"]
    return plain


_REVISIONS = [
    _other_route,
    _other_route,
    _fewer_routes,
    _fewer_choices,
    _more_choices,
    _fewer_questions,
    _more_questions,
    _other_path,
    _other_order,
    _other_kind,
    _other_choice,
    _other_names,
    _uncovered,
]


@st.composite
def route_revisions(draw: Draw) -> tuple[Plain, Plain]:
    """Two guides that ask the same and do not route the same."""
    old = draw(random_guides())
    new = json.loads(json.dumps(old))
    for _ in range(draw(st.integers(1, 4))):
        new = draw(st.sampled_from([_other_route, _fewer_routes, _uncovered]))(draw, new)
    return old, new
