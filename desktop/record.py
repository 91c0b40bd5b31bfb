"""An outcome kept as ids alone, and replayed years later to the identical explanation.

A record holds which guide and day, the answers, and for each member the verdict with the routes,
the places in the sources and the answers that led there. Sentences and contacts are the guide's.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from typing import Any

from desktop.answers import check_answers, to_json
from desktop.errors import AiguillageError, BadAnswers, is_newer
from desktop.guide.model import Guide
from desktop.outcome_json import guide_identity
from desktop.routing import MemberVerdict, Outcome, Reason, route
from desktop.territory import Communes
from desktop.text import Phrase, phrase, say

FORMAT = 1
MAX_BYTES = 256 * 1024
_KEYS = {"format", "guide", "on", "answers", "explanation"}


class RecordDiffers(AiguillageError):
    """A record that this guide does not replay; `sentences` say what differs."""

    def __init__(self, sentences: list[Phrase]) -> None:
        super().__init__(sentences[0])
        self.sentences = tuple(sentences)

    def say(self, language: str) -> str:
        return "\n".join(say(sentence, language) for sentence in self.sentences)


def to_record(outcome: Outcome) -> dict[str, Any]:
    """The outcome as JSON takes it, without any sentence, name or number."""
    return {
        "format": FORMAT,
        "guide": guide_identity(outcome.guide),
        "on": outcome.on.isoformat(),
        "answers": to_json(outcome.guide, outcome.answers),
        "explanation": _explanation(outcome),
    }


def _explanation(outcome: Outcome) -> dict[str, Any]:
    return {
        "members": {verdict.member.id: _member(verdict) for verdict in outcome.verdicts},
        "uncovered": [item.id for item in outcome.uncovered],
        "open": list(outcome.open),
        "set-aside": [list(pair) for pair in outcome.set_aside],
    }


def _member(verdict: MemberVerdict) -> dict[str, Any]:
    return {
        "verdict": verdict.verdict.value,
        "reasons": [_reason(reason) for reason in verdict.reasons],
        "also": [_reason(reason) for reason in verdict.also],
        "offices": [door.office.id for door in verdict.doors],
    }


def _reason(reason: Reason) -> dict[str, Any]:
    routes = [reason.route] if reason.route else list(reason.candidates)
    return {
        "need": reason.need.id,
        "routes": [item.id for item in routes],
        "places": [f"{item.source.document} {item.source.place}" for item in routes],
        "led-by": {question: list(choices) for question, choices in reason.led_by},
    }


def read_record(raw: bytes) -> dict[str, Any]:
    """The record in a file's bytes; raises RecordDiffers when it is not one."""
    try:
        data = json.loads(raw) if len(raw) <= MAX_BYTES else None
    except (ValueError, RecursionError):
        data = None
    if isinstance(data, dict) and is_newer(data.get("format"), FORMAT):
        raise RecordDiffers([phrase("record.format", found=data["format"], known=FORMAT)])
    if not isinstance(data, dict) or set(data) != _KEYS or not isinstance(data["guide"], dict):
        raise RecordDiffers([phrase("record.unreadable")])
    if data["format"] != FORMAT:
        raise RecordDiffers([phrase("record.format", found=str(data["format"])[:20], known=FORMAT)])
    return data


def replay(guide: Guide, communes: Communes, record: Mapping[str, Any]) -> Outcome:
    """The outcome that the record tells of, worked out anew.

    Raises RecordDiffers if the guide's rules are not those of the record, or if anything in the
    explanation comes out otherwise.
    """
    kept = record["guide"]
    if kept.get("id") != guide.id or kept.get("rules") != guide.rules:
        found = f"{guide.id} {guide.version} ({guide.rules[:12]})"
        named = f"{kept.get('id')} {kept.get('version')} ({str(kept.get('rules'))[:12]})"
        raise RecordDiffers([phrase("record.other-guide", kept=named[:120], found=found)])
    try:
        day = date.fromisoformat(str(record["on"]))
        answers = check_answers(guide, communes, record["answers"])
    except ValueError:
        raise RecordDiffers([phrase("record.unreadable")]) from None
    except BadAnswers as error:
        raise RecordDiffers(list(error.sentences)) from None
    outcome = route(guide, answers, day)
    differences = _differences(record["explanation"], _explanation(outcome))
    if differences:
        raise RecordDiffers(differences)
    return outcome


def _differences(kept: Any, found: dict[str, Any]) -> list[Phrase]:
    if not isinstance(kept, dict) or not isinstance(kept.get("members"), dict):
        return [phrase("record.unreadable")]
    members = found["members"]
    offices_aside = {name: _without_offices(verdict) for name, verdict in members.items()}
    sentences = []
    for name in sorted(offices_aside.keys() | kept["members"].keys()):
        before, now = kept["members"].get(name), offices_aside.get(name)
        if _without_offices(before) != now:
            sentences.append(
                phrase("record.member", member=name, kept=_told(before), found=_told(now))
            )
    sentences += [
        phrase("record.part", part=part, kept=kept.get(part), found=found[part])
        for part in ("uncovered", "open", "set-aside")
        if kept.get(part) != found[part]
    ]
    return sentences


def _without_offices(verdict: Any) -> Any:
    """Offices are content: they may move without the explanation changing."""
    if not isinstance(verdict, dict):
        return verdict
    return {key: value for key, value in verdict.items() if key != "offices"}


def _told(verdict: Any) -> str:
    """A kept verdict in short, whatever became of the file since."""
    if not isinstance(verdict, dict):
        return "—"
    reasons = [r for r in _listed(verdict.get("reasons")) if isinstance(r, dict)]
    routes = [str(route)[:60] for reason in reasons for route in _listed(reason.get("routes"))]
    return f"{str(verdict.get('verdict'))[:60]} ({', '.join(routes)})"


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []
