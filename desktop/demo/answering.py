"""Visits as people make them: mostly one need, mostly from a town, some of it unanswered for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from random import Random
from typing import TypeVar

from desktop.guide.conditions import holds
from desktop.guide.model import Choice, Guide, Kind, Question
from desktop.territory import Commune, Communes

Answers = dict[str, tuple[str, ...]]
HOW_MANY = (70, 24, 6)
"""Of a hundred visitors, how many give one answer, two, three where several may be given."""
UNSURE, ELSEWHERE, TOWN = 0.06, 0.06, 0.7
_Item = TypeVar("_Item")


class Visits:
    """Draws finished visits of a guide."""

    def __init__(self, guide: Guide, communes: Communes, random: Random) -> None:
        self._guide, self._random = guide, random
        self._communes: dict[str, list[Commune]] = {}
        for _, commune in communes.names():
            self._communes.setdefault(commune.department, []).append(commune)

    def draw(self) -> Answers:
        """Every question of the path answered, and no other."""
        return dict(self._answers())

    def _answers(self) -> Iterator[tuple[str, tuple[str, ...]]]:
        said: Answers = {}
        for question in self._guide.questions:
            if not holds(question.ask_when, said):
                continue
            chosen = self._choices(question)
            said[question.id] = tuple(choice.id for choice in chosen)
            yield question.id, self._exact(question, said[question.id])
            if any(choice.ends for choice in chosen):
                return

    def _choices(self, question: Question) -> Sequence[Choice]:
        random, choices = self._random, question.choices
        if question.kind is Kind.TERRITORY:
            here = [choice for choice in choices if choice.id[:1].isdigit()] or list(choices)
            rest = [choice for choice in choices if choice not in here]
            if rest and random.random() < ELSEWHERE:
                return [random.choice(rest)]
            return random.choices(here, [self._people(choice.id) for choice in here])
        if question.kind is Kind.ONE:
            return [random.choice(choices)]
        alone = [choice for choice in choices if choice.exclusive]
        together = [choice for choice in choices if not choice.exclusive]
        if not together or (alone and random.random() < UNSURE):
            return [random.choice(alone)]
        [few] = random.choices((1, 2, 3), HOW_MANY)
        return random.sample(together, min(few, len(together)))

    def _people(self, department: str) -> int:
        return sum(each.population for each in self._communes.get(department, ())) + 1

    def _exact(self, question: Question, values: tuple[str, ...]) -> tuple[str, ...]:
        """A department often as one of its communes, the large ones more often."""
        communes = self._communes.get(values[0]) if question.kind is Kind.TERRITORY else None
        if not communes or self._random.random() >= TOWN:
            return values
        return (self._weighted(communes).insee,)

    def _weighted(self, communes: Sequence[Commune]) -> Commune:
        return self._random.choices(communes, [each.population + 1 for each in communes])[0]
