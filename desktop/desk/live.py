"""The six verdicts of a visit under way, the advisor's own beside the engine's."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from desktop.decide import routes_in_force
from desktop.desk.draft import Advised, Draft
from desktop.doors import find_doors
from desktop.guide.cutting import TooLarge
from desktop.guide.model import Guide, Member, Verdict
from desktop.routing import MemberVerdict, Outcome, Reason, route
from desktop.why_not import Change, why_not

REASONS = (
    "said-aloud",
    "known-to-member",
    "already-tried",
    "company-wish",
    "member-unavailable",
    "guide-incomplete",
    "guide-wrong",
)
"""Why an advisor may judge otherwise, by code: the history holds no free words."""


@dataclass(frozen=True, slots=True)
class Judged:
    """One member: what the engine says, what the advisor says, and what stands.

    `may_change`: questions that are still open decide. `missing`: the smallest change of answers
    that would bring in a member that is not concerned.
    """

    engine: MemberVerdict
    advised: Advised | None
    may_change: bool
    missing: tuple[Change, ...] = ()

    @property
    def member(self) -> Member:
        """Whom it is about."""
        return self.engine.member

    @property
    def stands(self) -> Verdict:
        """The verdict that counts: the advisor's where there is one."""
        return self.advised.verdict if self.advised is not None else self.engine.verdict


@dataclass(frozen=True)
class Live:
    """What the answers so far come to. `outcome` is the engine's, whatever the advisor says."""

    outcome: Outcome
    judged: tuple[Judged, ...]


def judge(guide: Guide, draft: Draft, on: date) -> Live:
    """Every member's verdict, in the guide's order."""
    outcome = route(guide, draft.answers, on)
    advised = dict(draft.advised)
    return Live(outcome, tuple(_judged(outcome, verdict, advised) for verdict in outcome.verdicts))


def _judged(outcome: Outcome, verdict: MemberVerdict, advised: Mapping[str, Advised]) -> Judged:
    own = advised.get(verdict.member.id)
    if own is not None and own.verdict is verdict.verdict:
        own = None
    is_possible = verdict.verdict is Verdict.TO_CONSIDER
    missing: tuple[Change, ...] = ()
    if verdict.verdict is Verdict.NOT_CONCERNED:
        missing = _missing(outcome, verdict.member)
    return Judged(verdict, own, bool(outcome.open) and is_possible, missing)


def _missing(outcome: Outcome, member: Member) -> tuple[Change, ...]:
    try:
        return why_not(outcome.guide, outcome.answers, member.id, outcome.on) or ()
    except TooLarge:
        return ()


def needs_of(live: Live, judged: Judged) -> tuple[str, ...]:
    """The needs that a member which stands recommended is asked for."""
    named = tuple(need.id for need in judged.engine.needs)
    if judged.advised is None or named:
        return named
    return judged.advised.needs or possible_needs(live.outcome, judged.member)[:1]


def possible_needs(outcome: Outcome, member: Member) -> tuple[str, ...]:
    """The needs that the guide's rules know this member for; those of the visit's themes first."""
    in_force = routes_in_force(outcome.guide, outcome.on)
    served = dict.fromkeys(r.need for r in in_force if r.member == member.id)
    every = tuple(need for need in served) or tuple(need.id for need in outcome.guide.needs)
    chosen = {value for values in outcome.answers.values() for value in values}
    return tuple(sorted(every, key=lambda need: outcome.guide.get_need(need).theme not in chosen))


def as_advised(live: Live) -> Outcome:
    """The outcome as the visitor leaves with it: the advisor's verdicts in the engine's stead."""
    if all(judged.advised is None for judged in live.judged):
        return live.outcome
    verdicts = tuple(_as_advised(live, judged) for judged in live.judged)
    return replace(live.outcome, verdicts=verdicts)


def _as_advised(live: Live, judged: Judged) -> MemberVerdict:
    engine, outcome = judged.engine, live.outcome
    if judged.advised is None:
        return engine
    if judged.stands is Verdict.NOT_CONCERNED:
        return MemberVerdict(engine.member, Verdict.NOT_CONCERNED)
    doors = engine.doors or find_doors(outcome.guide, engine.member, outcome.territory)
    if engine.reasons:
        return replace(engine, verdict=judged.stands, doors=doors)
    reasons = tuple(_reason(outcome, engine.member, need) for need in needs_of(live, judged))
    # The last first step of a rule is the one for whoever answered nothing special.
    steps = (reason.route.first_step[-1].text for reason in reasons if reason.route is not None)
    return MemberVerdict(
        engine.member,
        judged.stands,
        reasons,
        doors=doors,
        first_steps=engine.first_steps or tuple(dict.fromkeys(steps)),
    )


def _reason(outcome: Outcome, member: Member, need: str) -> Reason:
    """A need that no rule found on this visit: by the rule that sends it to this member."""
    in_force = routes_in_force(outcome.guide, outcome.on)
    known = (r for r in in_force if r.member == member.id and r.need == need)
    return Reason(outcome.guide.get_need(need), next(known, None))
