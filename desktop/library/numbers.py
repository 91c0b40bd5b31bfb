"""Permanent numbers, from one version of a guide to the next: never given to anything else.

Tickets are coded with the numbers of questions and choices. A number that came to mean something
else would make an old ticket say what its visitor never said.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from desktop.errors import Fault
from desktop.guide.loader import read_limited
from desktop.guide.model import Choice, Guide, Question
from desktop.guide.nodes import Fields, Items, Node, Scalar, read_nodes
from desktop.text import phrase

FILE = "interview.yaml"


def renumbered(old: Guide, new: Guide, folder: Path) -> list[Fault]:
    """What the newer guide, read from `folder`, does with the older one's numbers and must not."""
    return list(_questions(old, new, _Places(folder)))


class _Places:
    """Where questions and choices stand in the file."""

    def __init__(self, folder: Path) -> None:
        root = read_nodes(read_limited(folder / FILE), FILE, [])
        self.root = root if isinstance(root, Fields) else Fields(0, 0)

    def question(self, question_id: str) -> Fields:
        return _find(self.root, "questions", question_id)

    def choice(self, question_id: str, choice_id: str) -> Fields:
        return _find(self.question(question_id), "choices", choice_id)


def _find(fields: Fields, key: str, wanted: str) -> Fields:
    listed = fields.values.get(key)
    for item in listed.items if isinstance(listed, Items) else ():
        if isinstance(item, Fields):
            name = item.values.get("id")
            if isinstance(name, Scalar) and name.value == wanted:
                return item
    return fields


@dataclass(frozen=True, slots=True)
class _Numbered:
    """The questions of a guide, or the choices of a question, before and now."""

    kind: str
    old: tuple[Question, ...] | tuple[Choice, ...]
    new: tuple[Question, ...] | tuple[Choice, ...]
    old_retired: tuple[int, ...]
    retired: tuple[int, ...]


def _questions(old: Guide, new: Guide, places: _Places) -> Iterator[Fault]:
    whole = _Numbered("question", old.questions, new.questions, old.retired, new.retired)
    for item, fault in _compare(whole):
        yield _at(places.question(item) if item else places.root, "number", fault)
    before = {question.id: question for question in old.questions}
    for question in new.questions:
        if question.id in before:
            yield from _choices(before[question.id], question, places)


def _choices(old: Question, new: Question, places: _Places) -> Iterator[Fault]:
    here = places.question(new.id)
    if old.room != new.room:
        yield _at(here, "room", _Found("room-changed", new.id, room=old.room, found=new.room))
    if old.kind is not new.kind:
        kinds = {"kind": old.kind.value, "found": new.kind.value}
        yield _at(here, "kind", _Found("kind-changed", new.id, **kinds))
    whole = _Numbered("choice", old.choices, new.choices, old.retired, new.retired)
    for item, fault in _compare(whole):
        yield _at(places.choice(new.id, item) if item else here, "number", fault)


class _Found:
    """A fault without its place yet."""

    def __init__(self, code: str, name: str, **values: object) -> None:
        self.code, self.sentence = code, phrase(f"fault.{code}", name=name, **values)


def _compare(part: _Numbered) -> Iterator[tuple[str, _Found]]:
    """Each fault, with the id of the item of the newer guide that it is about, or ""."""
    owners = {item.number: item.id for item in part.old}
    numbers = {item.id: item.number for item in part.old}
    for item in part.new:
        if item.number in part.old_retired:
            yield item.id, _Found("number-was-retired", item.id, number=item.number)
        elif owners.get(item.number, item.id) != item.id:
            owner = owners[item.number]
            yield item.id, _Found("number-reused", item.id, number=item.number, owner=owner)
        elif numbers.get(item.id, item.number) != item.number:
            yield item.id, _Found("number-changed", item.id, number=numbers[item.id])
    used = {item.number for item in part.new} | set(part.retired)
    kept_ids = {item.id for item in part.new}
    for item in part.old:
        if item.number not in used and item.id not in kept_ids:
            yield "", _Found(f"{part.kind}-not-retired", item.id, number=item.number)
    for number in part.old_retired:
        if number not in used:
            yield "", _Found("retired-forgotten", part.kind, number=number)


def _at(fields: Fields, key: str, found: _Found) -> Fault:
    node: Node = fields.values.get(key, fields)
    return Fault(FILE, node.line, node.column, found.code, found.sentence)
