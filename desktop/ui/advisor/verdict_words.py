"""The reason of a verdict in few words, for the column beside the questions."""

from __future__ import annotations

import re

from desktop.desk.live import Judged, Live
from desktop.guide.model import Verdict
from desktop.text import Phrase, Text, phrase
from desktop.ui.theme import Look
from desktop.why_not import Change

_NAMED = 3
"""Up to so many choices are named, any of which would do."""
_SENTENCE_END = re.compile(r"(?<=[.!?])\s")


def stand(judged: Judged) -> Phrase:
    """The verdict in a word or two."""
    if judged.advised is None and judged.may_change:
        return phrase("advisor.verdict.open")
    return phrase(f"advisor.verdict.{judged.stands.value}")


def needs(judged: Judged, live: Live, look: Look) -> str:
    """The needs it is about, in a row; "" where there is none."""
    named: tuple[Text, ...] = tuple(need.name for need in judged.engine.needs)
    if judged.advised is not None and not named:
        guide = live.outcome.guide
        named = tuple(guide.get_need(need).name for need in judged.advised.needs)
    return " · ".join(look.say(name) for name in named)


def reason(judged: Judged, live: Live, look: Look) -> str:
    """Why the engine says so: of what a rule says, what the visitor said."""
    engine = judged.engine
    if whole := because(judged, look):
        first = (_SENTENCE_END.split(text)[0] for text in whole)
        return " ".join(dict.fromkeys(first))
    if judged.may_change:
        return _waits_for("advisor.verdict.waits", live, look)
    if engine.reasons and live.outcome.open:
        return _waits_for("advisor.verdict.certain", live, look)
    if engine.verdict is Verdict.NOT_CONCERNED and judged.stands is not engine.verdict:
        return ""  # what would have to change no longer matters
    if engine.verdict is Verdict.NOT_CONCERNED:
        return _would_be(judged, look)
    return "" if engine.reasons else look.say(phrase("advisor.verdict.asked"))


def because(judged: Judged, look: Look) -> tuple[str, ...]:
    """All that the rules of a decided verdict say; nothing while questions are open."""
    routes = [reason.route for reason in judged.engine.reasons if reason.route is not None]
    if judged.may_change:
        return ()
    return tuple(dict.fromkeys(look.say(route.because) for route in routes))


def _waits_for(key: str, live: Live, look: Look) -> str:
    guide = live.outcome.guide
    shorts = [look.say(guide.get_question(q).short) for q in live.outcome.open]
    return look.say(phrase(key, questions=", ".join(shorts)))


def brief(judged: Judged, live: Live, look: Look) -> str:
    """The reason where room is scarce: of what would bring a member in, the choices alone."""
    if judged.missing and judged.stands is Verdict.NOT_CONCERNED and not judged.may_change:
        return _would_be(judged, look, is_brief=True)
    return reason(judged, live, look)


def _would_be(judged: Judged, look: Look, is_brief: bool = False) -> str:
    if not judged.missing:
        return look.say(phrase("advisor.verdict.never"))
    told = [
        (len(change.choices) > _NAMED, _change(change, look, is_brief)) for change in judged.missing
    ]
    if is_brief:
        # What tells this member from the others is asked last, and comes first.
        told.reverse()
        told.sort(key=lambda one: one[0])
    return look.say(phrase("advisor.verdict.would", changes=", ".join(said for _, said in told)))


def _change(change: Change, look: Look, is_brief: bool) -> str:
    if len(change.choices) > _NAMED:
        return look.say(phrase("advisor.verdict.change-any", question=change.question.short))
    choices = look.say(phrase("advisor.verdict.or")).join(
        look.say(phrase("ui.why-not.quoted", choice=c.label)) for c in change.choices
    )
    if is_brief:
        return choices
    told = phrase("advisor.verdict.change", question=change.question.short, choices=choices)
    return look.say(told)


def overridden(judged: Judged) -> Phrase | None:
    """What the engine says instead, and why the advisor judges otherwise."""
    if judged.advised is None:
        return None
    return phrase(
        "advisor.verdict.overridden",
        verdict=phrase(f"advisor.verdict.{judged.engine.verdict.value}"),
        reason=phrase(f"advisor.reason.{judged.advised.reason}"),
    )
