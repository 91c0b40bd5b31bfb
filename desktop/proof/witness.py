"""A visit that shows a fault: the answers of one point of the space, told in plain words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from desktop.guide.masks import Answers
from desktop.guide.model import Guide, Kind
from desktop.guide.space import Space
from desktop.text import Phrase, Text, phrase


@dataclass(frozen=True, slots=True)
class Witness:
    """A finished visit, on a day."""

    answers: Answers
    on: date


def find_witness(
    guide: Guide, boxes: Iterable[int], less: Iterable[int], on: date
) -> Witness | None:
    """A reachable visit in one of `boxes` and in none of `less`; None where there is none."""
    space = guide.derived(Space)
    bare = [*space.unreachable, *less]
    for box in boxes:
        gap = space.find_gap(box, bare)
        if gap is not None:
            return Witness(to_answers(guide, gap), on)
    return None


def to_answers(guide: Guide, box: int) -> Answers:
    """The plainest visit of a box whose every point is reachable.

    In such a box each question is asked throughout or nowhere, so the answers can be read one
    question at a time: the first choice it allows, or all those it requires.
    """
    space = guide.derived(Space)
    answers: dict[str, tuple[str, ...]] = {}
    for question in guide.questions:
        if not space.is_some(box & space.asked(question, True)):
            continue
        several = question.kind is Kind.SEVERAL
        found = tuple(
            choice.id
            for choice in question.choices
            if space.is_some(box & space.saying(question, choice.id, True))
            and not (several and space.is_some(box & space.saying(question, choice.id, False)))
        )
        answers[question.id] = found if several else found[:1]
    return answers


def told(guide: Guide, witness: Witness) -> tuple[Phrase, ...]:
    """The visit as sentences, one for each answer."""
    return tuple(
        phrase(
            "proof.answer",
            question=guide.get_question(question).short,
            answer=_labels(guide, question, values),
        )
        for question, values in witness.answers.items()
    )


def _labels(guide: Guide, question_id: str, values: tuple[str, ...]) -> Text:
    question = guide.get_question(question_id)
    labels = [choice.label for choice in question.choices if choice.id in values]
    return Text(" ; ".join(label.fr for label in labels), "; ".join(label.en for label in labels))
