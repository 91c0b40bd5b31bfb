"""Which answers no condition of a guide tells apart: what is decided of one holds for the other."""

from __future__ import annotations

from collections.abc import Iterator

from desktop.guide.conditions import literal_holds
from desktop.guide.masks import to_choices
from desktop.guide.model import Condition, Guide, Literal, Question

Values = tuple[str, ...]


class Alike:
    """The tests that a guide makes on each of its questions."""

    def __init__(self, guide: Guide) -> None:
        found: dict[str, dict[Literal, None]] = {question.id: {} for question in guide.questions}
        for condition in _conditions(guide):
            for box in condition:
                for literal in box:
                    found[literal.question][literal] = None
        self._literals = {question: tuple(literals) for question, literals in found.items()}

    def tested(self, question: Question, values: Values) -> object:
        """What the tests come to: equal for two answers that no condition tells apart."""
        choices = to_choices(question, values)
        said = {question.id: choices}
        holding = tuple(literal_holds(each, said) for each in self._literals[question.id])
        ends = any(choice.ends for choice in question.choices if choice.id in choices)
        return bool(choices), ends, holding

    def decided(self, question: Question, values: Values) -> object:
        """The same for a finished visit, whose verdicts no answer of words alone can change."""
        return None if question.decides_words else self.tested(question, values)


def _conditions(guide: Guide) -> Iterator[Condition]:
    """Every condition that routing looks at, of what is decided and of what is said."""
    yield from (question.ask_when for question in guide.questions)
    yield from (item.when for item in guide.uncovered)
    yield from (variant.when for variant in guide.pace)
    for route in guide.routes:
        yield route.when
        yield from (variant.when for variant in (*route.first_step, *route.prepare))
