"""Property 4: every question, choice and text can be reached, and no visit is too long."""

from __future__ import annotations

from collections.abc import Iterator

from desktop.guide.model import ALWAYS, Condition, Question, Route, Uncovered, Variant
from desktop.proof.findings import Finding, Property
from desktop.proof.view import View
from desktop.proof.witness import Witness, find_witness
from desktop.text import phrase

_REACHED = Property.EVERYTHING_REACHED


def everything_reached(view: View) -> Iterator[Finding]:
    """Questions, choices, uncovered needs, first steps, papers, paces; then the longest visit."""
    for question in view.guide.questions:
        yield from _question(view, question)
    for item in view.guide.uncovered:
        yield from _uncovered(view, item)
    for route in view.routes:
        yield from _variants(view, route)
    yield from _first_that_holds(view, view.guide.pace, [view.space.full], "pace")
    yield from _longest(view)


def _question(view: View, question: Question) -> Iterator[Finding]:
    if view.witness([view.space.asked(question, True)]) is None:
        sentence = phrase("proof.never-asked", question=question.id)
        yield view.find(_REACHED, "never-asked", question.id, sentence)
        return
    for choice in question.choices:
        if view.witness([view.space.saying(question, choice.id, True)]) is None:
            sentence = phrase("proof.never-chosen", question=question.id, choice=choice.id)
            yield view.find(_REACHED, "never-chosen", f"{question.id}/{choice.id}", sentence)


def _uncovered(view: View, item: Uncovered) -> Iterator[Finding]:
    if view.witness(view.space.boxes_of(item.when)) is None:
        sentence = phrase("proof.never-said", text=item.id)
        yield view.find(_REACHED, "never-said", item.id, sentence)


def _variants(view: View, route: Route) -> Iterator[Finding]:
    boxes = view.boxes([route])
    if view.witness(boxes) is None:
        return  # a dead route is said once, by property 3
    yield from _first_that_holds(view, route.first_step, boxes, f"{route.id}/first-step")
    for index, variant in enumerate(route.prepare, 1):
        meeting = _within(view, boxes, variant.when)
        if view.witness(meeting) is None:
            name = f"{route.id}/prepare {index}"
            yield view.find(_REACHED, "never-said", name, phrase("proof.never-said", text=name))


def _first_that_holds(
    view: View, variants: tuple[Variant, ...], boxes: list[int], name: str
) -> Iterator[Finding]:
    """Of texts of which the first that holds is said: each one is said to somebody."""
    before: list[int] = []
    for index, variant in enumerate(variants, 1):
        if view.witness(_within(view, boxes, variant.when), before) is None:
            text = f"{name} {index}"
            yield view.find(_REACHED, "never-said", text, phrase("proof.never-said", text=text))
        before += view.space.boxes_of(variant.when)


def _within(view: View, boxes: list[int], condition: Condition) -> list[int]:
    if condition == ALWAYS:
        return boxes
    parts = view.space.boxes_of(condition)
    return [a & b for a in boxes for b in parts if view.space.is_some(a & b)]


def _longest(view: View) -> Iterator[Finding]:
    limit = view.guide.longest_visit
    if limit is None:
        yield view.find(_REACHED, "no-limit", view.guide.id, phrase("proof.no-limit"))
        return
    length, witness = longest_visit(view)
    if length > limit:
        sentence = phrase("proof.too-long", length=length, limit=limit)
        yield view.find(_REACHED, "too-long", view.guide.id, sentence, witness)


def longest_visit(view: View) -> tuple[int, Witness | None]:
    """How many questions the longest visit asks, and such a visit."""
    search = _Longest(view)
    search.descend(view.space.full, 0, 0)
    return search.length, find_witness(view.guide, [search.box], [], view.on)


class _Longest:
    """Branch and bound over the questions in path order, asked first."""

    def __init__(self, view: View) -> None:
        self._view = view
        self._questions = view.guide.questions
        self.length = -1
        self.box = view.space.full

    def descend(self, box: int, index: int, asked: int) -> None:
        """Goes through the questions from `index` on, `asked` of those before being asked."""
        if asked + len(self._questions) - index <= self.length:
            return
        if index == len(self._questions):
            self.length, self.box = asked, box
            return
        space, question = self._view.space, self._questions[index]
        for is_asked in (True, False):
            part = box & space.asked(question, is_asked)
            if space.is_some(part) and space.find_gap(part, space.unreachable) is not None:
                self.descend(part, index + 1, asked + is_asked)
