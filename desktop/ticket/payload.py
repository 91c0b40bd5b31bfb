"""Answers as one whole number and back, by permanent numbers only.

Questions are taken by number from 1. Each writes one bit: is there an answer? If so, which. A
question with several answers goes on: is there another, which of those left? So the visitor's own
order comes back, an unanswered question costs one bit, those after the last answer nothing, and a
question added later with a higher number changes no code of a visit that did not answer it.
All this is one number in mixed radix, the first question in its lowest digits.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from desktop.guide.model import Choice, Guide, Kind, Question
from desktop.territory import Communes
from desktop.text import Phrase, phrase

Answers = Mapping[str, tuple[str, ...]]
Digit = tuple[int, int]
"""A value and its radix."""

_NO: Digit = (0, 2)
_YES: Digit = (1, 2)
_INSEE_LENGTH = 5
_COMMUNES = 1000
"""A department's communes are told apart by the last three digits of their INSEE codes."""


def pack(guide: Guide, answers: Answers) -> int:
    """The number that holds these answers; raises KeyError for what the guide does not have."""
    for question_id in answers:
        guide.get_question(question_id)
    digits = [digit for question in _by_number(guide) for digit in _digits(question, answers)]
    number = 0
    for value, radix in reversed(digits):
        number = number * radix + value
    return number


def _by_number(guide: Guide) -> Iterator[Question | None]:
    """Questions in the order of their numbers; None for a number this guide does not use."""
    by_number = {question.number: question for question in guide.questions}
    return (by_number.get(number) for number in range(1, max(by_number, default=0) + 1))


def _digits(question: Question | None, answers: Answers) -> Iterator[Digit]:
    values = answers.get(question.id, ()) if question else ()
    if question is None or not values:
        yield _NO
    elif question.kind is Kind.SEVERAL:
        yield from _several_digits(question, values)
    else:
        yield _YES
        yield _index(question, values[0]), _radix(question)


def _several_digits(question: Question, values: tuple[str, ...]) -> Iterator[Digit]:
    left = list(range(1, question.room + 1))
    for value in dict.fromkeys(values):
        number = _get_choice(question, value).number
        yield _YES
        yield left.index(number), len(left)
        left.remove(number)
    if left:
        yield _NO


def _radix(question: Question) -> int:
    communes = question.room * _COMMUNES if question.kind is Kind.TERRITORY else 0
    return question.room + communes


def _index(question: Question, value: str) -> int:
    choice = question.find_choice(value)
    if choice is None and question.kind is Kind.TERRITORY:
        department, rest = _department_of(question, value)
        return question.room + (department.number - 1) * _COMMUNES + rest
    return _get_choice(question, value).number - 1


def _get_choice(question: Question, value: str) -> Choice:
    choice = question.find_choice(value)
    if choice is None:
        raise KeyError(f"{question.id}: {value}")
    return choice


def _department_of(question: Question, insee: str) -> tuple[Choice, int]:
    for choice in question.choices:
        rest = insee[len(choice.id) :]
        is_insee = len(insee) == _INSEE_LENGTH and rest.isascii() and rest.isdecimal()
        if is_insee and _is_department(choice) and insee.startswith(choice.id):
            return choice, int(rest)
    raise KeyError(f"{question.id}: {insee}")


def _is_department(choice: Choice) -> bool:
    return choice.id[:1].isdecimal() and len(choice.id) in (2, 3)


def unpack(
    guide: Guide, number: int, communes: Communes | None
) -> tuple[dict[str, tuple[str, ...]], tuple[Phrase, ...]]:
    """The answers a number holds that this guide can use, and sentences on those it cannot."""
    reader = _Reader(number)
    answers: dict[str, tuple[str, ...]] = {}
    left_out: list[Phrase] = []
    for question in _by_number(guide):
        if question is None:
            if reader.take(2):  # its room is unknown here: nothing after it can be told apart
                return answers, (*left_out, phrase("ticket.left-removed"))
            continue
        values, left = _take(question, reader, communes)
        left_out += left
        if values:
            answers[question.id] = values
    if reader.number:
        left_out.append(phrase("ticket.left-newer"))
    return answers, tuple(left_out)


class _Reader:
    """Takes digits off a number, the lowest first."""

    def __init__(self, number: int) -> None:
        self.number = number

    def take(self, radix: int) -> int:
        self.number, value = divmod(self.number, radix)
        return value


_Taken = tuple[tuple[str, ...], list[Phrase]]


def _take(question: Question, reader: _Reader, communes: Communes | None) -> _Taken:
    if question.kind is Kind.SEVERAL:
        return _several(question, _take_numbers(question, reader))
    if not reader.take(2):
        return (), []
    index = reader.take(_radix(question))
    if index < question.room:
        return _single(question, _choice_numbered(question, index + 1))
    department, rest = divmod(index - question.room, _COMMUNES)
    return _commune(question, _choice_numbered(question, department + 1), rest, communes)


def _take_numbers(question: Question, reader: _Reader) -> list[int]:
    left = list(range(1, question.room + 1))
    taken: list[int] = []
    while left and reader.take(2):
        taken.append(left.pop(reader.take(len(left))))
    return taken


def _several(question: Question, numbers: list[int]) -> _Taken:
    found = [_choice_numbered(question, number) for number in numbers]
    known = [choice for choice in found if choice is not None]
    if len(known) > 1 and any(choice.exclusive for choice in known):
        return (), [phrase("ticket.left-clash", question=question.short)]
    left = [] if len(known) == len(found) else [_left_choice(question)]
    return tuple(choice.id for choice in known), left


def _single(question: Question, choice: Choice | None) -> _Taken:
    return ((choice.id,), []) if choice else ((), [_left_choice(question)])


def _commune(
    question: Question, department: Choice | None, rest: int, communes: Communes | None
) -> _Taken:
    if department is None or not _is_department(department):
        return (), [_left_choice(question)]
    insee = department.id + str(rest).zfill(_INSEE_LENGTH - len(department.id))
    if len(insee) == _INSEE_LENGTH and (communes is None or communes.find(insee)):
        return (insee,), []
    left = phrase("ticket.left-commune", question=question.short, department=department.label)
    return (department.id,), [left]


def _left_choice(question: Question) -> Phrase:
    return phrase("ticket.left-choice", question=question.short)


def _choice_numbered(question: Question, number: int) -> Choice | None:
    return next((choice for choice in question.choices if choice.number == number), None)
