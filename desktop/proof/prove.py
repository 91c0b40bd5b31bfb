"""Proves a guide, or refutes it: all nine properties, on every day on which its routes change."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from desktop.guide.model import Guide
from desktop.proof.count import count_visits
from desktop.proof.doors import nobody_without_a_door, offices_everywhere
from desktop.proof.findings import Finding, Property
from desktop.proof.questions import unnecessary_questions
from desktop.proof.reach import everything_reached
from desktop.proof.roles import division_of_roles
from desktop.proof.routes import no_idle_route
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


@dataclass(frozen=True, slots=True)
class Proof:
    """What was proved: over how many visits, on which days, and what was found against it."""

    guide: Guide
    on: date
    visits: int
    days: tuple[date, ...]
    findings: tuple[Finding, ...]

    @property
    def holds(self) -> bool:
        """Whether nothing was found."""
        return not self.findings

    def of(self, property_: Property) -> tuple[Finding, ...]:
        """What was found against one property; against property 9, on other days than `on`."""
        if property_ is Property.DATED_CHANGES:
            return tuple(finding for finding in self.findings if finding.on != self.on)
        return tuple(
            finding
            for finding in self.findings
            if finding.property is property_ and finding.on == self.on
        )


def prove(guide: Guide, on: date) -> Proof:
    """Proves `guide` as it stands on `on`, and on both sides of each day its routes change.

    Raises TooLarge when a search passes its budget: then nothing is claimed.
    """
    found: list[Finding] = []
    days = (on, *(day for day in turning_days(guide) if day != on))
    for day in days:
        view = View(guide, day)
        for check in CHECKS.values():
            found += [new for new in check(view) if not _is_known(new, found)]
    return Proof(guide, on, count_visits(guide), days, tuple(found))


def _is_known(new: Finding, found: list[Finding]) -> bool:
    """Whether the same fault was found on an earlier day: it is told once."""
    same = (new.property, new.code, new.subject)
    return any((old.property, old.code, old.subject) == same and old.on != new.on for old in found)


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
