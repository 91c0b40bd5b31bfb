"""What new things begin as, with the permanent numbers that nobody had before."""

from __future__ import annotations

import re
import unicodedata
from datetime import date

from desktop.errors import BadRequest
from desktop.guide.loader import DIVISION
from desktop.text import phrase
from desktop.workspace import schema
from desktop.workspace.browse import folded
from desktop.workspace.document import At
from desktop.workspace.draft import Draft
from desktop.workspace.known import listed, names
from desktop.workspace.spans import Node, Path, Plain, TextNode, word

_TEXT: dict[str, Plain] = {"fr": "", "en": ""}


def to_id(typed: str) -> str:
    """What was typed as an id: lower case, digits and hyphens; "" if nothing is left."""
    plain = unicodedata.normalize("NFKD", folded(typed))
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:60].strip("-")


def check_id(draft: Draft, typed: str, taken: tuple[str, ...]) -> str:
    """The id typed, once it is known to be free; raises BadRequest."""
    item_id = to_id(typed)
    if not item_id:
        raise BadRequest(phrase("workspace.new.no-id"))
    if item_id in taken:
        raise BadRequest(phrase("workspace.new.id-taken", id=item_id))
    return item_id


def taken_ids(draft: Draft, kind: str, at: At | None = None) -> tuple[str, ...]:
    """The ids that a new thing of this kind cannot have."""
    if kind in ("routes", "uncovered"):
        return tuple(n.id for k in ("routes", "uncovered") for n in names(draft, k))
    if kind == "offices":
        return tuple(
            word(office, "id")
            for _, member in draft.items(schema.MEMBERS, "members")
            for office in listed(member, "offices")
        )
    if at is not None and kind in ("choices", "places"):
        return tuple(word(item, "id") for item in listed(draft.node(at), kind))
    return tuple(name.id for name in names(draft, kind))


def free_number(used: tuple[Node, ...], retired: tuple[Node, ...], most: int) -> str:
    """The lowest number that was never given; raises BadRequest when there is none."""
    numbers = {word(node, "number") for node in used}
    numbers |= {node.value for node in retired if isinstance(node, TextNode)}
    taken = {int(number) for number in numbers if number.isdigit()}
    # Past every number that was ever given: one that was dropped without a word stays unused.
    free = max(taken, default=0) + 1
    if free > most:
        gaps = [number for number in range(1, most + 1) if number not in taken]
        if not gaps:
            raise BadRequest(phrase("workspace.new.no-room", room=most))
        free = gaps[0]
    return str(free)


def new_route(draft: Draft, route_id: str, need: str) -> dict[str, Plain]:
    """A route to be filled in: its empty texts are faults until they are written."""
    themes = {
        word(node, "id"): word(node, "theme") for _, node in draft.items(schema.INTERVIEW, "needs")
    }
    member = next((name.id for name in names(draft, "members")), "")
    when: Plain = {"themes": themes[need]} if themes.get(need) else {}
    source = next((word(n, "id") for _, n in draft.items(schema.GUIDE, "sources")), "")
    place = next((n.id for n in names(draft, "documents")), "")
    return {
        "id": route_id,
        "need": need,
        "member": member,
        "verdict": "to-consider",
        "when": when,
        "basis": "policy",
        "source": {"document": source or place, "place": ""},
        "because": dict(_TEXT),
        "first-step": [dict(_TEXT)],
        "prepare": [dict(_TEXT)],
        "examples": [_example(draft, need, member)],
    }


def _example(draft: Draft, need: str, member: str) -> dict[str, Plain]:
    department = next((name.id for name in names(draft, "departments")), "")
    return {"answers": {"territory": department}, "expect": {member: "to-consider"}}


def new_uncovered(draft: Draft, item_id: str) -> dict[str, Plain]:
    """Something uncovered, to be filled in."""
    source = next((name.id for name in names(draft, "documents")), "")
    return {
        "id": item_id,
        "when": {},
        "source": {"document": source, "place": ""},
        "title": dict(_TEXT),
        "because": dict(_TEXT),
        "first-step": dict(_TEXT),
    }


