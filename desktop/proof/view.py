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
from desktop.proof.search import Search
from desktop.proof.witness import Witness, to_answers
from desktop.text import Phrase


@dataclass(frozen=True)
class View:
    """One guide on one day. `search` may be shared by several days."""

    guide: Guide
    on: date
    search: Search

    @property
    def space(self) -> Space:
        """The space of its visits."""
        return self.search.space

    @cached_property
    def inside(self) -> int:
        """The box of the visits that no answer has ended."""
        box = self.space.full
        for question in self.guide.questions:
            for choice in question.choices:
                if choice.ends:
                    box &= self.space.saying(question, choice.id, False)
        return box

    @cached_property
    def routes(self) -> tuple[Route, ...]:
        """The routes in force."""
        return routes_in_force(self.guide, self.on)

    @cached_property
    def by_need_and_member(self) -> dict[tuple[str, str], list[Route]]:
        """The routes in force, those for the same need and to the same member together."""
        found: dict[tuple[str, str], list[Route]] = {}
        for route in self.routes:
            found.setdefault((route.need, route.member), []).append(route)
        return found

    def boxes(self, routes: Iterable[Route]) -> list[int]:
        """The boxes of these routes."""
        return [box for route in routes for box in self.search.boxes_of(route.when)]

    def boxes_of(self, conditions: Iterable[Condition]) -> list[int]:
        """The boxes of these conditions."""
        return [box for condition in conditions for box in self.search.boxes_of(condition)]

    def recommending(self, need: str | None = None, member: str | None = None) -> list[Route]:
        """The routes that recommend, for a need or to a member."""
        return [
            route
            for route in self.routes
            if route.verdict is Verdict.RECOMMENDED
            and need in (None, route.need)
            and member in (None, route.member)
        ]

    def meeting(self, ones: Iterable[int], others: Iterable[int]) -> list[int]:
        """Where boxes of the one kind meet boxes of the other."""
        others = list(others)
        return [a & b for a in ones for b in others if self.space.is_some(a & b)]

    def is_some(self, boxes: Iterable[int], less: Iterable[int] = (), key: object = None) -> bool:
        """Whether a visit can be in one of `boxes` and in none of `less`."""
        return self.search.find(boxes, less, key) is not None

    def witness(
        self, boxes: Iterable[int], less: Iterable[int] = (), key: object = None
    ) -> Witness | None:
        """A visit in one of `boxes` and in none of `less`; None where there is none."""
        gap = self.search.find(boxes, less, key)
        return None if gap is None else Witness(to_answers(self.guide, gap), self.on)

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
        key: object = None,
    ) -> Iterator[Finding]:
        """The fault, if a reachable visit in `boxes` and not in `less` shows it."""
        witness = self.witness(boxes, less, key)
        if witness is not None:
            yield self.find(property_, code, subject, sentence, witness)
