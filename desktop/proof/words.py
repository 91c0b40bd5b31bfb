"""Properties 7 and 8: both languages whole, and the source and the routes cover each other."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass

from desktop.guide.model import Basis, Citation, Guide
from desktop.proof.findings import Finding, Property
from desktop.proof.view import View
from desktop.text import LANGUAGES, Text, phrase

_PLACEHOLDER = re.compile(r"\{[^{}]*\}")


def both_languages(view: View) -> Iterator[Finding]:
    """Every text is there in each language, with the same placeholders."""
    for where, text in _texts(view.guide, ""):
        said = [text.in_(language) for language in LANGUAGES]
        if not all(sentence.strip() for sentence in said):
            sentence = phrase("proof.no-text", where=where)
            yield view.find(Property.BOTH_LANGUAGES, "no-text", where, sentence)
        elif len({tuple(sorted(_PLACEHOLDER.findall(sentence))) for sentence in said}) > 1:
            sentence = phrase("proof.placeholders", where=where)
            yield view.find(Property.BOTH_LANGUAGES, "placeholders", where, sentence)


def _texts(value: object, where: str) -> Iterator[tuple[str, Text]]:
    if isinstance(value, Text):
        yield where, value
    elif isinstance(value, tuple):
        for index, item in enumerate(value, 1):
            yield from _texts(item, f"{where}/{getattr(item, 'id', index)}")
    elif is_dataclass(value):
        for field in fields(value):
            if not field.name.startswith("_"):
                name = field.name.replace("_", "-")
                yield from _texts(getattr(value, field.name), f"{where}/{name}" if where else name)


def sources_covered(view: View) -> Iterator[Finding]:
    """Each clause of the source has its row and its route; each route rests on what it cites."""
    clauses = {
        Citation(source.id, place.id)
        for source in view.guide.sources
        for place in source.places
        if place.is_clause
    }
    routed = {route.source for route in view.routes if route.basis is Basis.ARTICLE}
    shared = {share.source for share in view.guide.division if share.basis is Basis.ARTICLE}
    for clause in sorted(clauses, key=lambda c: (c.document, c.place)):
        for code, cited in (("clause-without-route", routed), ("clause-without-row", shared)):
            if clause not in cited:
                name = f"{clause.document} {clause.place}"
                yield view.find(
                    Property.SOURCES_COVERED, code, name, phrase(f"proof.{code}", clause=name)
                )
    yield from _routes_beside_the_source(view, clauses)


def _routes_beside_the_source(view: View, clauses: set[Citation]) -> Iterator[Finding]:
    for route in view.routes:
        is_article = route.basis is Basis.ARTICLE
        if not _exists(view.guide, route.source) or is_article is not (route.source in clauses):
            place = f"{route.source.document} {route.source.place}"
            sentence = phrase("proof.no-source", route=route.id, place=place)
            boxes = view.boxes([route])
            witness = view.witness(boxes)
            yield view.find(Property.SOURCES_COVERED, "no-source", route.id, sentence, witness)


def _exists(guide: Guide, citation: Citation) -> bool:
    return any(
        source.id == citation.document and place.id == citation.place
        for source in guide.sources
        for place in source.places
    )
