"""From answers to an outcome: a verdict for every member, its reasons, doors and first steps."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from desktop.decide import Decided, decider, routes_in_force
from desktop.doors import Door, find_doors
from desktop.guide.conditions import holds, literal_holds
from desktop.guide.masks import Answers, Masks, Reading, to_choices
from desktop.guide.model import Condition, Guide, Member, Need, Route, Uncovered, Variant, Verdict
from desktop.territory import territory_question
from desktop.text import Text
from desktop.undecided import Undecided, open_questions, undecided

Led = tuple[tuple[str, tuple[str, ...]], ...]
"""Question id and choices: the answers that led somewhere."""


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a member stands where it does: one need, by one route.

    `route` is None while several `candidates` could lead there. A member that is only the one to
    ask about something uncovered has no reason at all.
    """

    need: Need
    route: Route | None
    candidates: tuple[Route, ...] = ()
    led_by: Led = ()


@dataclass(frozen=True, slots=True)
class MemberVerdict:
    """What the outcome says of one member. `also`: weaker reasons beside the verdict's own."""

    member: Member
    verdict: Verdict
    reasons: tuple[Reason, ...] = ()
    also: tuple[Reason, ...] = ()
    doors: tuple[Door, ...] = ()
    first_steps: tuple[Text, ...] = ()
    prepare: tuple[Text, ...] = ()

    @property
    def needs(self) -> tuple[Need, ...]:
        """The needs of the verdict, each once."""
        return _needs(self.reasons)

    @property
    def also_needs(self) -> tuple[Need, ...]:
        """The needs of the weaker reasons, each once."""
        return _needs(self.also)


def _needs(reasons: Iterable[Reason]) -> tuple[Need, ...]:
    return tuple({reason.need.id: reason.need for reason in reasons}.values())


@dataclass(frozen=True)
class Outcome:
    """A whole orientation. `verdicts` has every member, in the guide's order."""

    guide: Guide
    on: date
    answers: Answers
    territory: str | None
    verdicts: tuple[MemberVerdict, ...]
    uncovered: tuple[Uncovered, ...]
    open: tuple[str, ...]
    set_aside: tuple[tuple[str, str], ...]

    @property
    def recommended(self) -> tuple[MemberVerdict, ...]:
        """The members to see, in the visitor's own order of themes, then the guide's."""
        found = (v for v in self.verdicts if v.verdict is Verdict.RECOMMENDED)
        return tuple(sorted(found, key=self._rank))

    @property
    def to_consider(self) -> tuple[MemberVerdict, ...]:
        """The members that may be worth a visit, in the guide's order."""
        return tuple(v for v in self.verdicts if v.verdict is Verdict.TO_CONSIDER)

    @property
    def not_concerned(self) -> tuple[MemberVerdict, ...]:
        """The others, in the guide's order."""
        return tuple(v for v in self.verdicts if v.verdict is Verdict.NOT_CONCERNED)

    def _rank(self, verdict: MemberVerdict) -> int:
        themes = {need.theme for need in self.guide.needs}
        order = [value for values in self.answers.values() for value in values if value in themes]
        led = {choice for reason in verdict.reasons for _, ids in reason.led_by for choice in ids}
        return min((order.index(theme) for theme in led & set(order)), default=len(order))


def route(guide: Guide, answers: Answers, on: date) -> Outcome:
    """The outcome of `answers` under the routes in force on that day.

    Unfinished answers are no fault: what is certain is recommended, what is possible is to
    consider, and `open` lists the questions that still matter.
    """
    reading = guide.derived(Masks).read(answers)
    used = _used(answers, reading)
    territory = _territory(guide, answers, reading)
    judge = _Judge(guide, answers, reading, used, on)
    return Outcome(
        guide=guide,
        on=on,
        answers=answers,
        territory=territory,
        verdicts=tuple(_equip(guide, verdict, used, territory) for verdict in judge.verdicts()),
        uncovered=judge.uncovered(),
        open=_open(guide, answers, reading, on),
        set_aside=tuple((q.id, value) for q in reading.set_aside for value in answers[q.id]),
    )


def _open(guide: Guide, answers: Answers, reading: Reading, on: date) -> tuple[str, ...]:
    if not reading.unanswered:
        return ()
    return open_questions(guide, answers, routes_in_force(guide, on), reading)


def _used(answers: Answers, reading: Reading) -> dict[str, tuple[str, ...]]:
    """The answers on the path, a commune as its department."""
    return {
        question.id: to_choices(question, answers[question.id])
        for question in reading.path
        if answers.get(question.id)
    }


def _territory(guide: Guide, answers: Answers, reading: Reading) -> str | None:
    question = territory_question(guide)
    if question is None or question not in reading.path or not answers.get(question.id):
        return None
    return answers[question.id][0]


