"""A visit that shows a fault: the answers of one point of the space, told in plain words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from desktop.guide.conditions import holds
from desktop.guide.masks import Answers
from desktop.guide.model import Choice, Guide, Kind, Question
from desktop.guide.space import Space
from desktop.text import Phrase, Text, phrase


@dataclass(frozen=True, slots=True)
class Witness:
    """A finished visit, on a day."""

    answers: Answers
    on: date


def to_answers(guide: Guide, box: int) -> Answers:
    """The plainest visit of a box whose every point can be reached, as far as it looks at.

    Of a question that the box looks at, any answer it allows will do. The others are answered by
    what they offer first.
    """
    space = guide.derived(Space)
    answers: dict[str, tuple[str, ...]] = {}
    for question in guide.questions:
        if holds(question.ask_when, answers):
            answers[question.id] = chosen = _plainest(space, box, question)
            if any(choice.ends for choice in question.choices if choice.id in chosen):
                break
    return answers


def _plainest(space: Space, box: int, question: Question) -> tuple[str, ...]:
    """The answer that the box requires, or else the first it allows; one that ends comes last."""

    def allows(choice: Choice, said: bool) -> bool:
        return space.is_some(box & space.saying(question, choice.id, said))

    allowed = [choice for choice in question.choices if allows(choice, True)]
    if question.kind is Kind.SEVERAL:
        required = tuple(choice.id for choice in allowed if not allows(choice, False))
        if required:
            return required
    return (min(allowed, key=lambda choice: (choice.ends, choice.exclusive)).id,)


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
