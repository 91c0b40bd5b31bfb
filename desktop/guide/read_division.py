"""Reads `division.yaml`: who answers which need, written apart from the routes to check them."""

from __future__ import annotations

from desktop.guide.conditions import read_condition
from desktop.guide.fields import Reader
from desktop.guide.model import Basis, Share
from desktop.guide.nodes import Fields, Node
from desktop.guide.read_members import read_citation
from desktop.guide.read_routes import Names


def read_division(reader: Reader, root: Node, names: Names) -> tuple[Share, ...]:
    """The rows of the table: first the article's clauses, then the policies beside them."""
    fields = reader.fields(root, "format clauses policies")
    needs = [need.id for need in names.needs]
    members = [member.id for member in names.members]

    def read(node: Node, basis: Basis) -> Share:
        row = reader.fields(node, "source need when members")
        return Share(
            need=reader.known(row, "need", needs, "unknown-need"),
            members=_members(reader, row, members),
            when=read_condition(reader, row, "when", names.deciding),
            basis=basis,
            source=read_citation(reader, row.values.get("source", row), names.cited),
        )

    clauses = reader.items(fields, "clauses", lambda node: read(node, Basis.ARTICLE))
    policies = reader.items(fields, "policies", lambda node: read(node, Basis.POLICY))
    return clauses + policies


def _members(reader: Reader, row: Fields, known: list[str]) -> tuple[str, ...]:
    node = row.values.get("members")
    words = reader.words(node, "members") if node is not None else ()
    for word in words:
        if word.value not in known:
            reader.unknown(word, "unknown-member", known)
    return tuple(word.value for word in words)
