"""Property 4: every question, choice and text can be reached, and no visit is too long."""

from __future__ import annotations

from collections.abc import Iterator

from desktop.guide.model import ALWAYS, Condition, Guide, Kind, Question, Route, Uncovered, Variant
from desktop.proof.findings import Finding, Property
from desktop.proof.view import View
from desktop.proof.witness import Witness, to_answers
from desktop.text import phrase

_REACHED = Property.EVERYTHING_REACHED


def everything_reached(view: View) -> Iterator[Finding]:
    """Questions, choices, uncovered needs, first steps, papers, paces; then the longest visit."""
    looked_at = _looked_at(view.guide)
    for question in view.guide.questions:
        yield from _question(view, question)
        if question.id not in looked_at:
            sentence = phrase("proof.idle-question", question=question.id)
            yield view.find(_REACHED, "idle-question", question.id, sentence)
    for item in view.guide.uncovered:
        yield from _uncovered(view, item)
    for route in view.routes:
        yield from _variants(view, route)
    yield from _first_that_holds(view, view.guide.pace, [view.space.full], "pace")
    yield from _longest(view)


def _looked_at(guide: Guide) -> set[str]:
    """The questions whose answer anything depends on; offices depend on the place."""
    conditions: list[Condition] = [question.ask_when for question in guide.questions]
    conditions += [item.when for item in guide.uncovered]
    conditions += [variant.when for variant in guide.pace]
    for route in guide.routes:
        variants = (*route.first_step, *route.prepare)
        conditions += [route.when, *(variant.when for variant in variants)]
    found = {lit.question for condition in conditions for box in condition for lit in box}
    if any(member.offices for member in guide.members):
        found |= {question.id for question in guide.questions if question.kind is Kind.TERRITORY}
    return found


def _question(view: View, question: Question) -> Iterator[Finding]:
    space = view.space
    if not view.is_some([space.asked(question, True)], key=("asked", question.id)):
        sentence = phrase("proof.never-asked", question=question.id)
        yield view.find(_REACHED, "never-asked", question.id, sentence)
        return
    for choice in question.choices:
        name = f"{question.id}/{choice.id}"
        if not view.is_some([space.saying(question, choice.id, True)], key=("chosen", name)):
            sentence = phrase("proof.never-chosen", question=question.id, choice=choice.id)
            yield view.find(_REACHED, "never-chosen", name, sentence)


def _uncovered(view: View, item: Uncovered) -> Iterator[Finding]:
    boxes = view.boxes_of([item.when])
    if not view.is_some(boxes, key=("holds", item.id)):
        sentence = phrase("proof.never-said", text=item.id)
        yield view.find(_REACHED, "never-said", item.id, sentence)
    elif item.back_to is not None:
        question = view.guide.get_question(item.back_to)
        sentence = phrase("proof.dead-end", text=item.id, question=question.id)
        unasked = view.meeting(boxes, [view.space.asked(question, False)])
        key = ("dead-end", item.id)
        yield from view.shown(_REACHED, "dead-end", item.id, sentence, unasked, key=key)


def _variants(view: View, route: Route) -> Iterator[Finding]:
    boxes = view.boxes([route])
    if not view.is_some(boxes, key=("holds", route.id)):
        return  # a dead route is said once, by property 3
    yield from _first_that_holds(view, route.first_step, boxes, f"{route.id}/first-step")
    for index, variant in enumerate(route.prepare, 1):
        name = f"{route.id}/prepare {index}"
        if variant.when != ALWAYS and not view.is_some(
            view.meeting(boxes, view.boxes_of([variant.when])), key=("said", name)
        ):
            yield view.find(_REACHED, "never-said", name, phrase("proof.never-said", text=name))


def _first_that_holds(
    view: View, variants: tuple[Variant, ...], boxes: list[int], name: str
) -> Iterator[Finding]:
    """Of texts of which the first that holds is said: each one is said to somebody."""
    before: list[int] = []
    for index, variant in enumerate(variants, 1):
        text = f"{name} {index}"
        holds = view.boxes_of([variant.when])
        meeting = boxes if variant.when == ALWAYS else view.meeting(boxes, holds)
        if not view.is_some(meeting, before, ("said", text)):
            yield view.find(_REACHED, "never-said", text, phrase("proof.never-said", text=text))
        before += holds


def _longest(view: View) -> Iterator[Finding]:
    limit = view.guide.longest_visit
    if limit is None:
        yield view.find(_REACHED, "no-limit", view.guide.id, phrase("proof.no-limit"))
        return
    longest = view.search.weight
    if longest.prizes > limit:
        sentence = phrase("proof.too-long", length=longest.prizes, limit=limit)
        witness = Witness(to_answers(view.guide, longest.best), view.on)
        yield view.find(_REACHED, "too-long", view.guide.id, sentence, witness)
