"""Made-up cases with their history, and visits at a made-up kiosk, routed by the guide in use."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime
from random import Random

from desktop import ticket
from desktop.demo.answering import Answers, Visits
from desktop.demo.times import draw_times
from desktop.guide.masks import Masks, to_choices
from desktop.guide.model import Guide, Verdict
from desktop.kiosk.counts import FINISHED, CountedVisit, guide_label, left_at
from desktop.record import to_record
from desktop.register.made_up import MadeUp, MadeUpCases
from desktop.register.model import Company, Consent, Numbered, Override, Sent, State
from desktop.routing import MemberVerdict, Outcome, route
from desktop.territory import Communes, territory_question
from desktop.text import LANGUAGES

ADVISORS = ("exemple-1", "exemple-2", "exemple-3")
REASONS = ("said-aloud", "known-to-member", "company-wish", "member-unavailable")
FORGOTTEN, NOT_REACHED, CLOSED, OVERRIDDEN, LEFT = 0.07, 0.1, 0.8, 0.04, 0.22
IN_ENGLISH = 0.08
_ENDS = (State.HELP_OFFERED, State.HELP_OFFERED, State.HELP_OFFERED, State.NO_HELP, State.REFUSED)


class Demo:
    """Draws a year of made-up work; the same seed, guide and day give the same."""

    def __init__(self, guide: Guide, seed: int, now: datetime, advisors: Sequence[str] = ()):
        self._guide, self._now, self._random = guide, now, Random(seed)
        self._advisors = tuple(advisors) or ADVISORS
        self._communes = Communes()
        self._visits = Visits(guide, self._communes, self._random)
        self._companies = MadeUpCases(seed, {"none": ("none",)}, self._advisors)
        self._place = territory_question(guide)

    def cases(self, count: int) -> Iterator[MadeUp]:
        """`count` cases, in the order in which they were opened."""
        drawn = self._companies.draw(date(2000, 1, 1), date(2000, 12, 31), count, self._now)
        times = draw_times(self._random, self._now, count)
        for number, (opened, made) in enumerate(zip(times, drawn, strict=True), 1):
            yield self._case(number, opened, made)

    def _case(self, number: int, opened: datetime, made: MadeUp) -> MadeUp:
        answers = self._visits.draw()
        outcome = route(self._guide, answers, opened.date())
        overrides = self._overrides(outcome)
        sent = _sent(outcome, {each.member for each in overrides})
        return replace(
            made,
            opened=opened,
            company=self._company(number, opened, made.company, answers),
            department=self._department(answers),
            sent=sent,
            uncovered=tuple(item.id for item in outcome.uncovered),
            steps=tuple(step for n in range(len(sent)) for step in self._life(n)),
            answers=answers,
            outcome=to_record(outcome),
            overrides=overrides,
            language=self._language(),
            ticket=ticket.encode(self._guide, answers),
        )

    def _company(
        self, number: int, opened: datetime, company: Company, answers: Answers
    ) -> Company:
        """The drawn company, numbered, in the commune of the project where there is one."""
        name = f"Exemple {number:04}, {company.name}"
        commune = self._communes.find(self._given(answers))
        return replace(
            company,
            name=name,
            number=f"000{number % 10**6:06}" if company.numbered is Numbered.GIVEN else "",
            commune=commune.insee if commune else company.commune,
            place=commune.name if commune else company.place,
            email=f"exemple{number}@exemple.invalid",
            consent=Consent("1", opened),
        )

    def _given(self, answers: Answers) -> str:
        return answers.get(self._place.id, ("",))[0] if self._place else ""

    def _department(self, answers: Answers) -> str:
        given = self._given(answers)
        return to_choices(self._place, (given,))[0] if self._place and given else ""

    def _overrides(self, outcome: Outcome) -> tuple[Override, ...]:
        """Now and then the advisor sends nobody to a member that the guide recommends."""
        found = outcome.recommended
        if len(found) < 2 or self._random.random() >= OVERRIDDEN:
            return ()
        member = self._random.choice(found).member.id
        reason = self._random.choice(REASONS)
        engine, verdict = Verdict.RECOMMENDED.value, Verdict.TO_CONSIDER.value
        return (Override(member, engine, verdict, reason),)

    def _life(self, number: int) -> Iterator[tuple[int, int, State]]:
        """What became of a referral: some are forgotten, most are taken up and come to an end."""
        random = self._random
        if random.random() < FORGOTTEN:
            return
        day = 1 + int(random.expovariate(1 / 6))
        if random.random() < NOT_REACHED:
            yield number, day, State.UNREACHABLE
            if random.random() < 0.4:
                return
            day += 1 + int(random.expovariate(1 / 7))
        yield number, day, State.TAKEN_UP
        if random.random() < CLOSED:
            yield number, day + 2 + int(random.expovariate(1 / 18)), random.choice(_ENDS)

    def _language(self) -> str:
        return LANGUAGES[int(self._random.random() < IN_ENGLISH)]

    def visits(self, count: int) -> Iterator[tuple[datetime, CountedVisit]]:
        """`count` visits at a kiosk, as its counters take them."""
        for at in draw_times(self._random, self._now, count):
            answers = self._visits.draw()
            is_left = self._random.random() < LEFT
            yield at, self._left(answers) if is_left else self._done(at, answers)

    def _done(self, at: datetime, answers: Answers) -> CountedVisit:
        found = route(self._guide, answers, at.date()).recommended
        needs = {need.id: need for verdict in found for need in verdict.needs}
        return replace(
            self._counted(answers, FINISHED),
            needs=tuple(f"{need.theme}/{need.id}" for need in needs.values()),
            members=tuple(verdict.member.id for verdict in found),
        )

    def _left(self, answers: Answers) -> CountedVisit:
        """A visit that was left at one of its questions, the first ones least often."""
        path = self._guide.derived(Masks).read(answers).path
        place = max(self._random.randrange(len(path)), self._random.randrange(len(path)))
        before = {each.id: answers[each.id] for each in path[:place]}
        return self._counted(before, left_at(path[place].id))

    def _counted(self, answers: Answers, end: str) -> CountedVisit:
        themes = {need.theme for need in self._guide.needs}
        given = (value for values in answers.values() for value in values if value in themes)
        return CountedVisit(
            guide_label(self._guide.version, self._guide.rules),
            self._language(),
            end,
            self._department(answers),
            tuple(dict.fromkeys(given)),
        )


def _sent(outcome: Outcome, left_out: set[str]) -> tuple[Sent, ...]:
    wanted: list[MemberVerdict] = [v for v in outcome.recommended if v.member.id not in left_out]
    return tuple(Sent(need.id, verdict.member.id) for verdict in wanted for need in verdict.needs)
