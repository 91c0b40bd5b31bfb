"""The proof's boxes and the ordinary engine say the same of every visit."""

from __future__ import annotations

from datetime import date
from random import Random

import pytest

from desktop.decide import routes_in_force
from desktop.guide.conditions import holds
from desktop.guide.masks import Answers
from desktop.guide.model import Guide, Kind, Question
from desktop.guide.space import Space
from desktop.routing import route
from tests import guides
from tests.proof.mutants import KINDS, plant
from tests.proof.test_mutants import base
from tests.random_guides import ON, SOAK

DAY = date.fromisoformat(ON)
VISITS = 10_000 if SOAK else 500
"""Visits of each guide; there are a hundred guides: a million visits under soak, 50,000 else."""


def draw(guide: Guide, random: Random) -> Answers:
    """A finished visit at random."""
    answers: dict[str, tuple[str, ...]] = {}
    for question in guide.questions:
        if holds(question.ask_when, answers):
            answers[question.id] = chosen = _answer(question, random)
            if any(choice.ends for choice in question.choices if choice.id in chosen):
                break
    return answers


def _answer(question: Question, random: Random) -> tuple[str, ...]:
    together = [choice.id for choice in question.choices if not choice.exclusive]
    first = random.choice(question.choices)
    if question.kind is not Kind.SEVERAL or first.exclusive:
        return (first.id,)
    return tuple(random.sample(together, random.randint(1, len(together))))


def point(space: Space, answers: Answers) -> int:
    """The visit as the proof sees it: the box that holds it alone."""
    box = space.full
    for question in space.guide.questions:
        chosen = answers.get(question.id, ())
        box &= space.asked(question, bool(chosen))
        for choice in question.choices:
            box &= space.saying(question, choice.id, choice.id in chosen)
    return box


def differences(guide: Guide, visits: int, seed: int) -> list[Answers]:
    """The visits on which boxes and engine differ, or that the proof takes to be impossible."""
    space, random = guide.derived(Space), Random(seed)
    conditions = {item.id: item.when for item in routes_in_force(guide, DAY)}
    conditions |= {item.id: item.when for item in guide.uncovered}
    boxes = {name: tuple(space.boxes_of(when)) for name, when in conditions.items()}
    found = []
    for _ in range(visits):
        answers = draw(guide, random)
        outcome = route(guide, answers, DAY)
        here = point(space, answers)
        by_boxes = {name for name, listed in boxes.items() if any(here & b == here for b in listed)}
        reasons = [r for v in outcome.verdicts for r in (*v.reasons, *v.also)]
        by_engine = {reason.route.id for reason in reasons if reason.route}
        by_engine |= {item.id for item in outcome.uncovered}
        is_unreachable = any(here & box == here for box in space.unreachable)
        if by_boxes != by_engine or is_unreachable or space.count(here) != 1:
            found.append(answers)
    return found


@pytest.mark.soak
@pytest.mark.parametrize("seed", range(50))
def test_boxes_and_engine_agree_on_visits_of_good_guides(seed: int) -> None:
    assert differences(guides.load(base(seed)), VISITS, seed) == []


@pytest.mark.soak
@pytest.mark.parametrize("seed", range(50))
def test_boxes_and_engine_agree_on_visits_of_guides_with_defects(seed: int) -> None:
    mutant = plant(KINDS[seed % len(KINDS)], base(1 + seed % 13), seed)
    guide = mutant.guide if mutant else guides.load(base(seed))

    assert differences(guide, VISITS, seed) == []
