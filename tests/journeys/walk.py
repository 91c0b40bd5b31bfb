"""How the Visitor answers a guide's questions in the real window, reading the labels."""

from __future__ import annotations

from desktop.guide.masks import Answers
from desktop.guide.model import Kind, Question
from desktop.interview import Interview
from desktop.territory import Communes
from desktop.text import phrase, say
from tests.journeys.robot import Visitor


def say_ui(key: str, language: str, **values: object) -> str:
    """A sentence of the screens, without the mark of its shortcut."""
    return say(phrase(key, **values), language).replace("&", "")


def answer_everything(visitor: Visitor, visit: Interview, answers: Answers) -> Interview:
    """Answers each question of the path with `answers` and goes on, up to the review.

    A question that `answers` leaves out is answered with its last choice ("I don't know").
    """
    while visit.question is not None:
        question = visit.question
        visitor.sees(question.ask.in_(visit.language), "heading")
        values = answers.get(question.id) or (question.choices[-1].id,)
        answer(visitor, question, values, visit.language)
        visit = visit.answered(question.id, values).forward()
        visitor.clicks(say_ui("ui.continue", visit.language))
    return visit


def answer(visitor: Visitor, question: Question, values: tuple[str, ...], language: str) -> None:
    """Touches these choices, or says where."""
    for value in values:
        choice = question.find_choice(value)
        if question.kind is Kind.TERRITORY and value.isdigit():
            _say_where(visitor, question, value, language)
        elif choice is not None:
            visitor.clicks(choice.label.in_(language))


def _say_where(visitor: Visitor, question: Question, value: str, language: str) -> None:
    """A department on the map; a commune by the first letters of its name."""
    choice = question.find_choice(value)
    if choice is not None:
        name = choice.label.in_(language)
        visitor.clicks(say_ui("ui.map.department", language, name=name, code=value))
        return
    commune = Communes().find(value)
    assert commune is not None
    visitor.clicks(say_ui("ui.place.label", language), "text")
    visitor.types(commune.name[:5])
    visitor.clicks(commune.name, "radio button")
