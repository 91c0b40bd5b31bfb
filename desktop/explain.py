"""An outcome explained: its path, its rules, those that nearly applied, what would alter it."""

from __future__ import annotations

from dataclasses import dataclass

from desktop.decide import routes_in_force
from desktop.guide.cutting import TooLarge
from desktop.guide.masks import Answers, Masks
from desktop.guide.model import Guide, Member, Question, Route
from desktop.nearest import Nearest, find_nearest
from desktop.routing import MemberVerdict, Outcome
from desktop.why_not import Change, fewest_changes, size, why_not


@dataclass(frozen=True, slots=True)
class NearMiss:
    """A rule that one other answer would have brought in."""

    route: Route
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class Trace:
    """One member: its verdict with the rules it rests on, and the rules that nearly applied."""

    verdict: MemberVerdict
    near: tuple[NearMiss, ...]


@dataclass(frozen=True, slots=True)
class Wanted:
    """What would bring a member in; `changes` is empty if it is in, None if nothing would."""

    member: Member
    changes: tuple[Change, ...] | None


@dataclass(frozen=True)
class Explanation:
    """Everything there is to say of one outcome.

    `nearest`: for each member whose verdict can be otherwise, the smallest change that alters it,
    the smallest of all first; None where the guide is too large to tell.
    """

    outcome: Outcome
    path: tuple[Question, ...]
    traces: tuple[Trace, ...]
    nearest: tuple[Nearest, ...] | None
    wanted: Wanted | None = None


def explain(outcome: Outcome, wanted: Member | None = None) -> Explanation:
    """The explanation of an outcome; `wanted`: a member to say how to bring in."""
    guide, answers = outcome.guide, outcome.answers
    near = _near_misses(outcome)
    return Explanation(
        outcome,
        guide.derived(Masks).read(answers).path,
        tuple(Trace(v, near.get(v.member.id, ())) for v in outcome.verdicts),
        _nearest(outcome),
        Wanted(wanted, why_not(guide, answers, wanted.id, outcome.on)) if wanted else None,
    )


def _nearest(outcome: Outcome) -> tuple[Nearest, ...] | None:
    try:
        return find_nearest(outcome)
    except TooLarge:
        return None


def _near_misses(outcome: Outcome) -> dict[str, tuple[NearMiss, ...]]:
    """Member id → the rules in force that do not apply and that one answer would bring in."""
    found: dict[str, tuple[NearMiss, ...]] = {}
    for route in routes_in_force(outcome.guide, outcome.on):
        changes = _one_answer_away(outcome.guide, outcome.answers, route)
        if changes is not None:
            found[route.member] = (*found.get(route.member, ()), NearMiss(route, changes))
    return found


def _one_answer_away(guide: Guide, answers: Answers, route: Route) -> tuple[Change, ...] | None:
    changes = fewest_changes(guide, answers, [route.when])
    return changes if changes is not None and size(changes) == 1 else None
