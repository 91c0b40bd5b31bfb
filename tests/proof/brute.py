"""The properties of a guide worked out the slow way: every visit listed, no short way.

Only plain data and the oracle are used, but for what the engine calls unnecessary: that is asked of
the engine itself, one visit at a time.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import combinations
from typing import Any

from desktop.decide import routes_in_force
from desktop.guide.model import Guide
from desktop.undecided import open_questions
from tests.guides import Plain
from tests.oracle import Oracle, Raw, Visit, holds

Key = tuple[int, str, str]
"""Property, code, subject."""

ABOUT_VISITS = range(1, 7)
"""The properties worked out here; texts and sources have their own tests."""


class Brute:
    """One plain guide on one day."""

    def __init__(self, plain: Plain, guide: Guide, on: str) -> None:
        self.plain, self.guide, self.on = plain, guide, on
        self.oracle = Oracle(plain, on)
        self.visits: list[Visit] = list(self.oracle.completions({}))
        self.questions: list[Plain] = self.oracle.questions
        self.needs: list[Plain] = plain["interview.yaml"]["needs"]
        self.members: list[Plain] = plain["members.yaml"]["members"]
        self.routes: list[Plain] = self.oracle.routes
        self.strong = [route for route in self.routes if route["verdict"] == "recommended"]
        self.uncovered: list[Plain] = self.oracle.uncovered
        table = plain.get("division.yaml") or {"clauses": [], "policies": []}
        self.rows: list[Plain] = [*table["clauses"], *table["policies"]]
        self.ending = [
            (q["id"], c["id"]) for q in self.questions for c in q["choices"] if c.get("ends")
        ]

    def findings(self) -> set[Key]:
        """Everything that is wrong on this day."""
        found: set[Key] = set()
        for number, check in enumerate(
            (self._doors, self._roles, self._routes, self._reach, self._skipped, self._offices), 1
        ):
            found |= {(number, code, subject) for code, subject in check()}
        return found

    def on_visits(self, condition: Plain | None) -> list[bool]:
        """On which visits the condition holds."""
        return [holds(condition, visit) for visit in self.visits]

    def _said(self, routes: list[Plain]) -> list[bool]:
        """On which visits one of these holds."""
        return [any(holds(route["when"], visit) for route in routes) for visit in self.visits]

    # 1

    def _doors(self) -> Iterator[tuple[str, str]]:
        covered = self._said([*self.strong, *self.uncovered])
        if not all(covered):
            yield "nobody", "visit"
        for theme in {need["theme"] for need in self.needs}:
            needs = {need["id"] for need in self.needs if need["theme"] == theme}
            said = self._said([*(r for r in self.routes if r["need"] in needs), *self.uncovered])
            chosen = [any(theme in answer for answer in visit.values()) for visit in self.visits]
            if any(c and not s for c, s in zip(chosen, said, strict=True)):
                yield "theme-alone", theme
        yield from self._no_channel()

    def _no_channel(self) -> Iterator[tuple[str, str]]:
        for member in self.members:
            led = self._said([r for r in self.strong if r["member"] == member["id"]])
            places = {self.place(v) for v, is_led in zip(self.visits, led, strict=True) if is_led}
            for place in places:
                if not self.opens(member, place):
                    yield "no-channel", f"{member['id']}/{place or '-'}"

    def place(self, visit: Visit) -> str | None:
        """Where the visit's project is."""
        for question in self.questions:
            if question["kind"] == "territory" and question["id"] in visit:
                return min(visit[question["id"]])
        return None

    def opens(self, member: Plain, place: str | None) -> bool:
        """Whether the member can be reached from there, itself or by its relay."""
        offices = [o for o in member.get("offices") or [] if place in o["departments"]]
        own = [*offices, *([member["regional"]] if member.get("regional") else [])]
        if any(_channels(office) for office in own):
            return True
        relay = member.get("relay")
        through = [m for m in self.members if relay and m["id"] == relay["member"]]
        return any(bool(m.get("regional")) and _channels(m["regional"]) for m in through)

    # 2

    def _roles(self) -> Iterator[tuple[str, str]]:
        if not self.rows:
            yield "no-table", self.plain["guide.yaml"]["id"]
            return
        inside = [not self._ended(visit) for visit in self.visits]
        for need in self.needs:
            for member in self.members:
                given = self._said([r for r in self.strong if _is_for(r, need, member)])
                rows = [row for row in self.rows if row["need"] == need["id"]]
                owed = self._said([row for row in rows if member["id"] in row["members"]])
                subject = f"{need['id']}/{member['id']}"
                if any(g and not o for g, o in zip(given, owed, strict=True)):
                    yield "wrong-door", subject
                if any(o and i and not g for g, o, i in zip(given, owed, inside, strict=True)):
                    yield "door-missed", subject
        for number, row in enumerate(self.rows, 1):
            if not any(self.on_visits(row["when"])):
                source = f"{row['source']['document']} {row['source']['place']}"
                yield "idle-row", f"{number}/{row['need']}/{source}"

    def _ended(self, visit: Visit) -> bool:
        return any(choice in visit.get(question, ()) for question, choice in self.ending)

    # 3

    def _routes(self) -> Iterator[tuple[str, str]]:
        fires = {route["id"]: self.on_visits(route["when"]) for route in self.routes}
        for route in self.routes:
            others = [r for r in self.routes if r is not route and _is_alike(r, route)]
            alone = [
                here and not any(fires[other["id"]][visit] for other in others)
                for visit, here in enumerate(fires[route["id"]])
            ]
            if not any(fires[route["id"]]):
                yield "dead", route["id"]
            elif not any(alone):
                yield "redundant", route["id"]
        exactly = {need["id"] for need in self.needs if need["members"] == "exactly-one"}
        for one, other in combinations(self.routes, 2):
            if one["need"] != other["need"]:
                continue
            code = _clash(one, other, one["need"] in exactly)
            if code and any(
                a and b for a, b in zip(fires[one["id"]], fires[other["id"]], strict=True)
            ):
                yield code, "/".join(sorted((one["id"], other["id"])))

    # 4

    def _reach(self) -> Iterator[tuple[str, str]]:
        for question in self.questions:
            answers = [v[question["id"]] for v in self.visits if question["id"] in v]
            if not answers:
                yield "never-asked", question["id"]
                continue
            for choice in question["choices"]:
                if not any(choice["id"] in answer for answer in answers):
                    yield "never-chosen", f"{question['id']}/{choice['id']}"
        yield from (("idle-question", q["id"]) for q in self.questions if not self._is_used(q))
        yield from self._uncovered_reached()
        for route in self.routes:
            led = [visit for visit in self.visits if holds(route["when"], visit)]
            if led:
                name = f"{route['id']}/first-step"
                yield from _unsaid_first(route["first-step"], led, name)
                for index, paper in enumerate(route["prepare"], 1):
                    if not any(holds(paper.get("when"), visit) for visit in led):
                        yield "never-said", f"{route['id']}/prepare {index}"
        yield from _unsaid_first(self.plain["guide.yaml"]["pace"], self.visits, "pace")
        limit = self.plain["interview.yaml"].get("longest-visit")
        if limit is None:
            yield "no-limit", self.plain["guide.yaml"]["id"]
        elif max(map(len, self.visits)) > int(limit):
            yield "too-long", self.plain["guide.yaml"]["id"]

    def _uncovered_reached(self) -> Iterator[tuple[str, str]]:
        for item in self.uncovered:
            told = [visit for visit in self.visits if holds(item["when"], visit)]
            if not told:
                yield "never-said", item["id"]
            elif item.get("back-to") and any(item["back-to"] not in visit for visit in told):
                yield "dead-end", item["id"]

    def _is_used(self, question: Plain) -> bool:
        routes = self.plain["routes.yaml"]["routes"]
        texts = [*self.plain["guide.yaml"]["pace"]]
        texts += [text for route in routes for text in (*route["first-step"], *route["prepare"])]
        conditions = [item.get("when") for item in (*routes, *self.uncovered, *texts)]
        conditions += [other.get("ask-when") for other in self.questions]
        has_offices = any(member.get("offices") for member in self.members)
        return (question["kind"] == "territory" and has_offices) or any(
            question["id"] in _named(condition) for condition in conditions if condition
        )

    # 5

    def _skipped(self) -> Iterator[tuple[str, str]]:
        wholes = list(self.oracle.everything({}))
        visits = [self.oracle.walk(whole)[0] for whole in wholes]
        for question in self.questions:
            is_words = bool(question.get("decides"))
            conditions = {**self._verdicts(), **({} if is_words else self._sentences())}
            for name, condition in conditions.items():
                truth = [all(holds(part, visit) for part in condition) for visit in visits]
                if self._decides_unasked(question["id"], wholes, visits, truth):
                    yield "skipped", f"{question['id']}/{name}"
        yield from self._skipped_place()

    def _verdicts(self) -> dict[str, list[Plain]]:
        return {item["id"]: [item["when"]] for item in (*self.routes, *self.uncovered)}

    def _sentences(self) -> dict[str, list[Plain]]:
        pace = self.plain["guide.yaml"]["pace"]
        words = {q["id"] for q in self.questions if q.get("decides") and not q.get("ask-when")}
        return {
            f"{route['id']} {index}": [route["when"], text["when"]]
            for route in self.routes
            for index, text in enumerate((*route["first-step"], *route["prepare"], *pace), 1)
            if "when" in text and not words.issuperset(_named(text["when"]))
        }

    def _decides_unasked(
        self, question: str, wholes: list[Raw], visits: list[Visit], truth: list[bool]
    ) -> bool:
        seen: dict[Any, tuple[bool, Visit]] = {}
        for whole, visit, holds_here in zip(wholes, visits, truth, strict=True):
            others = frozenset((q, a) for q, a in whole.items() if q != question)
            held, other = seen.setdefault(others, (holds_here, visit))
            if held is not holds_here and not self._asks(question, visit if holds_here else other):
                return True
        return False

    def _asks(self, question: str, visit: Visit) -> bool:
        rest = {q: tuple(sorted(answer)) for q, answer in visit.items() if q != question}
        routes = routes_in_force(self.guide, date.fromisoformat(self.on))
        return question in open_questions(self.guide, rest, routes)

    def _skipped_place(self) -> Iterator[tuple[str, str]]:
        for question in (q for q in self.questions if q["kind"] == "territory"):
            for member in self.members:
                routes = [route for route in self.routes if route["member"] == member["id"]]
                for visit in self.visits:
                    place = visit.get(question["id"])
                    local = place and [
                        o for o in member.get("offices") or [] if set(o["departments"]) & place
                    ]
                    led = any(holds(route["when"], visit) for route in routes)
                    if local and led and not self._asks(question["id"], visit):
                        yield "skipped", f"{question['id']}/{member['id']}"
                        break

    # 6

    def _offices(self) -> Iterator[tuple[str, str]]:
        places: set[str | None] = {self.place(v) for v in self.visits if not self._ended(v)}
        for member in self.members:
            if not all(self.opens(member, place) for place in places):
                yield "no-office", member["id"]


def _named(condition: Plain) -> set[str]:
    return {question for box in condition.get("any", [condition]) for question in box}


def _channels(office: Plain) -> bool:
    return any(office.get(kind) for kind in ("address", "phone", "website", "email"))


def _is_for(route: Plain, need: Plain, member: Plain) -> bool:
    return bool(route["need"] == need["id"] and route["member"] == member["id"])


def _is_alike(one: Plain, other: Plain) -> bool:
    return all(one[key] == other[key] for key in ("need", "member", "verdict"))


def _clash(one: Plain, other: Plain, exactly_one: bool) -> str | None:
    """Why two routes for the same need must not meet, if they must not."""
    if one["member"] == other["member"]:
        return None if one["verdict"] == other["verdict"] else "contradiction"
    both = one["verdict"] == other["verdict"] == "recommended"
    return "two-members" if exactly_one and both else None


def _unsaid_first(texts: list[Plain], visits: list[Visit], name: str) -> Iterator[tuple[str, str]]:
    said = {
        next((i for i, text in enumerate(texts, 1) if holds(text.get("when"), visit)), None)
        for visit in visits
    }
    for index in range(1, len(texts) + 1):
        if index not in said:
            yield "never-said", f"{name} {index}"
