"""Properties 7 and 8: both languages whole, and the source and the routes cover each other."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass

from desktop.guide.model import Basis, Citation, Guide, Verdict
from desktop.proof.findings import Finding, Property
from desktop.proof.view import View
from desktop.text import LANGUAGES, Text, phrase

_SOURCES = Property.SOURCES_COVERED
_PLACEHOLDER = re.compile(r"\{[^{}]*\}")


def both_languages(view: View) -> Iterator[Finding]:
    """Every text is there in each language, with the same placeholders."""
    for where, text in _texts(view.guide, ""):
        said = [text.in_(language) for language in LANGUAGES]
        if not all(any(letter.isalnum() for letter in sentence) for sentence in said):
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
    guide = view.guide
    clauses = {
        Citation(source.id, place.id)
        for source in guide.sources
        for place in source.places
        if place.is_clause
    }
    routed = {route.source for route in view.routes if route.basis is Basis.ARTICLE}
    shared = {share.source for share in guide.division if share.basis is Basis.ARTICLE}
    for clause in sorted(clauses, key=lambda c: (c.document, c.place)):
        for code, cited in (("clause-without-route", routed), ("clause-without-row", shared)):
            if clause not in cited:
                sentence = phrase(f"proof.{code}", clause=_named(clause))
                yield view.find(_SOURCES, code, _named(clause), sentence)
    if not clauses:
        yield view.find(_SOURCES, "no-clause", guide.id, phrase("proof.no-clause"))
    yield from _rows_without_route(view, routed)
    yield from _routes_beside_the_source(view, clauses)
    yield from _other_citations(view, clauses)


def _named(citation: Citation) -> str:
    return f"{citation.document} {citation.place}"


def _rows_without_route(view: View, routed: set[Citation]) -> Iterator[Finding]:
    """A row of the table that no route carries out, resting on the same passage."""
    made = {
        (route.source, route.need, route.member)
        for route in view.routes
        if route.verdict is Verdict.RECOMMENDED
    }
    for row, share in enumerate(view.guide.division, 1):
        if share.basis is Basis.ARTICLE and share.source not in routed:
            continue  # said of the clause
        for member in share.members:
            if (share.source, share.need, member) not in made:
                names = {"row": row, "need": share.need, "member": member}
                sentence = phrase("proof.row-without-route", **names, place=_named(share.source))
                subject = f"{row}/{share.need}/{member}"
                yield view.find(_SOURCES, "row-without-route", subject, sentence)


def _routes_beside_the_source(view: View, clauses: set[Citation]) -> Iterator[Finding]:
    """A route of the article rests on a clause that the table gives to its member."""
    rows = {
        (share.source, share.need, member)
        for share in view.guide.division
        if share.basis is Basis.ARTICLE
        for member in share.members
    }
    tabled = {source for source, _, _ in rows}
    for route in view.routes:
        is_article = route.basis is Basis.ARTICLE
        fits = _exists(view.guide, route.source) and is_article is (route.source in clauses)
        as_tabled = (route.source, route.need, route.member) in rows or route.source not in tabled
        if not fits or (is_article and not as_tabled):
            place = _named(route.source)
            sentence = phrase("proof.no-source", route=route.id, place=place)
            witness = view.witness(view.boxes([route]), key=("holds", route.id))
            yield view.find(_SOURCES, "no-source", route.id, sentence, witness)


def _other_citations(view: View, clauses: set[Citation]) -> Iterator[Finding]:
    """Rows, uncovered needs and roles rest on passages that are there, and of the right kind."""
    guide = view.guide
    cited = [
        (f"{row}/{share.need}", share.source, share.basis is Basis.ARTICLE)
        for row, share in enumerate(guide.division, 1)
    ]
    cited += [(item.id, item.source, False) for item in guide.uncovered]
    for name, source, is_article in cited:
        if not _exists(guide, source) or is_article is not (source in clauses):
            yield _no_place(view, name, source)
    for member in guide.members:
        if member.role_source is not None and not _exists(guide, member.role_source):
            yield _no_place(view, member.id, member.role_source)


def _no_place(view: View, name: str, source: Citation) -> Finding:
    sentence = phrase("proof.no-place", what=name, place=_named(source))
    return view.find(_SOURCES, "no-place", name, sentence)


def _exists(guide: Guide, citation: Citation) -> bool:
    return any(
        source.id == citation.document and place.id == citation.place
        for source in guide.sources
        for place in source.places
    )
