"""Guides without a fault, of many shapes, for planting defects: one for each seed."""

from __future__ import annotations

import copy
from dataclasses import dataclass, field
from random import Random
from typing import Any

from tests import guides
from tests.guides import Plain
from tests.oracle import Oracle

TURN = ("2026-12-31", "2027-01-01")
"""The last day of a dated route, and the first of the one after it."""

STYLES = (
    "plain", "split", "one", "any", "by-place", "shared", "asked", "deep", "list",
)  # fmt: skip


@dataclass
class Entry:
    """A need for some members where a condition holds."""

    need: str
    theme: str
    members: list[str]
    when: Plain
    exactly_one: bool = True
    weak: list[tuple[str, Plain]] = field(default_factory=list)


def good_guide(seed: int) -> Plain:
    """The guide number `seed`: small enough for every visit to be listed."""
    return _Maker(Random(seed)).make()


class _Maker:
    def __init__(self, random: Random) -> None:
        self.random = random
        self.place = random.choice(["first", "first", "late", "none"])
        self.has_mood = random.random() < 0.6
        self.themes = ["bread", "cake", "mill"][: random.choice([2, 2, 3])]
        self.questions: list[Plain] = []
        self.entries: list[Entry] = []

    def make(self) -> Plain:
        """The whole guide."""
        kinds = [self._theme(theme) for theme in self.themes]
        for question in self._in_order([question for found in kinds for question in found]):
            self.questions.append(question | {"number": len(self.questions) + 1})
        plain = guides.guide(
            self.questions, self._needs(), self._members(), self._routes(), self._uncovered()
        )
        plain["guide.yaml"]["pace"] = [
            {"when": {"urgency": choice}, **guides.text(f"pace {choice}")}
            for choice in ("now", "later")
        ]
        self._rest_on_sources(plain)
        self._date(plain)
        longest = max(map(len, Oracle(plain).completions({})))
        plain["interview.yaml"]["longest-visit"] = str(longest)
        return plain

    # The interview

    def _in_order(self, kinds: list[Plain]) -> list[Plain]:
        theme_kind = self.random.choice(["several", "several", "one"])
        none = "none!" if theme_kind == "several" else "none"
        listed = " ".join([*self.themes, none])
        found = [guides.question("themes", 0, theme_kind, listed)]
        if self.place == "first":
            found.insert(0, self._place_question())
        if self.has_mood:
            mood = guides.question("mood", 0, "one", "calm tense", decides="words")
            found.insert(self.random.choice([0, len(found)]), mood)
        found += kinds
        if self.place == "late":
            found.append(self._place_question())
        return [*found, guides.question("urgency", 0, "one", "now later", decides="words")]

    def _place_question(self) -> Plain:
        return guides.question("place", 0, "territory", "01 38 undecided outside>")

    def _theme(self, theme: str) -> list[Plain]:
        """The entries of one theme, and the questions it opens."""
        usable = [s for s in STYLES if s != "by-place" or self.place != "none"]
        style = self.random.choice(usable)
        one, two, three = self.random.sample(["m1", "m2", "m3"], 3)
        kind = f"{theme}-kind"
        ask = {"ask_when": {"themes": theme}}
        here = {"themes": theme}

        def entry(name: str, members: list[str], when: Plain, exactly_one: bool = True) -> Entry:
            found = Entry(name, theme, members, when, exactly_one)
            self.entries.append(found)
            return found

        if style == "plain":
            entry(theme, [one], here)
            return []
        if style == "shared":
            entry(theme, [one, two], here, exactly_one=False)
            return []
        if style == "by-place":
            entry(theme, [one], here | {"place": "01"})
            entry(theme, [two], here | {"place": {"not": ["01"]}})
            return []
        if style == "one":
            entry(theme, [one], {kind: "a"})
            entry(theme, [two], {kind: {"not": ["a"]}})
            return [guides.question(kind, 0, "one", "a b c", **ask)]
        if style == "any":
            entry(theme, [one], {"any": [{kind: "a"}, {kind: "b"}]})
            return [guides.question(kind, 0, "several", "a b", **ask)]
        if style == "asked":
            entry(theme, [one], {kind: "asked"}).weak.append((three, {kind: "b"}))
            return [guides.question(kind, 0, "several", "a b!", **ask)]
        if style == "deep":
            entry(f"{theme}-a", [one], {kind: "a", f"{theme}-size": "big"})
            entry(f"{theme}-b", [two], {"any": [{kind: "b"}, {f"{theme}-size": "small"}]})
            size = {"ask_when": {kind: "a"}}
            return [
                guides.question(kind, 0, "one", "a b", **ask),
                guides.question(f"{theme}-size", 0, "one", "big small", **size),
            ]
        if style == "list":
            entry(f"{theme}-a", [one], {kind: ["a", "b"]})
            entry(f"{theme}-b", [two], here | {kind: {"not": ["a", "b"]}})
            return [guides.question(kind, 0, "several", "a b c!", **ask)]
        entry(f"{theme}-a", [one], {kind: "a"}).weak.append((three, {kind: "unknown"}))
        entry(f"{theme}-b", [two], {kind: ["b", "unknown"]})
        return [guides.question(kind, 0, "several", "a b unknown!", **ask)]

    def _needs(self) -> list[Plain]:
        first = {entry.need: entry for entry in reversed(self.entries)}
        found = []
        for number, name in enumerate(sorted(first), 1):
            need = guides.need(name, number, first[name].theme)
            need["members"] = "exactly-one" if first[name].exactly_one else "at-least-one"
            found.append(need)
        return found

    # Who answers

    def _members(self) -> list[Plain]:
        site = {"website": guides.channel("https://office.example")}
        local = [
            guides.office(f"m2-{code}", code, **site)
            for code in ("01", "38")
            if self.place != "none"
        ]
        more = [guides.office("m1-01", "01")] if self.place == "first" else []
        relay = {"member": "m1", "say": guides.text("ask m1")}
        return [
            guides.member("m1", 1, offices=more),
            guides.member("m2", 2, offices=local, regional=None, relay=relay),
            guides.member("m3", 3)
            if self.random.random() < 0.5
            else guides.member("m3", 3, regional=None, relay=relay),
        ]

    def _routes(self) -> list[Plain]:
        found: list[Plain] = []
        for entry in self.entries:
            for member in entry.members:
                name = f"r{len(found) + 1}"
                found.append(self._route(name, entry.need, member, entry.when))
            for member, when in entry.weak:
                name = f"r{len(found) + 1}"
                found.append(self._route(name, entry.need, member, when, verdict="to-consider"))
        return found

    def _route(self, name: str, need: str, member: str, when: Plain, **more: Any) -> Plain:
        steps: list[Plain] = [guides.text(f"step {name}")]
        if self.has_mood:
            steps.insert(0, {"when": {"mood": "tense"}, **guides.text(f"calm step {name}")})
        papers = [
            guides.text(f"bring {name}"),
            {"when": {"urgency": "now"}, **guides.text(f"bring {name} at once")},
        ]
        when = copy.deepcopy(when)
        return guides.route(name, need, member, when, first_step=steps, prepare=papers, **more)

    def _uncovered(self) -> list[Plain]:
        found = [guides.uncovered("nothing", {"themes": "none"}, consider="m1")]
        if self.place != "none":
            found.append(guides.uncovered("away", {"place": "outside"}, back_to="place"))
        return found

    # What it rests on

    def _rest_on_sources(self, plain: Plain) -> None:
        """A clause of the book, or a choice of the guide, for each entry."""
        places = plain["guide.yaml"]["sources"][0]["places"]
        places.append({"id": "choice", "gist": guides.text("a choice of this guide")})
        for item in plain["routes.yaml"]["uncovered"]:
            item["source"] = {"document": "book", "place": "choice"}
        by_need = {(e.need, m): number for number, e in enumerate(self.entries) for m in e.members}
        for number, entry in enumerate(self.entries):
            is_clause = number == 0 or self.random.random() < 0.6
            place = f"c{number}" if is_clause else f"k{number}"
            gist = {"id": place, "gist": guides.text(f"gist {place}")}
            places.append(gist | ({"clause": "true"} if is_clause else {}))
            source = {"document": "book", "place": place}
            row = {"need": entry.need, "members": entry.members, "when": entry.when}
            rows = "clauses" if is_clause else "policies"
            plain["division.yaml"][rows].append(copy.deepcopy(row) | {"source": source})
            for route in plain["routes.yaml"]["routes"]:
                if by_need.get((route["need"], route["member"])) == number:
                    route["basis"] = "article" if is_clause else "policy"
                    route["source"] = dict(source)
        for route in plain["routes.yaml"]["routes"]:
            if route["verdict"] == "to-consider":
                route["basis"] = "policy"
                route["source"] = {"document": "book", "place": "choice"}

    def _date(self, plain: Plain) -> None:
        """One route ends on a day, and the next takes its place the day after."""
        if self.random.random() < 0.5:
            return
        routes = plain["routes.yaml"]["routes"]
        old = self.random.choice(routes)
        new = copy.deepcopy(old) | {"id": f"{old['id']}-next", "valid": {"from": TURN[1]}}
        old["valid"] = {"until": TURN[0]}
        routes.insert(routes.index(old) + 1, new)
