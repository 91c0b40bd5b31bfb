"""Runs the visit of a finding through the ordinary engine: does it show the fault?"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from desktop import ticket
from desktop.answers import check_answers, to_json
from desktop.guide.conditions import holds
from desktop.guide.masks import Answers, Masks
from desktop.guide.model import Guide
from desktop.proof.findings import Finding
from desktop.routing import MemberVerdict, Outcome, route
from desktop.territory import Communes

COMMUNES = Communes()

WITH_A_VISIT = (
    "nobody", "theme-alone", "no-channel", "wrong-door", "door-missed", "redundant",
    "contradiction", "two-members", "dead-end", "too-long", "skipped",
)  # fmt: skip
"""The codes whose findings always have a visit to show."""


def is_shown(guide: Guide, finding: Finding) -> bool:
    """Whether the finding's visit can be made, opened again from its code, and shows the fault."""
    witness = finding.witness
    if witness is None:
        return finding.code not in WITH_A_VISIT
    outcome = route(guide, witness.answers, witness.on)
    check = _CHECKS.get(finding.code, _fires)
    return (
        witness.on == finding.on
        and _is_a_visit(guide, witness.answers)
        and _is_opened_by_its_code(guide, witness.answers)
        and check(guide, outcome, finding)
    )


def _is_a_visit(guide: Guide, answers: Answers) -> bool:
    """Every question of the path is answered, no other is, and each answer can be given."""
    check_answers(guide, COMMUNES, to_json(guide, answers))
    reading = guide.derived(Masks).read(answers)
    on_path = {question.id for question in reading.path} == set(answers)
    return on_path and not (reading.unanswered or reading.maybe or reading.set_aside)


def _is_opened_by_its_code(guide: Guide, answers: Answers) -> bool:
    return ticket.decode(guide, ticket.encode(guide, answers)) == ticket.Opened(answers)


def _of(outcome: Outcome, member: str) -> MemberVerdict:
    return next(v for v in outcome.verdicts if v.member.id == member)


def _fired(outcome: Outcome) -> set[str]:
    """The routes behind the cards, the weaker reasons too."""
    reasons = [r for v in outcome.verdicts for r in (*v.reasons, *v.also)]
    return {reason.route.id for reason in reasons if reason.route is not None}


def _fires(guide: Guide, outcome: Outcome, finding: Finding) -> bool:
    """The route that is at fault leads this visit."""
    return finding.subject in _fired(outcome)


def _nobody(guide: Guide, outcome: Outcome, finding: Finding) -> bool:
    return not outcome.recommended and not outcome.uncovered


def _theme_alone(guide: Guide, outcome: Outcome, finding: Finding) -> bool:
    chosen = {choice for values in outcome.answers.values() for choice in values}
    themes = {guide.get_need(guide.get_route(name).need).theme for name in _fired(outcome)}
    return finding.subject in chosen - themes and not outcome.uncovered


def _no_channel(guide: Guide, outcome: Outcome, finding: Finding) -> bool:
    verdict = _of(outcome, finding.subject.split("/")[0])
    offices = [door.office for door in verdict.doors]
    channels = [c for o in offices for c in (o.address, o.phone, o.website, o.email) if c]
    return verdict in outcome.recommended and not any(c.value.strip() for c in channels)


def _tabled(guide: Guide, answers: Answers, need: str, member: str) -> bool:
    rows = [row for row in guide.division if row.need == need and member in row.members]
    return any(holds(row.when, answers) for row in rows)


def _is_recommended(outcome: Outcome, need: str, member: str) -> bool:
    verdict = _of(outcome, member)
    return verdict in outcome.recommended and need in {n.id for n in verdict.needs}


def _wrong_door(guide: Guide, outcome: Outcome, finding: Finding) -> bool:
    need, member = finding.subject.split("/")
    named = _tabled(guide, outcome.answers, need, member)
    return _is_recommended(outcome, need, member) and not named


def _door_missed(guide: Guide, outcome: Outcome, finding: Finding) -> bool:
    need, member = finding.subject.split("/")
    named = _tabled(guide, outcome.answers, need, member)
    return named and not _is_recommended(outcome, need, member)


def _redundant(guide: Guide, outcome: Outcome, finding: Finding) -> bool:
    """The route leads this visit, and without it nothing is lost."""
    without = tuple(r for r in guide.routes if r.id != finding.subject)
    rest = route(replace(guide, routes=without, _kept={}), outcome.answers, outcome.on)

    def cards(found: Outcome) -> list[object]:
        return [(v.member.id, v.verdict, set(v.needs), set(v.also_needs)) for v in found.verdicts]

    return finding.subject in _fired(outcome) and cards(rest) == cards(outcome)


def _both_fire(guide: Guide, outcome: Outcome, finding: Finding) -> bool:
    return set(finding.subject.split("/")) <= _fired(outcome)


def _two_members(guide: Guide, outcome: Outcome, finding: Finding) -> bool:
    routes = [guide.get_route(name) for name in finding.subject.split("/")]
    both = all(_is_recommended(outcome, r.need, r.member) for r in routes)
    return both and len({r.member for r in routes}) == 2 and len({r.need for r in routes}) == 1


def _dead_end(guide: Guide, outcome: Outcome, finding: Finding) -> bool:
    item = next(item for item in outcome.uncovered if item.id == finding.subject)
    return item.back_to not in outcome.answers


def _too_long(guide: Guide, outcome: Outcome, finding: Finding) -> bool:
    assert guide.longest_visit is not None
    asked = finding.sentence.values["length"]
    return len(outcome.answers) == asked and len(outcome.answers) > guide.longest_visit


def _skipped(guide: Guide, outcome: Outcome, finding: Finding) -> bool:
    """Without its answer the outcome is another, although the engine does not ask for it."""
    question = finding.subject.split("/")[0]
    rest = {name: values for name, values in outcome.answers.items() if name != question}
    without = route(guide, rest, outcome.on)
    return question not in without.open and _said(outcome) != _said(without)


def _said(outcome: Outcome) -> object:
    return outcome.verdicts, outcome.uncovered


_CHECKS: dict[str, Callable[[Guide, Outcome, Finding], bool]] = {
    "nobody": _nobody,
    "theme-alone": _theme_alone,
    "no-channel": _no_channel,
    "wrong-door": _wrong_door,
    "door-missed": _door_missed,
    "redundant": _redundant,
    "contradiction": _both_fire,
    "two-members": _two_members,
    "dead-end": _dead_end,
    "too-long": _too_long,
    "skipped": _skipped,
}
