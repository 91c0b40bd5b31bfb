"""Reads `routes.yaml`: the division of roles, and what the network does not cover."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from desktop.guide.conditions import Vocabulary, read_condition
from desktop.guide.fields import Reader
from desktop.guide.model import (
    ALWAYS,
    Basis,
    Example,
    Member,
    Need,
    Route,
    Uncovered,
    Variant,
    Verdict,
)
from desktop.guide.nodes import Fields, Items, Node, Scalar
from desktop.guide.read_members import read_citation

MAX_ROUTES = 20_000


@dataclass(frozen=True, slots=True)
class Names:
    """What routes may name."""

    needs: tuple[Need, ...]
    members: tuple[Member, ...]
    vocabulary: Vocabulary
    deciding: Vocabulary
    """The questions that may decide a verdict: all but those that change words only."""
    cited: dict[str, frozenset[str]]


class RoutesReader:
    """Reads routes and uncovered needs against the names the other files give."""

    def __init__(self, reader: Reader, names: Names) -> None:
        self._reader = reader
        self._names = names
        self._need_ids = frozenset(need.id for need in names.needs)
        self._need_ranks = {need.id: rank for rank, need in enumerate(names.needs)}
        self._member_ids = frozenset(member.id for member in names.members)

    def read(self, root: Node) -> tuple[tuple[Route, ...], tuple[Uncovered, ...]]:
        """Every route and every uncovered need of `root`."""
        reader = self._reader
        fields = reader.fields(root, "format routes", "uncovered")
        ids: dict[str, Node] = {}
        routes = reader.items(fields, "routes", lambda node: self._route(node, ids))
        if len(routes) > MAX_ROUTES:
            reader.fault(fields, "too-many-routes", limit=MAX_ROUTES)
        uncovered = reader.items(fields, "uncovered", lambda node: self._uncovered(node, ids))
        # The file's own order decides nothing: reasons follow the needs, then the ids.
        return tuple(sorted(routes, key=self._rank)), tuple(sorted(uncovered, key=lambda u: u.id))

    def _rank(self, route: Route) -> tuple[int, bool, str]:
        is_weak = route.verdict is not Verdict.RECOMMENDED
        return self._need_ranks.get(route.need, 0), is_weak, route.id

    def _route(self, node: Node, ids: dict[str, Node]) -> Route:
        reader, names = self._reader, self._names
        fields = reader.fields(
            node,
            "id need member verdict when basis source because first-step prepare examples",
            "valid",
        )
        route_id = reader.id(fields)
        reader.once(ids, route_id, fields, "id-used-twice")
        valid_from, valid_until = self._valid(fields)
        return Route(
            id=route_id,
            need=reader.known(fields, "need", self._need_ids, "unknown-need"),
            member=reader.known(fields, "member", self._member_ids, "unknown-member"),
            verdict=self._verdict(fields),
            when=read_condition(reader, fields, "when", names.deciding),
            basis=reader.one_of(fields, "basis", Basis, Basis.POLICY),
            source=read_citation(reader, fields.values["source"], names.cited)
            if "source" in fields.values
            else read_citation(reader, fields, names.cited),
            because=reader.text(fields, "because"),
            first_step=self._first_step(fields),
            prepare=reader.items(fields, "prepare", self._variant),
            examples=self._examples(fields),
            valid_from=valid_from,
            valid_until=valid_until,
        )

    def _verdict(self, fields: Fields) -> Verdict:
        verdict = self._reader.one_of(fields, "verdict", Verdict, Verdict.RECOMMENDED)
        if verdict is Verdict.NOT_CONCERNED:
            self._reader.fault(fields.values["verdict"], "route-to-nobody")
        return verdict

    def _valid(self, fields: Fields) -> tuple[date | None, date | None]:
        node = fields.values.get("valid")
        if node is None:
            return None, None
        valid = self._reader.fields(node, "", "from until")
        start, end = self._reader.date(valid, "from"), self._reader.date(valid, "until")
        if start and end and end < start:
            self._reader.fault(valid, "dates-reversed")
        return start, end

    def _variant(self, node: Node) -> Variant:
        fields = self._reader.fields(node, "fr en", "when")
        when = read_condition(self._reader, fields, "when", self._names.vocabulary)
        return Variant(when, self._reader.text_of(fields))

    def _first_step(self, fields: Fields) -> tuple[Variant, ...]:
        variants = self._reader.items(fields, "first-step", self._variant)
        node = fields.values.get("first-step")
        if node is not None and (not variants or variants[-1].when != ALWAYS):
            self._reader.fault(node, "no-default-step")
        return variants

    def _examples(self, fields: Fields) -> tuple[Example, ...]:
        node = fields.values.get("examples")
        examples = self._reader.items(fields, "examples", self._example)
        if node is not None and not examples:
            self._reader.fault(node, "no-example")
        return examples

    def _example(self, node: Node) -> Example:
        reader = self._reader
        fields = reader.fields(node, "answers expect")
        expect = fields.values.get("expect")
        found: list[tuple[str, Verdict]] = []
        if isinstance(expect, Fields):
            for member in expect.values:
                if member not in self._member_ids:
                    reader.unknown(expect.keys[member], "unknown-member", self._member_ids)
                verdict = reader.one_of(expect, member, Verdict, Verdict.RECOMMENDED)
                found.append((member, verdict))
        elif expect is not None:
            reader.fault(expect, "not-a-map", keys="expect")
        answers = read_answers(reader, fields, self._names.vocabulary)
        return Example(answers, tuple(found), fields.line, fields.column)

    def _uncovered(self, node: Node, ids: dict[str, Node]) -> Uncovered:
        reader, names = self._reader, self._names
        fields = reader.fields(node, "id when source title because first-step", "consider back-to")
        uncovered_id = reader.id(fields)
        reader.once(ids, uncovered_id, fields, "id-used-twice")
        consider = reader.known(fields, "consider", self._member_ids, "unknown-member")
        back_to = reader.known(fields, "back-to", names.vocabulary, "unknown-question")
        source = fields.values.get("source", fields)
        return Uncovered(
            id=uncovered_id,
            when=read_condition(reader, fields, "when", names.deciding),
            title=reader.text(fields, "title"),
            because=reader.text(fields, "because"),
            first_step=reader.text(fields, "first-step"),
            source=read_citation(reader, source, names.cited),
            consider=consider or None,
            back_to=back_to or None,
        )


def read_answers(
    reader: Reader, fields: Fields, vocabulary: Vocabulary
) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """The answers under `answers`: question ids checked here, values by the interview."""
    node = fields.values.get("answers")
    if node is None:
        return ()
    if not isinstance(node, Fields):
        reader.fault(node, "not-a-map", keys="answers")
        return ()
    answers = []
    for question, value in node.values.items():
        if question not in vocabulary:
            reader.unknown(node.keys[question], "unknown-question", vocabulary)
        elif isinstance(value, Scalar | Items):
            words = tuple(word.value for word in reader.words(value, question))
            answers.append((question, words))
        else:
            reader.fault(value, "not-a-text", key=question)
    return tuple(answers)
