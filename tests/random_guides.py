"""Random small guides and answers for them, for hypothesis."""

from __future__ import annotations

import os
from collections.abc import Callable
from math import prod
from typing import Any, TypeVar

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

from tests import guides
from tests.guides import Plain
from tests.oracle import Oracle, Raw

SOAK = bool(os.environ.get("AIGUILLAGE_SOAK"))
ON = "2026-11-24"
MAX_ANSWERS = 250
"""Most ways to answer all the questions of a random guide: each is looked at."""

MEMBERS = ("m1", "m2", "m3")
Test = TypeVar("Test", bound=Callable[..., None])
Draw = Callable[[st.SearchStrategy[Any]], Any]


def examples(few: int) -> Callable[[Test], Test]:
    """How many random cases a test looks at: `few`, or ten times more, new ones, in a soak."""
    limits = settings(
        max_examples=few * 10 if SOAK else few,
        suppress_health_check=list(HealthCheck),
        derandomize=not SOAK,
    )
    return lambda test: pytest.mark.soak(limits(test))


@st.composite
def random_guides(draw: Draw) -> Plain:
    """A guide of two to four questions and up to three members, that loads."""
    questions = _questions(draw)
    deciding = [question for question in questions if "decides" not in question]
    members = [guides.member(name, number) for number, name in enumerate(MEMBERS, 1)]
    theme = deciding[0]["choices"][0]["id"]
    needs = [guides.need("n1", 1, theme), guides.need("n2", 2, theme)]
    routes = [_route(draw, f"r{i}", deciding, questions) for i in range(draw(st.integers(1, 5)))]
    uncovered = [_uncovered(draw, f"u{i}", deciding) for i in range(draw(st.integers(0, 2)))]
    pace = [
        {"when": _condition(draw, questions), **guides.text(f"pace {i}")}
        for i in range(draw(st.integers(0, 2)))
    ]
    return guides.guide(questions, needs, members, routes, uncovered, pace)


def _questions(draw: Draw) -> list[Plain]:
    questions: list[Plain] = []
    for index in range(draw(st.integers(2, 4))):
        deciding = [question for question in questions if "decides" not in question]
        question = _question(draw, index, deciding)
        if prod(_size(q) for q in [*questions, question]) > MAX_ANSWERS:
            break
        questions.append(question)
    return questions


def _size(question: Plain) -> int:
    return len(Oracle.answers_of(question))


def _question(draw: Draw, index: int, earlier: list[Plain]) -> Plain:
    kinds = ["one", "several", "several"]
    kinds += [] if any(q["kind"] == "territory" for q in earlier) else ["territory"]
    kind = draw(st.sampled_from(kinds))
    ids = ["01", "02", "x"] if kind == "territory" else [f"{'abcd'[index]}{i}" for i in "123"]
    found = guides.question(f"q{index}", index + 1, kind, " ".join(ids[: draw(st.integers(2, 3))]))
    if index and kind == "one" and draw(st.integers(0, 4)) == 0:
        when = _condition(draw, earlier) if draw(st.booleans()) else None
        return found | {"decides": "words", "ask-when": when}
    for choice in found["choices"]:
        if kind == "several" and draw(st.integers(0, 4)) == 0:
            choice["exclusive"] = "true"
    if draw(st.integers(0, 2)) == 0:
        found["choices"][-1]["ends"] = "true"
    when = _condition(draw, earlier) if earlier and draw(st.booleans()) else None
    return found | {"ask-when": when}


def _condition(draw: Draw, questions: list[Plain]) -> Plain:
    if draw(st.integers(0, 3)) == 0:
        return {"any": [_box(draw, questions) for _ in range(draw(st.integers(1, 3)))]}
    return _box(draw, questions)


def _box(draw: Draw, questions: list[Plain]) -> Plain:
    count = draw(st.integers(1, min(2, len(questions))))
    named = draw(st.permutations(questions))[:count]
    return {question["id"]: _test(draw, question) for question in named}


def _test(draw: Draw, question: Plain) -> Any:
    ids = [choice["id"] for choice in question["choices"]]
    some = draw(st.lists(st.sampled_from(ids), min_size=1, max_size=2, unique=True))
    return draw(st.sampled_from([some[0], some, some[0], {"not": some}, "asked"]))


def _route(draw: Draw, name: str, deciding: list[Plain], questions: list[Plain]) -> Plain:
    steps = [
        {"when": _condition(draw, questions), **guides.text(f"step {name} {i}")}
        for i in range(draw(st.integers(0, 2)))
    ]
    prepare = [
        {"when": _condition(draw, questions), **guides.text(f"bring {name} {i}")}
        for i in range(draw(st.integers(0, 2)))
    ]
    days = [
        None,
        None,
        {"from": ON},
        {"until": ON},
        {"until": "2026-11-23"},
        {"from": "2026-11-25"},
    ]
    return guides.route(
        name,
        draw(st.sampled_from(["n1", "n2"])),
        draw(st.sampled_from(MEMBERS)),
        _condition(draw, deciding),
        verdict=draw(st.sampled_from(["recommended", "recommended", "to-consider"])),
        first_step=[*steps, guides.text(f"step {name}")],
        prepare=prepare,
        valid=draw(st.sampled_from(days)),
    )


def _uncovered(draw: Draw, name: str, deciding: list[Plain]) -> Plain:
    consider = draw(st.sampled_from([None, *MEMBERS]))
    return guides.uncovered(name, _condition(draw, deciding), consider=consider)


@st.composite
def guides_and_answers(draw: Draw) -> tuple[Plain, Raw]:
    """A guide, and answers to some of its questions, on the path or not."""
    plain = draw(random_guides())
    return plain, _raw(draw, plain, st.booleans())


@st.composite
def guides_and_visits(draw: Draw) -> tuple[Plain, Raw]:
    """A guide, and an answer to each of its questions, some off the path."""
    plain = draw(random_guides())
    return plain, _raw(draw, plain, st.just(True))


def _raw(draw: Draw, plain: Plain, is_answered: st.SearchStrategy[bool]) -> Raw:
    return {
        question["id"]: tuple(draw(st.permutations(draw(st.sampled_from(answers)))))
        for question in plain["interview.yaml"]["questions"]
        if (answers := Oracle.answers_of(question)) and draw(is_answered)
    }