class _Judge:
    """Judges each member on one visit, finished or not."""

    def __init__(
        self, guide: Guide, answers: Answers, reading: Reading, used: Answers, on: date
    ) -> None:
        self._guide = guide
        self._used = used
        self._decider = decider(guide, on)
        in_force = self._decider.in_force
        self._decision = self._decider.decide_fired(reading.certain & in_force)
        self._rest: Undecided | None = None
        if (reading.certain ^ reading.possible) & in_force:
            self._rest = undecided(guide, answers, reading)
        self._routes = routes_in_force(guide, on) if self._rest else ()

    def uncovered(self) -> tuple[Uncovered, ...]:
        """What the network certainly does not answer."""
        if self._rest is None:
            return self._decision.uncovered
        rest = self._rest
        return tuple(item for item in self._guide.uncovered if rest.is_certain([item.when]))

    def verdicts(self) -> list[MemberVerdict]:
        """Every member's verdict and reasons, in the guide's order."""
        decided = zip(self._guide.members, self._decision.members, strict=True)
        if self._rest is None:
            return [self._as_decided(member, found) for member, found in decided]
        return [self._as_possible(member, found, self._rest) for member, found in decided]

    def _as_decided(self, member: Member, found: Decided) -> MemberVerdict:
        return MemberVerdict(
            member,
            found.verdict,
            tuple(self._reason(route) for route in found.routes),
            tuple(self._reason(route) for route in found.also),
        )

    def _reason(self, route: Route) -> Reason:
        need = self._guide.get_need(route.need)
        return Reason(need, route, (), _led_by(self._guide, route.when, self._used))

    def _as_possible(self, member: Member, found: Decided, rest: Undecided) -> MemberVerdict:
        """A member's verdict while some questions are open."""
        routes = [r for r in self._routes if r.member == member.id and rest.is_possible(r.when)]
        strong = [r for r in routes if r.verdict is Verdict.RECOMMENDED]
        if strong and rest.is_certain(r.when for r in strong):
            return MemberVerdict(
                member, Verdict.RECOMMENDED, self._certain_reasons(strong, found, rest)
            )
        if routes:
            return MemberVerdict(member, Verdict.TO_CONSIDER, self._grouped(routes))
        possible = any(
            item.consider == member.id and rest.is_possible(item.when)
            for item in self._guide.uncovered
        )
        return MemberVerdict(member, Verdict.TO_CONSIDER if possible else Verdict.NOT_CONCERNED)

    def _certain_reasons(
        self, strong: list[Route], found: Decided, rest: Undecided
    ) -> tuple[Reason, ...]:
        """A reason for each route that holds already, then for each need that several may serve."""
        fired = [r for r in strong if r in found.routes or rest.is_certain([r.when])]
        reasons = [self._reason(route) for route in fired]
        served = {route.need for route in fired}
        for reason in self._grouped([r for r in strong if r.need not in served]):
            candidates = [r for r in strong if r.need == reason.need.id]
            if rest.is_certain(r.when for r in candidates):
                reasons.append(reason)
        # Certain by several needs together, none of them certain alone: no route can be named yet.
        return tuple(reasons) or tuple(
            Reason(need, None, candidates) for need, candidates in self._by_need(strong)
        )

    def _grouped(self, routes: list[Route]) -> tuple[Reason, ...]:
        """One reason for each need, its route named when there is only one."""
        return tuple(
            self._reason(candidates[0]) if len(candidates) == 1 else Reason(need, None, candidates)
            for need, candidates in self._by_need(routes)
        )

    def _by_need(self, routes: list[Route]) -> list[tuple[Need, tuple[Route, ...]]]:
        found = [
            (need, tuple(r for r in routes if r.need == need.id)) for need in self._guide.needs
        ]
        return [(need, its_routes) for need, its_routes in found if its_routes]


def _led_by(guide: Guide, condition: Condition, used: Answers) -> Led:
    """The answers that make `condition` hold, with those that put its questions on the path."""
    found: dict[str, tuple[str, ...]] = {}
    box = next((b for b in condition if all(literal_holds(lit, used) for lit in b)), ())
    for literal in box:
        answer = used[literal.question]
        matched = tuple(c for c in answer if c in literal.any_of) if literal.any_of else answer
        ask_when = guide.get_question(literal.question).ask_when
        for question, choices in _led_by(guide, ask_when, used):
            found.setdefault(question, choices)
        found[literal.question] = matched
    return tuple(found.items())


def _equip(
    guide: Guide, verdict: MemberVerdict, used: Answers, territory: str | None
) -> MemberVerdict:
    """The same verdict with doors, and the first steps and papers of its routes."""
    if verdict.verdict is Verdict.NOT_CONCERNED:
        return verdict
    is_sure = verdict.verdict is Verdict.RECOMMENDED
    # A route that nothing answered leads to yet says nothing of this visitor.
    told = (reason for reason in verdict.reasons if is_sure or reason.led_by)
    routes = [reason.route for reason in told if reason.route is not None]
    steps = [_first(route.first_step, used) for route in routes]
    pace = [_first(guide.pace, used)] if routes else []
    prepare = [v.text for route in routes for v in route.prepare if holds(v.when, used)]
    return MemberVerdict(
        verdict.member,
        verdict.verdict,
        verdict.reasons,
        verdict.also,
        find_doors(guide, verdict.member, territory),
        tuple(dict.fromkeys(text for text in (*steps, *pace) if text is not None)),
        tuple(dict.fromkeys(prepare)),
    )


def _first(variants: tuple[Variant, ...], used: Answers) -> Text | None:
    return next((variant.text for variant in variants if holds(variant.when, used)), None)
