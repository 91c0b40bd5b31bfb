"""A guide as it stands on one day, with its routes as boxes: what every check looks at."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from desktop.decide import routes_in_force
from desktop.guide.model import Condition, Guide, Route, Verdict
from desktop.guide.space import Space
from desktop.proof.findings import Finding, Property
from desktop.proof.witness import Witness, find_witness
from desktop.text import Phrase


@dataclass(frozen=True)
class View:
    """One guide on one day."""

    guide: Guide
    on: date

    @cached_property
    def space(self) -> Space:
        """The space of its visits."""
        return self.guide.derived(Space)

    @cached_property
    def routes(self) -> tuple[Route, ...]:
        """The routes in force."""
        return routes_in_force(self.guide, self.on)

    @cached_property
    def _boxes(self) -> dict[str, tuple[int, ...]]:
        return {route.id: tuple(self.space.boxes_of(route.when)) for route in self.routes}

    def boxes(self, routes: Iterable[Route]) -> list[int]:
        """The boxes of these routes."""
        return [box for route in routes for box in self._boxes[route.id]]

    def boxes_of(self, conditions: Iterable[Condition]) -> list[int]:
        """The boxes of these conditions."""
        return [box for condition in conditions for box in self.space.boxes_of(condition)]

    def recommending(self, need: str | None = None, member: str | None = None) -> list[Route]:
        """The routes that recommend, for a need or to a member."""
        return [
            route
            for route in self.routes
            if route.verdict is Verdict.RECOMMENDED
            and need in (None, route.need)
            and member in (None, route.member)
        ]

    def witness(self, boxes: Iterable[int], less: Iterable[int] = ()) -> Witness | None:
        """A reachable visit in one of `boxes` and in none of `less`."""
        return find_witness(self.guide, boxes, less, self.on)

    def find(
        self,
        property_: Property,
        code: str,
        subject: str,
        sentence: Phrase,
        witness: Witness | None = None,
    ) -> Finding:
        """A fault of this guide on this day."""
        return Finding(property_, code, subject, sentence, self.on, witness)

    def shown(
        self,
        property_: Property,
        code: str,
        subject: str,
        sentence: Phrase,
        boxes: Iterable[int],
        less: Iterable[int] = (),
    ) -> Iterator[Finding]:
        """The fault, if a reachable visit in `boxes` and not in `less` shows it."""
        witness = self.witness(boxes, less)
        if witness is not None:
            yield self.find(property_, code, subject, sentence, witness)
