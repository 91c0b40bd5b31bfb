"""The stops of a visit's line: only what is certain, never a length that is not known."""

from __future__ import annotations

from collections.abc import Callable

from desktop.guide.model import Question
from desktop.interview import Interview
from desktop.ui.theme import Look
from desktop.ui.widgets.rail import Progress, Stop

Said = Callable[[Question, tuple[str, ...]], str]


def stops_of(interview: Interview, said: Said, look: Look) -> tuple[Stop, ...]:
    """The questions of the path as stops; none ahead while it is not known how many there are."""
    is_open = interview.left_at_most is None
    stops: list[Stop] = []
    is_before = True
    for question in interview.path:
        is_here = question.id == interview.at
        is_before = is_before and not is_here
        if is_open and not is_before and not is_here:
            break
        values = interview.answers.get(question.id, ())
        answer = said(question, values).replace("\n", " · ")
        stops.append(Stop(look.say(question.short), answer, _progress(is_here, bool(values))))
    return tuple(stops)


def _progress(is_here: bool, is_answered: bool) -> Progress:
    if is_here:
        return Progress.HERE
    return Progress.DONE if is_answered else Progress.AHEAD
