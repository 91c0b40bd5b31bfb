"""Small guides for tests: written as plain data, saved as YAML, loaded like any other."""

from __future__ import annotations

import json
import tempfile
from pathlib import Path
from typing import Any

from desktop.guide.loader import load_guide
from desktop.guide.model import Guide

Plain = dict[str, Any]
"""A guide as plain data: file name → its root."""


def text(words: str) -> dict[str, str]:
    """The same words in both languages."""
    return {"fr": words, "en": words}


def choices(listed: str) -> list[Plain]:
    """Choices from their ids: `a! b c>` gives an exclusive `a` and a `c` that ends."""
    found = []
    for number, word in enumerate(listed.split(), 1):
        choice: Plain = {
            "id": word.rstrip("!>"),
            "number": number,
            "label": text(word.rstrip("!>")),
        }
        choice |= {"exclusive": "true"} if "!" in word else {}
        choice |= {"ends": "true"} if ">" in word else {}
        found.append(choice)
    return found


def question(name: str, number: int, kind: str, listed: str, **more: Any) -> Plain:
    """A question; `more` holds optional keys, an underscore standing for a hyphen."""
    return {
        "id": name,
        "number": number,
        "room": 32,
        "kind": kind,
        "short": text(name),
        "ask": text(f"{name}?"),
        "choices": choices(listed),
        **_keys(more),
    }


def route(name: str, need: str, member: str, when: Plain, **more: Any) -> Plain:
    """A route with everything it must have."""
    found = {
        "id": name,
        "need": need,
        "member": member,
        "verdict": "recommended",
        "when": when,
        "basis": "policy",
        "source": {"document": "book", "place": "p1"},
        "because": text(f"because {name}"),
        "first-step": [text(f"step {name}")],
        "prepare": [text(f"bring {name}")],
        "examples": [{"answers": {}, "expect": {}}],
    }
    return found | _keys(more)


def uncovered(name: str, when: Plain, **more: Any) -> Plain:
    """An uncovered need with everything it must have."""
    return {
        "id": name,
        "when": when,
        "source": {"document": "book", "place": "p1"},
        "title": text(name),
        "because": text(f"because {name}"),
        "first-step": text(f"step {name}"),
        **_keys(more),
    }


def member(name: str, number: int, **more: Any) -> Plain:
    """A member with a regional web site and no office."""
    return {
        "id": name,
        "number": number,
        "name": text(name),
        "short": name,
        "role": text(f"role {name}"),
        "icon": name,
        "regional": {"name": text(name), "website": channel(f"https://{name}.example")},
        "offices": [],
        **_keys(more),
    }


def channel(value: str) -> Plain:
    """A channel seen twice."""
    return {"value": value, "confidence": "two-plus", "checked": "2026-11-24"}


def office(name: str, *departments: str, **more: Any) -> Plain:
    """A local office without any channel."""
    return {
        "id": name,
        "departments": list(departments),
        "name": text(name),
        "confidence": "two-plus",
        "checked": "2026-11-24",
        **_keys(more),
    }


def need(name: str, number: int, theme: str) -> Plain:
    """A need of a theme."""
    return {
        "id": name,
        "number": number,
        "theme": theme,
        "members": "at-least-one",
        "name": text(name),
    }


def guide(
    questions: list[Plain],
    needs: list[Plain],
    members: list[Plain],
    routes: list[Plain],
    uncovered_needs: list[Plain] | None = None,
    pace: list[Plain] | None = None,
) -> Plain:
    """A whole guide of these parts."""
    return {
        "guide.yaml": {
            "format": "1",
            "id": "small",
            "version": "1",
            "title": text("Small"),
            "sources": [
                {
                    "id": "book",
                    "title": text("Book"),
                    "publisher": "Us",
                    "date": "2026",
                    "places": [{"id": "p1", "gist": text("gist")}],
                }
            ],
            "pace": pace or [],
        },
        "interview.yaml": {"format": "1", "needs": needs, "questions": questions},
        "members.yaml": {"format": "1", "members": members},
        "routes.yaml": {"format": "1", "routes": routes, "uncovered": uncovered_needs or []},
        "division.yaml": {"format": "1", "clauses": [], "policies": []},
    }


def shop() -> Plain:
    """A small guide with a bit of everything."""
    return guide(
        questions=[
            question("mood", 1, "one", "calm tense", decides="words"),
            question("place", 2, "territory", "01 38 undecided outside>"),
            question("themes", 3, "several", "bread cake none!"),
            question(
                "bread-kind", 4, "several", "rye wheat unknown!", ask_when={"themes": "bread"}
            ),
        ],
        needs=[need("loaf", 1, "bread"), need("sweet", 2, "cake")],
        members=[
            member("baker", 1, offices=[office("baker-38", "38")]),
            member("pastry", 2),
            member("mill", 3, regional=None, relay={"member": "baker", "say": text("ask")}),
        ],
        routes=[
            route("loaf", "loaf", "baker", {"bread-kind": ["rye", "wheat"]}),
            route("flour", "loaf", "mill", {"bread-kind": "unknown"}, verdict="to-consider"),
            route("sweet", "sweet", "pastry", {"themes": "cake"}),
        ],
        uncovered_needs=[
            uncovered("nothing", {"themes": "none"}, consider="baker"),
            uncovered("away", {"place": "outside"}, back_to="place"),
        ],
    )


def write(folder: Path, plain: Plain) -> Path:
    """Saves the guide in `folder` (JSON is YAML); keys whose value is None are left out."""
    folder.mkdir(parents=True, exist_ok=True)
    for file, root in plain.items():
        content = root if isinstance(root, str) else json.dumps(_without_none(root), indent=0)
        (folder / file).write_text(content, encoding="utf-8")
    return folder


def load(plain: Plain) -> Guide:
    """The guide, saved and loaded."""
    with tempfile.TemporaryDirectory() as folder:
        return load_guide(write(Path(folder), plain))


def _keys(more: dict[str, Any]) -> Plain:
    return {key.replace("_", "-"): value for key, value in more.items()}


def _without_none(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _without_none(item) for key, item in value.items() if item is not None}
    if isinstance(value, list):
        return [_without_none(item) for item in value]
    return value
