"""What hangs together with the item chosen: its clause, what cites it, asks for it, reaches it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from desktop.guide.loader import DIVISION
from desktop.guide.read_stories import STORIES
from desktop.text import Phrase, Text, phrase
from desktop.workspace import schema
from desktop.workspace.conditions import questions_in
from desktop.workspace.document import At
from desktop.workspace.draft import Draft
from desktop.workspace.known import choice_label, label, listed, text_at
from desktop.workspace.spans import MapNode, Node, Path, TextNode, find, word


@dataclass(frozen=True, slots=True)
class Link:
    """Another item, and what of it is said here."""

    title: Text | Phrase | str
    at: At
    path: Path = ()
    caption: str = ""
    body: Text | None = None


@dataclass(frozen=True, slots=True)
class Links:
    """Links of one kind."""

    title: Phrase
    links: tuple[Link, ...]


def links_of(draft: Draft, at: At, path: Path = ()) -> tuple[Links, ...]:
    """Everything linked to an item, kinds without any left out."""
    find_links = _FINDERS.get((at.file, at.list))
    if find_links is None or draft.node(at) is None:
        return ()
    groups = find_links(draft, at, path)
    return tuple(
        Links(phrase(f"workspace.links.{key}"), tuple(links)) for key, links in groups if links
    )


_Groups = Iterator[tuple[str, list[Link]]]


def _route(draft: Draft, at: At, path: Path) -> _Groups:
    node = draft.node(at)
    yield "source", _cited(draft, node, "source")
    yield "depends", _asked(draft, node)
    yield "member", _members(draft, [word(node, "member")])
    yield "need", _needs(draft, [word(node, "need")])
    yield "rows", _rows(draft, lambda row: word(row, "need") == word(node, "need"))
    others = word(node, "need")
    yield (
        "same-need",
        [link for link in _routes(draft, lambda r: word(r, "need") == others) if link.at != at],
    )
    yield "stories", _stories(draft, word(node, "member"), word(node, "need"))


def _uncovered(draft: Draft, at: At, path: Path) -> _Groups:
    node = draft.node(at)
    yield "source", _cited(draft, node, "source")
    yield "depends", _asked(draft, node)
    yield "member", _members(draft, [word(node, "consider")])


def _question(draft: Draft, at: At, path: Path) -> _Groups:
    question = draft.word(at, "id")
    index = path[1] if len(path) > 1 and path[0] == "choices" else None
    choice = draft.word(at, "choices", index, "id") if isinstance(index, int) else ""

    def names(node: Node | None) -> bool:
        return any(
            name == question and (not choice or choice in chosen)
            for name, chosen in questions_in(node)
        )

    routes = _routes(draft, lambda route: names(find(route, ("when",))))
    yield "routes", routes
    reached = [draft.word(link.at, "member") for link in routes]
    yield "reached", _members(draft, list(dict.fromkeys(reached)))
    yield (
        "opens",
        [
            Link(text_at(node, "ask"), other, ("ask-when",), word(node, "id"))
            for other, node in draft.items(schema.INTERVIEW, "questions")
            if names(find(node, ("ask-when",)))
        ],
    )
    yield "wording", _routes(draft, lambda route: any(names(w) for w in _said_whens(route)))
    yield (
        "uncovered",
        [
            Link(text_at(node, "title"), other, (), word(node, "id"))
            for other, node in draft.items(schema.ROUTES, "uncovered")
            if names(find(node, ("when",)))
        ],
    )
    yield "rows", _rows(draft, lambda row: names(find(row, ("when",))))
    yield "depends", _asked(draft, draft.node(at), "ask-when")


def _said_whens(route: Node) -> Iterator[Node | None]:
    for key in ("first-step", "prepare"):
        for item in listed(route, key):
            yield find(item, ("when",))


def _need(draft: Draft, at: At, path: Path) -> _Groups:
    need = draft.word(at, "id")
    yield "routes", _routes(draft, lambda route: word(route, "need") == need)
    yield "rows", _rows(draft, lambda row: word(row, "need") == need)


def _member(draft: Draft, at: At, path: Path) -> _Groups:
    node, member = draft.node(at), draft.word(at, "id")
    yield "source", _cited(draft, node, "role-source")
    yield "routes", _routes(draft, lambda route: word(route, "member") == member)
    yield (
        "rows",
        _rows(draft, lambda row: member in words(row, "members")),
    )
    yield (
        "uncovered",
        [
            Link(text_at(found, "title"), other, (), word(found, "id"))
            for other, found in draft.items(schema.ROUTES, "uncovered")
            if word(found, "consider") == member
        ],
    )


def words(node: Node | None, *path: str | int) -> list[str]:
    """The texts of a list inside an item."""
    return [item.value for item in listed(node, *path) if isinstance(item, TextNode)]


def _source(draft: Draft, at: At, path: Path) -> _Groups:
    document = draft.word(at, "id")
    index = path[1] if len(path) > 1 and path[0] == "places" else None
    place = draft.word(at, "places", index, "id") if isinstance(index, int) else ""

    def cites(node: Node, key: str = "source") -> bool:
        return word(node, key, "document") == document and (
            not place or word(node, key, "place") == place
        )

    yield "citing", _routes(draft, cites)
    yield "rows", _rows(draft, cites)
    yield (
        "uncovered",
        [
            Link(text_at(found, "title"), other, (), word(found, "id"))
            for other, found in draft.items(schema.ROUTES, "uncovered")
            if cites(found)
        ],
    )
    yield (
        "roles",
        [
            Link(word(found, "short"), other, (), word(found, "id"))
            for other, found in draft.items(schema.MEMBERS, "members")
            if cites(found, "role-source")
        ],
    )


def _row(draft: Draft, at: At, path: Path) -> _Groups:
    node = draft.node(at)
    need = word(node, "need")
    yield "source", _cited(draft, node, "source")
    yield "depends", _asked(draft, node)
    yield "routes", _routes(draft, lambda route: word(route, "need") == need)
    yield (
        "member",
        _members(draft, words(node, "members")),
    )


def _story(draft: Draft, at: At, path: Path) -> _Groups:
    node = draft.node(at)
    members: list[str] = []
    for key in ("recommended", "to-consider"):
        found = find(node, ("expect", key))
        members += found.keys() if isinstance(found, MapNode) else ()
    yield "member", _members(draft, members)


_FINDERS: dict[tuple[str, str], Callable[[Draft, At, Path], _Groups]] = {
    (schema.ROUTES, "routes"): _route,
    (schema.ROUTES, "uncovered"): _uncovered,
    (schema.INTERVIEW, "questions"): _question,
    (schema.INTERVIEW, "needs"): _need,
    (schema.MEMBERS, "members"): _member,
    (schema.GUIDE, "sources"): _source,
    (DIVISION, "clauses"): _row,
    (DIVISION, "policies"): _row,
    (STORIES, "stories"): _story,
}


# What is linked


def _cited(draft: Draft, node: Node | None, key: str) -> list[Link]:
    document, place = word(node, key, "document"), word(node, key, "place")
    for at, source in draft.items(schema.GUIDE, "sources"):
        if word(source, "id") != document:
            continue
        for index, found in enumerate(listed(source, "places")):
            if word(found, "id") == place:
                title = text_at(source, "title")
                body = text_at(found, "gist")
                return [Link(title, at, ("places", index), place, body)]
    return []


def _asked(draft: Draft, node: Node | None, key: str = "when") -> list[Link]:
    found = []
    for question, chosen in questions_in(find(node, (key,))):
        at = draft.find(schema.INTERVIEW, "questions", question)
        if at is not None:
            labels = [choice_label(draft, question, choice) for choice in chosen]
            body = Text(" ; ".join(t.fr for t in labels), "; ".join(t.en for t in labels))
            ask = text_at(draft.node(at), "ask")
            found.append(Link(ask, at, (), question, body if labels else None))
    return found


def _members(draft: Draft, ids: list[str]) -> list[Link]:
    found = []
    for member in ids:
        at = draft.find(schema.MEMBERS, "members", member) if member else None
        if at is not None:
            node = draft.node(at)
            role = text_at(node, "role")
            found.append(Link(word(node, "short") or member, at, (), member, role))
    return found


def _needs(draft: Draft, ids: list[str]) -> list[Link]:
    found = []
    for need in ids:
        at = draft.find(schema.INTERVIEW, "needs", need)
        if at is not None:
            found.append(Link(text_at(draft.node(at), "name"), at, (), need))
    return found


def _routes(draft: Draft, is_wanted: Callable[[Node], bool]) -> list[Link]:
    return [
        Link(_route_title(draft, node), at, (), word(node, "id"))
        for at, node in draft.items(schema.ROUTES, "routes")
        if is_wanted(node)
    ]


def _route_title(draft: Draft, node: Node) -> Phrase:
    member = draft.find(schema.MEMBERS, "members", word(node, "member"))
    short = draft.word(member, "short") if member is not None else word(node, "member")
    need = label(draft, "needs", word(node, "need")) or word(node, "need")
    return phrase("workspace.links.route", need=need, member=short)


def _rows(draft: Draft, is_wanted: Callable[[Node], bool]) -> list[Link]:
    found = []
    for list_ in ("clauses", "policies"):
        for at, node in draft.items(DIVISION, list_):
            if is_wanted(node):
                members = ", ".join(words(node, "members"))
                need = label(draft, "needs", word(node, "need")) or word(node, "need")
                place = word(node, "source", "place")
                found.append(Link(need, at, (), f"{place} → {members}"))
    return found


def _stories(draft: Draft, member: str, need: str) -> list[Link]:
    found = []
    for at, node in draft.items(STORIES, "stories"):
        for key in ("recommended", "to-consider"):
            needs = listed(node, "expect", key, member)
            if any(isinstance(item, TextNode) and item.value == need for item in needs):
                found.append(Link(text_at(node, "title"), at, (), word(node, "id")))
                break
    return found
