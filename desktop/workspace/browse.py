"""What can be chosen in a guide being written: rows of questions, routes, members, sources …"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from desktop.guide.loader import DIVISION
from desktop.guide.read_stories import STORIES
from desktop.text import Phrase, Text, phrase
from desktop.workspace import schema
from desktop.workspace.document import At
from desktop.workspace.draft import Draft
from desktop.workspace.known import listed, text_at
from desktop.workspace.spans import ListNode, MapNode, Node, Path, TextNode, word


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the list. Without `at` it heads those below. `depth` 1: a part of the one above."""

    title: Text | Phrase | str
    at: At | None = None
    path: Path = ()
    caption: Text | Phrase | str = ""
    icon: str = ""
    depth: int = 0
    group: str = ""
    """What a heading gathers, where a new item would take it from."""


def rows(draft: Draft, area: str) -> tuple[Row, ...]:
    """Every row of an area, in order."""
    return tuple(AREAS[area](draft))


def first_item(draft: Draft) -> At | None:
    """What is shown first: the first route, or whatever there is."""
    listed = (row.at for area in AREAS for row in rows(draft, area) if row.at is not None)
    return next((at for at in listed if draft.node(at) is not None), None)


def search(draft: Draft, area: str, typed: str) -> tuple[Row, ...]:
    """The rows that hold every word typed, in an id or a text of either language.

    Headings stay where something below them does.
    """
    words = folded(typed).split()
    if not words:
        return rows(draft, area)
    kept: list[Row] = []
    heading: Row | None = None
    for row in rows(draft, area):
        if row.at is None:
            heading = row
            continue
        found = haystack(draft, row)
        if all(word_ in found for word_ in words):
            if heading is not None:
                kept.append(heading)
                heading = None
            kept.append(replace(row, depth=row.depth))
    return tuple(kept)


def count(draft: Draft, area: str, typed: str) -> int:
    """How many rows a search finds in an area."""
    return sum(row.at is not None for row in search(draft, area, typed))


def haystack(draft: Draft, row: Row) -> str:
    """All that a row can be found by."""
    if row.at is None:
        return ""
    return _words_of(draft.source(row.at) if not row.path else "") or " ".join(
        folded(found) for found in _texts(draft.node(row.at, row.path))
    )


@lru_cache(maxsize=8192)
def _words_of(source: str) -> str:
    """The words of an item's own text, its quotes and folds aside."""
    return " ".join(folded(source).split())


def _texts(node: Node | None) -> Iterator[str]:
    if isinstance(node, TextNode):
        yield node.value
    elif isinstance(node, ListNode):
        for item in node.items:
            yield from _texts(item)
    elif isinstance(node, MapNode):
        for _, value in node.fields:
            yield from _texts(value)


@lru_cache(maxsize=8192)
def folded(text: str) -> str:
    """`text` without accents, capitals or typographic signs."""
    spread = unicodedata.normalize("NFD", text.replace("’", "'").replace("\u00a0", " "))
    kept = "".join(sign for sign in spread if not unicodedata.combining(sign))
    return kept.casefold().replace("œ", "oe").replace("æ", "ae")


# The areas


def _routes(draft: Draft) -> Iterator[Row]:
    """Routes by need and member."""
    by_need: dict[str, list[tuple[At, Node]]] = {}
    for at, node in draft.items(schema.ROUTES, "routes"):
        by_need.setdefault(word(node, "need"), []).append((at, node))
    known = [(word(node, "id"), node) for _, node in draft.items(schema.INTERVIEW, "needs")]
    shorts = {
        word(node, "id"): word(node, "short") for _, node in draft.items(schema.MEMBERS, "members")
    }
    icons = {
        word(node, "id"): word(node, "icon") for _, node in draft.items(schema.MEMBERS, "members")
    }
    for need, node in known:
        yield Row(text_at(node, "name"), caption=need, group=need)
        for at, route in by_need.pop(need, []):
            yield _route(at, route, shorts, icons)
    for need, strays in by_need.items():
        yield Row(phrase("workspace.browse.unknown-need", id=need), caption=need)
        for at, route in strays:
            yield _route(at, route, shorts, icons)
    yield Row(phrase("workspace.browse.uncovered"), group="uncovered")
    for at, node in draft.items(schema.ROUTES, "uncovered"):
        yield Row(_title(node, "title"), at, (), word(node, "id"), "unknown")


