"""An explanation as other programs read it: `aiguillage explain --json`."""

from __future__ import annotations

from typing import Any

from desktop.answers import to_json as answers_to_json
from desktop.explain import Explanation, Trace
from desktop.guide.model import Guide
from desktop.nearest import Nearest
from desktop.outcome_json import guide_identity
from desktop.text import say
from desktop.why_not import Change


def explanation_to_json(found: Explanation, language: str) -> dict[str, Any]:
    outcome = found.outcome
    guide = outcome.guide
    return {
        "guide": guide_identity(guide),
        "on": outcome.on.isoformat(),
        "path": [question.id for question in found.path],
        "answers": answers_to_json(guide, outcome.answers),
        "set-aside": sorted({name for name, _ in outcome.set_aside}),
        "open": list(outcome.open),
        "uncovered": [item.id for item in outcome.uncovered],
        "members": [_trace_json(guide, trace, language) for trace in found.traces],
        "nearest": None
        if found.nearest is None
        else [_nearest_json(guide, nearest) for nearest in found.nearest],
        "why-not": found.wanted
        and {
            "member": found.wanted.member.id,
            "changes": None
            if found.wanted.changes is None
            else [_change_json(change) for change in found.wanted.changes],
        },
    }


def _trace_json(guide: Guide, trace: Trace, language: str) -> dict[str, Any]:
    verdict = trace.verdict
    reasons = [(reason, False) for reason in verdict.reasons]
    reasons += [(reason, True) for reason in verdict.also]
    return {
        "member": verdict.member.id,
        "verdict": verdict.verdict.value,
        "rules": [
            {
                "need": reason.need.id,
                "route": route.id,
                "also": also,
                "led-by": {name: list(choices) for name, choices in reason.led_by},
                "source": {"document": route.source.document, "place": route.source.place},
                "gist": say(
                    guide.get_source(route.source.document).get_place(route.source.place).gist,
                    language,
                ),
            }
            for reason, also in reasons
            for route in ([reason.route] if reason.route else reason.candidates)
        ],
        "near": [
            {"route": near.route.id, "changes": [_change_json(c) for c in near.changes]}
            for near in trace.near
        ],
    }


def _change_json(change: Change) -> dict[str, Any]:
    return {
        "question": change.question.id,
        "choices": [choice.id for choice in change.choices],
        "instead": change.instead,
    }


def _nearest_json(guide: Guide, nearest: Nearest) -> dict[str, Any]:
    return {
        "member": nearest.member.id,
        "before": nearest.before.value,
        "after": nearest.after.value,
        "changed": [question.id for question in nearest.changed],
        "answers": answers_to_json(guide, nearest.answers),
    }
