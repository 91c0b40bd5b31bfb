"""A second prover of its own: a guide as clauses for a SAT solver. No box, no mask, no space.

The clauses come straight from the guide's questions and conditions; each property is asked as "is
there a visit that breaks it?".
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import combinations

from pysat.solvers import Cadical153  # type: ignore[import-untyped]

from desktop.decide import routes_in_force
from desktop.guide.model import Condition, Guide, Kind, Literal, Question, Route, Verdict

Key = tuple[int, str, str]


class SatProver:
    """The finished visits of a guide as clauses, and the properties asked of them."""

    def __init__(self, guide: Guide, on: date) -> None:
        self._guide = guide
        self._solver = Cadical153()
        self._last = 0
        self._asked: dict[str, int] = {}
        self._said: dict[tuple[str, str], int] = {}
        self._conditions: dict[Condition, int] = {}
        self._ended: list[int] = []
        self._routes = routes_in_force(guide, on)
        for question in guide.questions:
            self._add(question)

    def _new(self) -> int:
        self._last += 1
        return self._last

    def _add(self, question: Question) -> None:
        asked = self._asked[question.id] = self._new()
        here = self._and([self.holds(question.ask_when), *(-choice for choice in self._ended)])
        self._same(asked, here)
        said = {choice.id: self._new() for choice in question.choices}
        self._said |= {(question.id, name): variable for name, variable in said.items()}
        for variable in said.values():
            self._clause(-variable, asked)
        self._clause(-asked, *said.values())
        alone = {choice.id for choice in question.choices if choice.exclusive}
        for one, other in combinations(said, 2):
            if question.kind is not Kind.SEVERAL or alone & {one, other}:
                self._clause(-said[one], -said[other])
        self._ended += [said[choice.id] for choice in question.choices if choice.ends]

    def _clause(self, *literals: int) -> None:
        self._solver.add_clause(list(literals))

    def _same(self, one: int, other: int) -> None:
        self._clause(-one, other)
        self._clause(one, -other)

    def _and(self, literals: list[int]) -> int:
        found = self._new()
        for literal in literals:
            self._clause(-found, literal)
        self._clause(found, *(-literal for literal in literals))
        return found

    def _or(self, literals: list[int]) -> int:
        return -self._and([-literal for literal in literals])

    def holds(self, condition: Condition) -> int:
        """A variable that is true where the condition holds."""
        if condition not in self._conditions:
            boxes = [self._and([self._test(literal) for literal in box]) for box in condition]
            self._conditions[condition] = self._or(boxes)
        return self._conditions[condition]

    def _test(self, literal: Literal) -> int:
        asked = self._asked[literal.question]
        if literal.any_of:
            return self._or([self._said[literal.question, c] for c in sorted(literal.any_of)])
        others = [-self._said[literal.question, choice] for choice in sorted(literal.none_of)]
        return self._and([asked, *others])

    def is_some(self, *literals: int) -> bool:
        """Whether a visit has all of these."""
        return bool(self._solver.solve(assumptions=list(literals)))

    # The properties

    def findings(self) -> set[Key]:
        """What breaks properties 1 to 4, as far as visits show it."""
        found = {(1, *key) for key in self._doors()} | {(2, *key) for key in self._roles()}
        return found | {(3, *key) for key in self._idle()} | {(4, *key) for key in self._reach()}

    def _any(self, routes: list[Route]) -> int:
        return self._or([self.holds(route.when) for route in routes])

    def _strong(self, need: str | None = None, member: str | None = None) -> list[Route]:
        return [
            route
            for route in self._routes
            if route.verdict is Verdict.RECOMMENDED
            and need in (None, route.need)
            and member in (None, route.member)
        ]

    def _doors(self) -> Iterator[tuple[str, str]]:
        uncovered = self._or([self.holds(item.when) for item in self._guide.uncovered])
        if self.is_some(-self._any(self._strong()), -uncovered):
            yield "nobody", "visit"
        for theme in {need.theme for need in self._guide.needs}:
            needs = {need.id for need in self._guide.needs if need.theme == theme}
            answered = self._any([route for route in self._routes if route.need in needs])
            chosen = self._or([v for (_, choice), v in self._said.items() if choice == theme])
            if self.is_some(chosen, -answered, -uncovered):
                yield "theme-alone", theme

    def _roles(self) -> Iterator[tuple[str, str]]:
        inside = [-choice for choice in self._ended]
        if not self._guide.division:
            return  # said once, of the table that is missing
        for need in self._guide.needs:
            rows = [row for row in self._guide.division if row.need == need.id]
            for member in self._guide.members:
                given = self._any(self._strong(need.id, member.id))
                owed = self._or([self.holds(r.when) for r in rows if member.id in r.members])
                if self.is_some(given, -owed):
                    yield "wrong-door", f"{need.id}/{member.id}"
                if self.is_some(owed, -given, *inside):
                    yield "door-missed", f"{need.id}/{member.id}"

    def _idle(self) -> Iterator[tuple[str, str]]:
        for route in self._routes:
            here = self.holds(route.when)
            others = [r for r in self._routes if r is not route and _key(r) == _key(route)]
            if not self.is_some(here):
                yield "dead", route.id
            elif not self.is_some(here, *(-self.holds(other.when) for other in others)):
                yield "redundant", route.id
        exactly = {need.id for need in self._guide.needs if need.exactly_one}
        for one, other in combinations(self._routes, 2):
            code = _clash(one, other, exactly)
            if code and self.is_some(self.holds(one.when), self.holds(other.when)):
                yield code, "/".join(sorted((one.id, other.id)))

    def _reach(self) -> Iterator[tuple[str, str]]:
        for question in self._guide.questions:
            if not self.is_some(self._asked[question.id]):
                yield "never-asked", question.id
        for item in self._guide.uncovered:
            if not self.is_some(self.holds(item.when)):
                yield "never-said", item.id
        for route in self._routes:
            here = self.holds(route.when)
            before: list[int] = []
            if not self.is_some(here):
                continue
            for index, step in enumerate(route.first_step, 1):
                if not self.is_some(here, self.holds(step.when), *before):
                    yield "never-said", f"{route.id}/first-step {index}"
                before.append(-self.holds(step.when))
            for index, paper in enumerate(route.prepare, 1):
                if not self.is_some(here, self.holds(paper.when)):
                    yield "never-said", f"{route.id}/prepare {index}"

    # Counting

    def count(self) -> int:
        """How many visits there are, each found and then forbidden: for small guides."""
        total = 0
        variables = [*self._said.values()]
        while self._solver.solve():
            model = set(self._solver.get_model())
            total += 1
            self._clause(*(-v if v in model else v for v in variables))
        return total


def _key(route: Route) -> tuple[str, str, Verdict]:
    return route.need, route.member, route.verdict


def _clash(one: Route, other: Route, exactly: set[str]) -> str | None:
    if one.need != other.need:
        return None
    if one.member == other.member:
        return "contradiction" if one.verdict is not other.verdict else None
    both = one.verdict is other.verdict is Verdict.RECOMMENDED
    return "two-members" if both and one.need in exactly else None
