"""Property 5: a question the engine calls unnecessary can be skipped without changing anything."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from desktop.guide.model import Condition, Question
from desktop.proof.findings import Finding, Property
from desktop.proof.view import View
from desktop.text import phrase
from desktop.undecided import watched_boxes


def unnecessary_questions(view: View) -> Iterator[Finding]:
    """For each question, wherever its answer decides, the engine would have asked it."""
    deciding: list[tuple[str, Condition]] = [(route.id, route.when) for route in view.routes]
    deciding += [(item.id, item.when) for item in view.guide.uncovered]
    watched = watched_boxes(view.guide)
    for question in view.guide.questions:
        fields = view.space.fields_of(question)
        asked_for = [] if question.decides_words else _freed(watched, fields)
        for name, condition in deciding:
            yield from view.shown(
                Property.UNNECESSARY_QUESTIONS,
                "skipped",
                f"{question.id}/{name}",
                phrase("proof.skipped", question=question.id, route=name),
                _looking_at(view, condition, question),
                asked_for,
            )


def _looking_at(view: View, condition: Condition, question: Question) -> list[int]:
    """The boxes of `condition` that test the question."""
    tests = (box for box in condition if any(lit.question == question.id for lit in box))
    return view.space.boxes_of(tuple(tests))


def _freed(boxes: Iterable[int], fields: int) -> list[int]:
    """The boxes that look at these fields, whatever the fields hold."""
    return [box | fields for box in boxes if box & fields != fields]