def new_need(draft: Draft, need_id: str) -> dict[str, Plain]:
    """A need with its number."""
    used = tuple(node for _, node in draft.items(schema.INTERVIEW, "needs"))
    theme = next((name.id for name in names(draft, "choices")), "")
    return {
        "id": need_id,
        "number": free_number(used, (), 999),
        "theme": theme,
        "members": "at-least-one",
        "name": dict(_TEXT),
    }


def new_row(draft: Draft) -> dict[str, Plain]:
    """A row of the division of roles."""
    source = next((name.id for name in names(draft, "documents")), "")
    need = next((name.id for name in names(draft, "needs")), "")
    member = next((name.id for name in names(draft, "members")), "")
    return {
        "source": {"document": source, "place": ""},
        "need": need,
        "when": {},
        "members": [member],
    }


def new_story(draft: Draft, story_id: str) -> dict[str, Plain]:
    """A story to be filled in."""
    department = next((name.id for name in names(draft, "departments")), "")
    return {
        "id": story_id,
        "title": dict(_TEXT),
        "answers": {"territory": department},
        "expect": {"recommended": {}, "to-consider": {}, "uncovered": []},
    }


def new_item(draft: Draft, at: At, path: Path, item_id: str, on: date) -> dict[str, Plain]:
    """A new item of the list at `path` inside an item; raises BadRequest."""
    key = path[-1]
    if key == "examples":
        member = draft.word(at, "member")
        return _example(draft, draft.word(at, "need"), member)
    if key == "choices":
        node = draft.node(at)
        room = draft.word(at, "room")
        most = int(room) if room.isdigit() and len(room) < 4 else 1
        number = free_number(listed(node, "choices"), listed(node, "retired"), most)
        return {"id": item_id, "number": number, "label": dict(_TEXT)}
    if key == "offices":
        return {
            "id": item_id,
            "departments": [],
            "name": dict(_TEXT),
            "confidence": "one",
            "checked": on.isoformat(),
        }
    if key == "places":
        return {"id": item_id, "gist": dict(_TEXT)}
    return dict(_TEXT)


def new_parts(key: str, on: date) -> dict[str, Plain]:
    """An optional group of fields that is added: a channel, the regional contact, a relay …"""
    if key in ("address", "phone", "website", "email"):
        return {"value": "", "confidence": "one", "checked": on.isoformat()}
    if key == "regional":
        return {"name": dict(_TEXT)}
    if key == "relay":
        return {"member": "", "say": dict(_TEXT)}
    if key == "role-source":
        return {"document": "", "place": ""}
    return {"from": on.isoformat()}


ADDABLE = {
    "routes": (schema.ROUTES, "routes"),
    "uncovered": (schema.ROUTES, "uncovered"),
    "needs": (schema.INTERVIEW, "needs"),
    "clauses": (DIVISION, "clauses"),
    "policies": (DIVISION, "policies"),
    "stories": ("stories.yaml", "stories"),
}


def add(draft: Draft, kind: str, typed: str, group: str = "") -> tuple[Draft, At]:
    """The draft with one item more of a kind, and where; raises BadRequest or EditRefused."""
    file, list_ = ADDABLE[kind]
    if kind in ("clauses", "policies"):
        return draft.add_item(file, list_, new_row(draft))
    taken = taken_ids(draft, kind)
    if kind == "stories":
        taken = tuple(word(node, "id") for _, node in draft.items(file, list_))
    item_id = check_id(draft, typed, taken)
    value = {
        "routes": lambda: new_route(draft, item_id, group or names(draft, "needs")[0].id),
        "uncovered": lambda: new_uncovered(draft, item_id),
        "needs": lambda: new_need(draft, item_id),
        "stories": lambda: new_story(draft, item_id),
    }[kind]()
    return draft.add_item(file, list_, value)


def retire(draft: Draft, at: At, path: Path) -> Draft:
    """The draft without a choice, whose number is named so that nothing else ever takes it."""
    number = draft.word(at, *path, "number")
    without = draft.remove(at, path)
    retired = [
        node.value for node in listed(draft.node(at), "retired") if isinstance(node, TextNode)
    ]
    return without.set(at, ("retired",), [*retired, number])
