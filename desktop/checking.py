"""Checks a whole guide: its files, its routes' examples, its stories. `aiguillage check`."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from desktop.answers import check_answers
from desktop.errors import BadAnswers, Fault, GuideRefused
from desktop.guide.loader import load_guide
from desktop.guide.model import Example, Guide, Route
from desktop.guide.read_stories import STORIES, Story, load_stories
from desktop.routing import MemberVerdict, Outcome, route
from desktop.suggest.sayings import SAYINGS, load_sayings
from desktop.territory import Communes
from desktop.text import phrase

ROUTES = "routes.yaml"


@dataclass(frozen=True, slots=True)
class Checked:
    """A guide without a fault, and how much was looked at."""

    guide: Guide
    examples: int
    stories: int


def check_guide(folder: Path, on: date, communes: Communes) -> Checked:
    """Loads the guide in `folder`, runs every example and story; raises GuideRefused."""
    guide = load_guide(folder)
    stories = load_stories(folder, guide)
    if (folder / SAYINGS).exists():
        load_sayings(folder / SAYINGS, guide)
    faults = [fault for item in guide.routes for fault in _examples(guide, item, on, communes)]
    faults += [fault for story in stories for fault in _story(guide, story, on, communes)]
    if faults:
        raise GuideRefused(faults)
    return Checked(guide, sum(len(item.examples) for item in guide.routes), len(stories))


def _examples(guide: Guide, item: Route, on: date, communes: Communes) -> Iterator[Fault]:
    """The faults of one route's examples, on a day when the route is in force."""
    day = max(on, item.valid_from or on)
    day = min(day, item.valid_until or day)
    for example in item.examples:
        try:
            outcome = _route(guide, example.answers, day, communes)
        except BadAnswers as error:
            yield _fault(example, "bad-example", route=item.id, problem=error.phrase)
            continue
        found = {verdict.member.id: verdict.verdict for verdict in outcome.verdicts}
        for member, expected in example.expect:
            if found[member] is not expected:
                yield _fault(
                    example,
                    "example-differs",
                    route=item.id,
                    member=member,
                    expected=expected.value,
                    found=found[member].value,
                )


def _route(
    guide: Guide, answers: Iterable[tuple[str, tuple[str, ...]]], day: date, communes: Communes
) -> Outcome:
    return route(guide, check_answers(guide, communes, dict(answers)), day)


def _story(guide: Guide, story: Story, on: date, communes: Communes) -> Iterator[Fault]:
    try:
        outcome = _route(guide, story.answers, on, communes)
    except BadAnswers as error:
        yield _fault(story, "bad-story", story=story.id, problem=error.phrase)
        return
    expected: dict[str, object] = {
        "recommended": _sorted(story.recommended),
        "to-consider": _sorted(story.to_consider),
        "uncovered": sorted(story.uncovered),
    }
    found: dict[str, object] = {
        "recommended": _needs_of(outcome.recommended),
        "to-consider": _needs_of(outcome.to_consider),
        "uncovered": sorted(item.id for item in outcome.uncovered),
    }
    if found != expected:
        differing = [key for key in expected if found[key] != expected[key]]
        yield _fault(
            story,
            "story-differs",
            story=story.id,
            expected=_listed(expected, differing),
            found=_listed(found, differing),
        )


def _listed(outcome: Mapping[str, object], keys: list[str]) -> str:
    """Part of an outcome as it is written in the file."""
    written = json.dumps({key: outcome[key] for key in keys}, ensure_ascii=False)
    return written[1:-1].replace('"', "")


def _sorted(expected: Iterable[tuple[str, tuple[str, ...]]]) -> dict[str, list[str]]:
    return {member: sorted(needs) for member, needs in sorted(expected)}


def _needs_of(verdicts: Iterable[MemberVerdict]) -> dict[str, list[str]]:
    found = {v.member.id: sorted(need.id for need in v.needs) for v in verdicts}
    return dict(sorted(found.items()))


def _fault(where: Example | Story, code: str, **values: object) -> Fault:
    file = STORIES if isinstance(where, Story) else ROUTES
    return Fault(file, where.line, where.column, code, phrase(f"fault.{code}", **values))