def _route(at: At, node: Node, shorts: dict[str, str], icons: dict[str, str]) -> Row:
    member = word(node, "member")
    short = shorts.get(member, member)
    verdict = word(node, "verdict")
    said = phrase(f"workspace.word.{verdict}") if verdict in _VERDICTS else verdict
    caption = phrase("workspace.browse.route", verdict=said, id=word(node, "id"))
    return Row(short, at, (), caption, icons.get(member, "other"))


_VERDICTS = ("recommended", "to-consider")


def _title(node: Node, *path: str) -> Text | str:
    found = text_at(node, *path)
    return found if found.fr or found.en else word(node, "id")


def _questions(draft: Draft) -> Iterator[Row]:
    yield Row(phrase("workspace.browse.questions"), group="questions")
    for at, node in draft.items(schema.INTERVIEW, "questions"):
        yield Row(_title(node, "ask"), at, (), word(node, "id"), "help")
        for index, choice in enumerate(listed(node, "choices")):
            path: Path = ("choices", index)
            label = text_at(choice, "label")
            icon = word(choice, "icon")
            yield Row(label, at, path, word(choice, "id"), icon, depth=1)
    yield Row(phrase("workspace.browse.needs"), group="needs")
    for at, node in draft.items(schema.INTERVIEW, "needs"):
        yield Row(_title(node, "name"), at, (), word(node, "id"), word(node, "theme"))


def _members(draft: Draft) -> Iterator[Row]:
    yield Row(phrase("workspace.browse.members"), group="members")
    for at, node in draft.items(schema.MEMBERS, "members"):
        short = word(node, "short") or word(node, "id")
        yield Row(short, at, (), word(node, "id"), word(node, "icon"))
        for index, office in enumerate(listed(node, "offices")):
            caption = ", ".join(
                item.value for item in listed(office, "departments") if isinstance(item, TextNode)
            )
            yield Row(_title(office, "name"), at, ("offices", index), caption, "doors", depth=1)


def _sources(draft: Draft) -> Iterator[Row]:
    yield Row(phrase("workspace.browse.guide"), group="guide")
    around = At(schema.GUIDE)
    title = text_at(draft.node(around), "title")
    yield Row(title, around, (), draft.word(around, "version"), "mark")
    for index, (at, node) in enumerate(draft.items(schema.GUIDE, "pace")):
        yield Row(_title(node), at, (), str(index + 1), "clock", depth=1)
    yield Row(phrase("workspace.browse.sources"), group="sources")
    for at, node in draft.items(schema.GUIDE, "sources"):
        yield Row(_title(node, "title"), at, (), word(node, "id"), "source")
        for index, place in enumerate(listed(node, "places")):
            icon = "check" if word(place, "clause") == "true" else ""
            path: Path = ("places", index)
            yield Row(text_at(place, "gist"), at, path, word(place, "id"), icon, depth=1)


def _division(draft: Draft) -> Iterator[Row]:
    names = {
        word(node, "id"): text_at(node, "name")
        for _, node in draft.items(schema.INTERVIEW, "needs")
    }
    for list_ in ("clauses", "policies"):
        yield Row(phrase(f"workspace.browse.{list_}"), group=list_)
        for at, node in draft.items(DIVISION, list_):
            need = word(node, "need")
            members = ", ".join(
                item.value for item in listed(node, "members") if isinstance(item, TextNode)
            )
            place = word(node, "source", "place")
            yield Row(names.get(need, need), at, (), f"{place} → {members}", "doors")


def _stories(draft: Draft) -> Iterator[Row]:
    yield Row(phrase("workspace.browse.stories"), group="stories")
    for at, node in draft.items(STORIES, "stories"):
        yield Row(_title(node, "title"), at, (), word(node, "id"), "person")


AREAS: dict[str, Callable[[Draft], Iterator[Row]]] = {
    "routes": _routes,
    "questions": _questions,
    "members": _members,
    "sources": _sources,
    "division": _division,
    "stories": _stories,
}


def area_of(at: At) -> str:
    """Where an item is listed."""
    return {
        (schema.ROUTES): "routes",
        (schema.INTERVIEW): "questions",
        (schema.MEMBERS): "members",
        (schema.GUIDE): "sources",
        (DIVISION): "division",
        (STORIES): "stories",
    }.get(at.file, "members")
