"""What is counted of a visit: ids alone, and only as far as the visit came."""

from __future__ import annotations

from desktop.guide.hashes import rules_hash
from desktop.guide.masks import to_choices
from desktop.guide.model import Guide
from desktop.interview import Interview
from desktop.kiosk.counts import FINISHED, CountedVisit, guide_label, left_at
from desktop.routing import Outcome
from desktop.territory import territory_question

REVIEW = "review"
"""Where a visit is left that had answered every question."""


def finished(visit: Interview, outcome: Outcome) -> CountedVisit:
    """A visit that came to its results."""
    needs = {need.id: need for verdict in outcome.recommended for need in verdict.needs}
    return CountedVisit(
        label(visit.guide),
        visit.language,
        FINISHED,
        _department(visit),
        _themes(visit),
        tuple(f"{need.theme}/{need.id}" for need in needs.values()),
        tuple(verdict.member.id for verdict in outcome.recommended),
    )


def left(visit: Interview) -> CountedVisit:
    """A visit that was left on the way."""
    return CountedVisit(
        label(visit.guide),
        visit.language,
        left_at(visit.at or REVIEW),
        _department(visit),
        _themes(visit),
    )


def label(guide: Guide) -> str:
    """The guide's version, and what tells its rules from those of another."""
    return guide_label(guide.version, rules_hash(guide))


def _themes(visit: Interview) -> tuple[str, ...]:
    themes = {need.theme for need in visit.guide.needs}
    given = (value for values in visit.answers.values() for value in values)
    return tuple(dict.fromkeys(value for value in given if value in themes))


def _department(visit: Interview) -> str:
    """The department alone: a commune could be one company."""
    question = territory_question(visit.guide)
    values = visit.answers.get(question.id, ()) if question is not None else ()
    choices = to_choices(question, values) if question is not None else ()
    return choices[0] if choices else ""
