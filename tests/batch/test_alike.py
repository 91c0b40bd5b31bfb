"""Rows that are decided together are decided as each would be alone, whatever the guide."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from operator import getitem
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from desktop.batch.columns import read_columns
from desktop.batch.deciding import Deciding
from desktop.guide.masks import Answers
from desktop.guide.model import Guide, Kind, Question
from desktop.routing import route
from desktop.territory import Communes
from tests import guides
from tests.guides import Plain
from tests.random_guides import ON, examples, random_guides

DAY = date.fromisoformat(ON)
COMMUNES = Communes()


def rows(guide: Guide, random: Random) -> Sequence[Answers]:
    """Visits, some finished and most not, with answers that are off the path too."""
    found = []
    for _ in range(30):
        answered = random.choice((0.5, 0.8, 1.0))
        asked = [q for q in guide.questions if random.random() < answered]
        found.append({question.id: _answer(question, random) for question in asked})
    return found


def _answer(question: Question, random: Random) -> tuple[str, ...]:
    alone = [choice.id for choice in question.choices if choice.exclusive]
    together = [choice.id for choice in question.choices if not choice.exclusive]
    if question.kind is not Kind.SEVERAL:
        return (random.choice(question.choices).id,)
    if not together or (alone and random.random() < 0.2):
        return (random.choice(alone),)
    return tuple(random.sample(together, random.randint(1, len(together))))


def decided(guide: Guide, visits: Sequence[Answers]) -> list[list[str]]:
    """What is added to the rows, all decided with the same memory."""
    ids = [question.id for question in guide.questions]
    deciding = Deciding(guide, read_columns(guide, ids, ()), COMMUNES, DAY)
    found = []
    for visit in visits:
        cells = ["|".join(visit.get(question, ())) for question in ids]
        key = deciding.learn(cells)
        assert key == tuple(map(getitem, deciding.tables, cells))
        found.append(deciding.decided.get(key) or deciding.decide(key, cells))
    return found


def alone(guide: Guide, visit: Answers) -> list[str]:
    """What is said of one visit."""
    outcome = route(guide, visit, DAY)
    verdicts = [verdict.verdict.value for verdict in outcome.verdicts]
    uncovered = "|".join(item.id for item in outcome.uncovered)
    return [*verdicts, uncovered, "|".join(outcome.open)]


@examples(150)
@given(random_guides(), st.integers(0, 1000))
def test_rows_of_any_guide_are_decided_together_as_alone(plain: Plain, seed: int) -> None:
    guide = guides.load(plain)
    visits = rows(guide, Random(seed))

    assert decided(guide, visits) == [alone(guide, visit) for visit in visits]
