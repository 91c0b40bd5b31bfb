"""A difference of two guides as other programs read it: `aiguillage diff --json`."""

from __future__ import annotations

from typing import Any

from desktop import ticket
from desktop.answers import to_json as answers_to_json
from desktop.guide.masks import Answers
from desktop.guide.model import Guide, Uncovered
from desktop.outcome_json import guide_identity
from desktop.proof.apart import Apart
from desktop.proof.contents import find_edits
from desktop.proof.diff import Change, Diff, Shift
from desktop.proof.diff_report import sentences
from desktop.proof.tracks import Level
from desktop.text import say

_LEVELS = {Level.NONE: "not-concerned", Level.TO_CONSIDER: "to-consider"}


def to_json(diff: Diff, language: str) -> dict[str, Any]:
    """The difference as other programs read it; every count is exact."""
    return {
        "old": guide_identity(diff.old),
        "new": guide_identity(diff.new),
        "on": diff.on.isoformat(),
        "unchanged": diff.is_unchanged,
        "visits": {"old": diff.visits[0], "new": diff.visits[1], "common": diff.common},
        "changed": diff.changed,
        "percent": 100 * diff.changed / diff.common if diff.common else 0.0,
        "changes": [_change_json(diff, change, language) for change in diff.changes],
        "only-old": [_apart_json(diff.old, part) for part in diff.only_old],
        "only-new": [_apart_json(diff.new, part) for part in diff.only_new],
        "renamed": [list(pair) for pair in diff.renamed],
        "asked-by-old-only": [question.id for question in diff.unshared[0]],
        "asked-by-new-only": [question.id for question in diff.unshared[1]],
        "same-content": diff.old.content == diff.new.content,
        "edited": {
            edit.area: [say(name, language) for name in edit.names]
            for edit in find_edits(diff.old, diff.new)
        },
    }


def _change_json(diff: Diff, change: Change, language: str) -> dict[str, Any]:
    guides = {"old": (diff.old, change.answers[0]), "new": (diff.new, change.answers[1])}
    return {
        "need": change.need.id if change.need else None,
        "visits": change.visits,
        "percent": 100 * change.visits / diff.common,
        "shifts": [
            {
                "subject": shift.subject.id,
                "before": level_name(shift, shift.before),
                "after": level_name(shift, shift.after),
            }
            for shift in change.shifts
        ],
        "sentences": [say(sentence, language) for sentence in sentences(change)],
        "witness": {side: _visit(guide, answers) for side, (guide, answers) in guides.items()},
    }


def _apart_json(guide: Guide, part: Apart) -> dict[str, Any]:
    return {
        "question": part.question.id,
        "visits": part.visits,
        "witness": _visit(guide, part.answers),
    }


def _visit(guide: Guide, answers: Answers) -> dict[str, Any]:
    return {"answers": answers_to_json(guide, answers), "ticket": ticket.encode(guide, answers)}


def level_name(shift: Shift, level: Level) -> str:
    """The level in the words of a verdict; an uncovered need is told or not."""
    if isinstance(shift.subject, Uncovered):
        return "told" if level else "not-told"
    return _LEVELS.get(level, "recommended")
