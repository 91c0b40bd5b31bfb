"""The two hashes of a guide: what decides, and what is shown.

Correcting a telephone number changes `content` alone, so that past cases still replay.
"""

from __future__ import annotations

import hashlib
import json
from datetime import date
from enum import Enum
from typing import Any

from desktop.guide.model import Condition, Guide, Question, Route, Share, Uncovered


def rules_hash(guide: Guide) -> str:
    """SHA-256 of what decides: the interview, the routes, member ids, permanent numbers."""
    retired = {"retired": guide.retired} if guide.retired else {}
    return _digest(
        {
            **retired,
            "id": guide.id,
            "needs": [[need.id, need.number, need.theme, need.exactly_one] for need in guide.needs],
            "questions": [_question_rules(question) for question in guide.questions],
            "members": [[member.id, member.number] for member in guide.members],
            "routes": sorted(_route_rules(route) for route in guide.routes),
            "uncovered": sorted(_uncovered_rules(item) for item in guide.uncovered),
            "division": sorted(_share_rules(share) for share in guide.division),
        }
    )


def content_hash(guide: Guide) -> str:
    """SHA-256 of what is shown: texts, contacts, offices, sources, and the version's name."""
    return _digest(
        [
            guide.version,
            guide.title,
            guide.sources,
            [[need.id, need.name] for need in guide.needs],
            [_question_content(question) for question in guide.questions],
            guide.members,
            [[r.id, r.because, r.first_step, r.prepare] for r in guide.routes],
            [[u.id, u.title, u.because, u.first_step, u.back_to] for u in guide.uncovered],
            guide.pace,
        ]
    )


def _question_rules(question: Question) -> list[Any]:
    choices = [[c.id, c.number, c.exclusive, c.ends] for c in question.choices]
    return [
        question.id,
        question.number,
        question.room,
        question.kind.value,
        choices,
        _condition(question.ask_when),
        question.decides_words,
        *question.retired,
    ]


def _question_content(question: Question) -> list[Any]:
    choices = [[choice.id, choice.label, choice.hint, choice.icon] for choice in question.choices]
    return [question.id, question.short, question.ask, question.hint, choices]


def _route_rules(route: Route) -> list[Any]:
    return [
        route.id,
        route.need,
        route.member,
        route.verdict.value,
        _condition(route.when),
        route.basis.value,
        [route.source.document, route.source.place],
        _day(route.valid_from),
        _day(route.valid_until),
    ]


def _uncovered_rules(item: Uncovered) -> list[Any]:
    source = [item.source.document, item.source.place]
    return [item.id, _condition(item.when), item.consider or "", source]


def _share_rules(share: Share) -> list[Any]:
    source = [share.source.document, share.source.place]
    members = sorted(share.members)
    return [share.need, _condition(share.when), members, share.basis.value, source]


def _condition(condition: Condition) -> list[Any]:
    boxes = [
        sorted([lit.question, sorted(lit.any_of), sorted(lit.none_of)] for lit in box)
        for box in condition
    ]
    return sorted(boxes)


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""


def _digest(value: Any) -> str:
    text = json.dumps(_plain(value), ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def _plain(value: Any) -> Any:
    """Dataclasses, tuples, sets, dates and enums as what JSON writes the same way every time."""
    if isinstance(value, dict):
        return {key: _plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value]
    if isinstance(value, frozenset):
        return sorted(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Enum):
        return value.value
    slots = getattr(value, "__slots__", None)
    if slots is not None:
        return [_plain(getattr(value, name)) for name in slots]
    return value
