"""Finished visits of a guide, drawn at random but always the same."""

from __future__ import annotations

from random import Random

from desktop.guide.conditions import holds
from desktop.guide.masks import Answers
from desktop.guide.model import Guide, Kind, Question

EXCLUSIVE_CHANCE = 0.15
"""How often a several-choice question gets its exclusive choice (such as "I don't know")."""


def draw_visits(guide: Guide, count: int, seed: int = 2) -> list[Answers]:
    """`count` finished visits: every question of the path is answered, and no other."""
    random = Random(seed)
    return [_draw_visit(guide, random) for _ in range(count)]


def _draw_visit(guide: Guide, random: Random) -> Answers:
    answers: dict[str, tuple[str, ...]] = {}
    for question in guide.questions:
        if not holds(question.ask_when, answers):
            continue
        answers[question.id] = values = _draw_answer(question, random)
        if any(choice.ends for choice in question.choices if choice.id in values):
            break
    return answers


def _draw_answer(question: Question, random: Random) -> tuple[str, ...]:
    if question.kind is not Kind.SEVERAL:
        return (random.choice(question.choices).id,)
    alone = [choice.id for choice in question.choices if choice.exclusive]
    together = [choice.id for choice in question.choices if not choice.exclusive]
    if alone and random.random() < EXCLUSIVE_CHANCE:
        return (random.choice(alone),)
    return tuple(random.sample(together, random.randint(1, len(together))))
