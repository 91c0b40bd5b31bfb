"""What was decided in a saved case: by the guide of that day, and with the advisor's verdicts."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from desktop.casework import Casework
from desktop.desk.draft import known_answers
from desktop.desk.live import as_advised, judge
from desktop.desk.saving import from_case
from desktop.guide.model import Guide
from desktop.library.copies import library_folder, load_copy
from desktop.library.kept_json import Damaged
from desktop.register.model import Case
from desktop.routing import Outcome


@dataclass(frozen=True)
class Decided:
    """The outcome of a saved case. `is_todays`: its guide is gone, and today's had to do."""

    outcome: Outcome
    is_todays: bool


def find_decided(case: Case, casework: Casework, data: Path) -> Decided:
    """The outcome the visitor left with, worked out by the guide that it was decided by.

    Texts and contacts are today's where the rules are the same. Reads a file: not for the screen.
    """
    day, rules, content = _kept(case)
    guide: Guide | None = casework.guide
    if rules != casework.guide.rules:
        guide = _load(data, rules, content)
    if guide is None or day is None:
        return Decided(_outcome(case, casework, casework.guide, date.today()), True)
    return Decided(_outcome(case, casework, guide, day), False)


def _outcome(case: Case, casework: Casework, guide: Guide, day: date) -> Outcome:
    draft = from_case(guide, case)
    answers = known_answers(guide, casework.communes, draft.answers)
    return as_advised(judge(guide, replace(draft, answers=answers), day))


def _kept(case: Case) -> tuple[date | None, str, str]:
    """The day, and the two hashes of the guide, as they were saved."""
    guide = case.outcome.get("guide")
    named = guide if isinstance(guide, dict) else {}
    try:
        day = date.fromisoformat(str(case.outcome.get("on")))
    except ValueError:
        day = None
    return day, str(named.get("rules", "")), str(named.get("content", ""))


def _load(data: Path, rules: str, content: str) -> Guide | None:
    try:
        return load_copy(library_folder(data), rules, content)
    except Damaged:
        return None
