"""Which column each question stands in: in order, as even as can be, and staying there."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from desktop.guide.model import Guide, Kind, Question

_LINE = 30
"""About so many letters of a choice stand on a line of the narrowest column."""


def spread(questions: Sequence[Question], count: int) -> dict[str, int]:
    """The columns of questions that are always asked: in their order, as even as can be."""
    heights = [_height(question) for question in questions]
    lowest = max(heights, default=1)
    most = next(top for top in range(lowest, sum(heights) + 2) if _fits(heights, count, top))
    placed: dict[str, int] = {}
    column = tall = 0
    for question, own in zip(questions, heights, strict=True):
        if tall and tall + own > most:
            column, tall = column + 1, 0
        placed[question.id] = column
        tall += own
    return placed


def shortest(guide: Guide, placed: Mapping[str, int], count: int) -> int:
    """The column that has most room below what stands there."""
    tall = [0] * count
    for name, column in placed.items():
        tall[column] += _height(guide.get_question(name))
    return tall.index(min(tall))


def _height(question: Question) -> int:
    """About how high its block is: of each text, as many lines as it may well take."""
    heading = 1 + len(question.ask.fr) // _LINE
    if question.kind is Kind.TERRITORY:
        return 2 * heading + 7
    return 2 * heading + sum(2 + len(choice.label.fr) // _LINE for choice in question.choices)


def _fits(heights: Sequence[int], count: int, top: int) -> bool:
    columns, height = 1, 0
    for own in heights:
        if height and height + own > top:
            columns, height = columns + 1, 0
        height += own
    return columns <= count
