"""Proves a guide, or refutes it: all nine properties, on every day on which its routes change."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import islice

from desktop.decide import routes_in_force
from desktop.guide.cutting import Budget
from desktop.guide.model import Guide
from desktop.proof.doors import nobody_without_a_door, offices_everywhere
from desktop.proof.findings import Finding, Property
from desktop.proof.questions import unnecessary_questions
from desktop.proof.reach import everything_reached
from desktop.proof.roles import division_of_roles
from desktop.proof.routes import no_idle_route
from desktop.proof.search import WORK, Search
from desktop.proof.view import View
from desktop.proof.words import both_languages, sources_covered

CHECKS: dict[Property, Callable[[View], Iterator[Finding]]] = {
    Property.NOBODY_WITHOUT_A_DOOR: nobody_without_a_door,
    Property.DIVISION_OF_ROLES: division_of_roles,
    Property.NO_IDLE_ROUTE: no_idle_route,
    Property.EVERYTHING_REACHED: everything_reached,
    Property.UNNECESSARY_QUESTIONS: unnecessary_questions,
    Property.OFFICES_EVERYWHERE: offices_everywhere,
    Property.BOTH_LANGUAGES: both_languages,
    Property.SOURCES_COVERED: sources_covered,
}
"""Property 9 is these eight on both sides of every dated change."""

SAME_EVERY_DAY = (Property.OFFICES_EVERYWHERE, Property.BOTH_LANGUAGES)
"""What looks at no route is the same on each day: it is looked at once."""


MAX_SHOWN = 100
"""How many faults of one property are listed for a day."""


@dataclass(frozen=True, slots=True)
class Proof:
    """What was proved: over how many visits, on which days, and what was found against it.

    A fault found on several days is in `findings` once, on the first of them; `refuted` has each
    property that fails on `on`, and the ninth if any does on another day.
    """

    guide: Guide
    on: date
    visits: int
    days: tuple[date, ...]
    findings: tuple[Finding, ...]
    refuted: frozenset[Property]

    @property
    def holds(self) -> bool:
        """Whether nothing was found."""
        return not self.refuted

    def of(self, property_: Property) -> tuple[Finding, ...]:
        """What was found against one property; against property 9, what only other days show."""
        if property_ is Property.DATED_CHANGES:
            return tuple(finding for finding in self.findings if finding.on != self.on)
        today = (finding for finding in self.findings if finding.on == self.on)
        return tuple(finding for finding in today if finding.property is property_)


def prove(guide: Guide, on: date, work: int = WORK) -> Proof:
    """Proves `guide` as it stands on `on`, and on both sides of each day its routes change.

    Raises TooLarge when the searches need more than `work`: then nothing is claimed.
    """
    search = Search(guide, Budget(work))
    days = _days(guide, on)
    visits = search.weight.points
    found: dict[tuple[Property, str, str], Finding] = {}
    refuted: set[Property] = set()
    for day in days:
        view = View(guide, day, search)
        for property_, check in CHECKS.items():
            if day != on and property_ in SAME_EVERY_DAY:
                refuted |= {Property.DATED_CHANGES} if property_ in refuted else set()
                continue
            for new in islice(check(view), MAX_SHOWN):
                refuted.add(property_ if day == on else Property.DATED_CHANGES)
                found.setdefault((new.property, new.code, new.subject), new)
    return Proof(guide, on, visits, days, tuple(found.values()), frozenset(refuted))


def _days(guide: Guide, on: date) -> tuple[date, ...]:
    """`on`, and the turning days: of those that stand alike, the first is enough."""
    days: dict[tuple[str, ...], date] = {}
    for day in (on, *turning_days(guide)):
        days.setdefault(tuple(route.id for route in routes_in_force(guide, day)), day)
    return tuple(days.values())


def turning_days(guide: Guide) -> tuple[date, ...]:
    """The last day before and the first day after each dated change."""
    one = timedelta(days=1)
    days: set[date] = set()
    for route in guide.routes:
        if route.valid_from and route.valid_from > date.min:
            days |= {route.valid_from - one, route.valid_from}
        if route.valid_until and route.valid_until < date.max:
            days |= {route.valid_until, route.valid_until + one}
    return tuple(sorted(days))
