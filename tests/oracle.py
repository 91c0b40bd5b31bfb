"""What a guide means, worked out the slow way from its plain data: one visit at a time.

Nothing of the product is used here: no mask, no box, no model. These definitions are what the fast
engine is held against.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain, combinations, product
from typing import Any

from tests.guides import Plain

Raw = dict[str, tuple[str, ...]]
"""Question id → answer, whether the question is on the path or not."""

Visit = dict[str, frozenset[str]]
"""Question id → answer, for the questions asked, all of them."""


@dataclass(frozen=True)
class Seen:
    """What one finished visit comes to. Verdicts by member; the rest by route."""

    verdicts: dict[str, str]
    strong: dict[str, frozenset[str]]
    weak: dict[str, frozenset[str]]
    uncovered: frozenset[str]
    steps: dict[str, str]
    prepare: dict[str, tuple[str, ...]]
    pace: str | None


class Oracle:
    """One guide on one day (ISO)."""

    def __init__(self, plain: Plain, on: str = "2026-11-24") -> None:
        self.questions: list[Plain] = plain["interview.yaml"]["questions"]
        self.members: list[str] = [m["id"] for m in plain["members.yaml"]["members"]]
        self.pace: list[Plain] = plain["guide.yaml"]["pace"]
        self.uncovered: list[Plain] = plain["routes.yaml"]["uncovered"]
        self.routes = [r for r in plain["routes.yaml"]["routes"] if _is_in_force(r, on)]
        self._seen: dict[frozenset[tuple[str, frozenset[str]]], Seen] = {}

    # Answers and visits

    @staticmethod
    def answers_of(question: Plain) -> list[tuple[str, ...]]:
        """Every answer that the question takes."""
        ids = [choice["id"] for choice in question["choices"]]
        if question["kind"] != "several":
            return [(choice,) for choice in ids]
        alone = {c["id"] for c in question["choices"] if c.get("exclusive")}
        others = [choice for choice in ids if choice not in alone]
        sizes = range(1, len(others) + 1)
        together = chain.from_iterable(combinations(others, size) for size in sizes)
        return [*together, *((choice,) for choice in ids if choice in alone)]

    def walk(self, raw: Raw) -> tuple[Visit, str | None]:
        """The questions asked, in order, up to the first that has no answer (named second)."""
        visit: Visit = {}
        for question in self.questions:
            if not holds(question.get("ask-when"), visit):
                continue
            answer = raw.get(question["id"])
            if not answer:
                return visit, question["id"]
            visit[question["id"]] = frozenset(answer)
            if any(c.get("ends") and c["id"] in answer for c in question["choices"]):
                break
        return visit, None

    def completions(self, raw: Raw) -> Iterator[Visit]:
        """Every finished visit that `raw` can still become."""
        visit, missing = self.walk(raw)
        if missing is None:
            yield visit
            return
        question = next(q for q in self.questions if q["id"] == missing)
        for answer in self.answers_of(question):
            yield from self.completions(raw | {missing: answer})

    def everything(self, raw: Raw) -> Iterator[Raw]:
        """Every way to answer all the questions, on the path or not, that keeps `raw`."""
        missing = [q for q in self.questions if not raw.get(q["id"])]
        for answers in product(*(self.answers_of(question) for question in missing)):
            yield raw | dict(zip((q["id"] for q in missing), answers, strict=True))

    # What a visit comes to

    def see(self, visit: Visit) -> Seen:
        """The outcome of a finished visit."""
        key = frozenset(visit.items())
        if key not in self._seen:
            self._seen[key] = self._work_out(visit)
        return self._seen[key]

    def _work_out(self, visit: Visit) -> Seen:
        fired = [route for route in self.routes if holds(route["when"], visit)]
        uncovered = [item for item in self.uncovered if holds(item["when"], visit)]
        strong = _by_member(self.members, fired, "recommended")
        weak = _by_member(self.members, fired, "to-consider")
        considered = {item.get("consider") for item in uncovered}
        return Seen(
            {
                member: "recommended"
                if strong[member]
                else "to-consider"
                if weak[member] or member in considered
                else "not-concerned"
                for member in self.members
            },
            strong,
            weak,
            frozenset(item["id"] for item in uncovered),
            {r["id"]: _first(r["first-step"], visit) or "" for r in fired},
            {
                route["id"]: tuple(v["fr"] for v in route["prepare"] if holds(v.get("when"), visit))
                for route in fired
            },
            _first(self.pace, visit) if fired else None,
        )

    # What still matters

    def matters(self, raw: Raw, question_id: str) -> bool:
        """Whether, all else equal, two answers to the question can come to different outcomes."""
        outcomes: dict[frozenset[tuple[str, tuple[str, ...]]], Seen] = {}
        for whole in self.everything(raw):
            seen = self.see(self.walk(whole)[0])
            others = frozenset((q, a) for q, a in whole.items() if q != question_id)
            if outcomes.setdefault(others, seen) != seen:
                return True
        return False

    def touches(self, raw: Raw, question_id: str) -> bool:
        """The same, but for any single box of a condition instead of the outcome.

        A route whose own boxes take over from one another (`any: [{q: a}, {q: {not: [a]}}]`), a
        sentence hidden behind an earlier one, a question that several answers put on the path,
        an end asked only sometimes whose answer is known not to end: the outcome stays, a box
        changes.
        """
        boxes = list(self._boxes())
        outcomes: dict[frozenset[tuple[str, tuple[str, ...]]], list[bool]] = {}
        for whole in self.everything(raw):
            visit = self.walk(whole)[0]
            seen = [all(_test(visit, *test) for test in box) for box in boxes]
            others = frozenset((q, a) for q, a in whole.items() if q != question_id)
            if outcomes.setdefault(others, seen) != seen:
                return True
        return False

    def _boxes(self) -> Iterator[tuple[tuple[str, Any], ...]]:
        for question in self.questions:
            asked = list(self._single(question["ask-when"])) if question.get("ask-when") else []
            if len(asked) > 1 or any(choice.get("ends") for choice in question["choices"]):
                yield from asked
        for item in self.uncovered:
            yield from self._single(item["when"])
        for route in self.routes:
            whens = list(self._single(route["when"]))
            yield from whens
            for variant in (*route["first-step"], *route["prepare"], *self.pace):
                more = list(self._single(variant["when"])) if "when" in variant else []
                yield from ((*a, *b) for a, b in product(whens, more))

    def _single(self, condition: Plain) -> Iterator[tuple[tuple[str, Any], ...]]:
        """The boxes with one choice at most for each several-choice question."""
        kinds = {q["id"]: q["kind"] for q in self.questions}
        for box in condition.get("any", [condition]):
            tests = [
                [(q, choice) for choice in test]
                if isinstance(test, list) and kinds[q] == "several"
                else [(q, test)]
                for q, test in box.items()
            ]
            yield from product(*tests)

    # Why not

    def fewest_changes(self, raw: Raw, member: str) -> int | None:
        """How many answers must change, at least, for a route to lead to the member for certain."""
        for count in range(len(self.questions) + 1):
            for changed in combinations(self.questions, count):
                for answers in product(*(self.answers_of(question) for question in changed)):
                    new = dict(zip((q["id"] for q in changed), answers, strict=True))
                    if self.leads_to(raw | new, member):
                        return count
        return None

    def leads_to(self, raw: Raw, member: str) -> bool:
        """Whether one route leads to the member whatever is answered next."""
        visits = list(self.completions(raw))
        return any(
            all(holds(box, visit) for visit in visits)
            for route in self.routes
            if route["member"] == member
            for box in route["when"].get("any", [route["when"]])
        )


def holds(condition: Plain | None, visit: Visit) -> bool:
    """The plain meaning of a condition on the answers of the questions asked."""
    if condition is None:
        return True
    boxes = condition.get("any", [condition])
    return any(all(_test(visit, q, test) for q, test in box.items()) for box in boxes)


def _test(visit: Visit, question: str, test: Any) -> bool:
    answer = visit.get(question)
    if answer is None:
        return False
    if test == "asked":
        return True
    if isinstance(test, dict):
        return not any(choice in answer for choice in test["not"])
    wanted = test if isinstance(test, list) else [test]
    return any(choice in answer for choice in wanted)


def _by_member(members: list[str], fired: list[Plain], verdict: str) -> dict[str, frozenset[str]]:
    return {
        member: frozenset(
            route["id"]
            for route in fired
            if route["member"] == member and route["verdict"] == verdict
        )
        for member in members
    }


def _first(variants: list[Plain], visit: Visit) -> str | None:
    return next((str(v["fr"]) for v in variants if holds(v.get("when"), visit)), None)


def _is_in_force(route: Plain, on: str) -> bool:
    valid: dict[str, str] = route.get("valid") or {}
    return valid.get("from", on) <= on <= valid.get("until", on)
