"""Counts the finished visits of a guide exactly, without listing them.

The questions are gone through in path order. All that earlier answers can still decide is which
later questions are asked, so visits that agree on that are counted together.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import product

from desktop.guide.conditions import holds
from desktop.guide.model import Choice, Condition, Guide, Kind, Question
from desktop.guide.space import NODE_BUDGET, TooLarge

State = tuple[tuple[str, tuple[str, ...] | None], ...]
"""For each question that a later ask-when looks at: the choices looked at that were given."""


def count_visits(guide: Guide) -> int:
    """How many finished visits there are; order within an answer does not count.

    Raises TooLarge when too many different paths would have to be told apart.
    """
    states: Counter[State] = Counter({(): 1})
    ended = 0
    for index, question in enumerate(guide.questions):
        looked_at = _looked_at(guide, question.id, index + 1)
        following: Counter[State] = Counter()
        for state, visits in states.items():
            for answer, ways, ends in _answers(question, state, looked_at):
                if ends:
                    ended += visits * ways
                else:
                    after = _kept(guide, (*state, (question.id, answer)), index + 1)
                    following[after] += visits * ways
        states = following
        if len(states) > NODE_BUDGET // 100:
            raise TooLarge
    return ended + sum(states.values())


def _answers(
    question: Question, state: State, looked_at: frozenset[str]
) -> Iterator[tuple[tuple[str, ...] | None, int, bool]]:
    """What can be answered in `state`: the choices that later questions look at, in how many ways,
    and whether the interview ends there. None: the question is not asked.
    """
    if not holds(question.ask_when, _given(state)):
        yield None, 1, False
        return
    if question.kind is not Kind.SEVERAL:
        for choice in question.choices:
            yield (choice.id,), 1, choice.ends
        return
    for choice in question.choices:
        if choice.exclusive:
            yield (choice.id,), 1, choice.ends
    yield from _several(question, looked_at)


def _several(
    question: Question, looked_at: frozenset[str]
) -> Iterator[tuple[tuple[str, ...], int, bool]]:
    free = [choice for choice in question.choices if not choice.exclusive]
    telling = [choice for choice in free if choice.id in looked_at or choice.ends]
    if len(telling) > 20:
        raise TooLarge
    others = 2 ** (len(free) - len(telling))
    for taken in product((False, True), repeat=len(telling)):
        chosen: list[Choice] = [c for c, is_taken in zip(telling, taken, strict=True) if is_taken]
        # With none of the telling choices, at least one of the others must be there.
        ways = others if chosen else others - 1
        if ways:
            ids = tuple(choice.id for choice in chosen) or ("",)
            yield ids, ways, any(choice.ends for choice in chosen)


def _given(state: State) -> dict[str, tuple[str, ...]]:
    return {question: answer for question, answer in state if answer is not None}


def _looked_at(guide: Guide, question_id: str, index: int) -> frozenset[str]:
    """The choices of a question that ask-whens from `index` on look at."""
    return frozenset(
        choice
        for later in guide.questions[index:]
        for box in later.ask_when
        for literal in box
        if literal.question == question_id
        for choice in literal.any_of | literal.none_of
    )


def _kept(guide: Guide, state: State, index: int) -> State:
    """The state less what no later question looks at."""
    return tuple(
        (question_id, answer and _telling(answer, _looked_at(guide, question_id, index)))
        for question_id, answer in state
        if _is_named(guide.questions[index:], question_id)
    )


def _telling(answer: tuple[str, ...], looked_at: frozenset[str]) -> tuple[str, ...]:
    return tuple(choice for choice in answer if choice in looked_at) or ("",)


def _is_named(questions: tuple[Question, ...], question_id: str) -> bool:
    conditions: list[Condition] = [question.ask_when for question in questions]
    return any(
        literal.question == question_id
        for condition in conditions
        for box in condition
        for literal in box
    )
