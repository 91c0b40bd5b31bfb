"""Reads `stories.yaml`: whole visits and what must come out of them. Not read at start."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from desktop.errors import Fault, GuideRefused
from desktop.guide.fields import Reader
from desktop.guide.loader import FORMAT, read_limited
from desktop.guide.model import Guide
from desktop.guide.nodes import Fields, Node, read_nodes
from desktop.guide.read_routes import read_answers
from desktop.text import Text, phrase

STORIES = "stories.yaml"
Needs = tuple[tuple[str, tuple[str, ...]], ...]


@dataclass(frozen=True, slots=True)
class Story:
    """One visit: every member that is not named must come out as not concerned."""

    id: str
    title: Text
    answers: Needs
    recommended: Needs
    to_consider: Needs
    uncovered: tuple[str, ...]
    line: int
    column: int


def load_stories(folder: Path, guide: Guide) -> tuple[Story, ...]:
    """The stories of the guide in `folder`; raises GuideRefused."""
    faults: list[Fault] = []
    try:
        root = read_nodes(read_limited(folder / STORIES), STORIES, faults)
    except OSError:
        sentence = phrase("fault.missing-file", file=STORIES)
        raise GuideRefused([Fault(STORIES, 0, 0, "missing-file", sentence)]) from None
    stories = () if root is None else _StoriesReader(Reader(STORIES, faults), guide).read(root)
    if faults:
        raise GuideRefused(faults)
    return stories


class _StoriesReader:
    def __init__(self, reader: Reader, guide: Guide) -> None:
        self._reader = reader
        self._vocabulary = {
            question.id: frozenset(choice.id for choice in question.choices)
            for question in guide.questions
        }
        self._members = [member.id for member in guide.members]
        self._needs = [need.id for need in guide.needs]
        self._uncovered = [item.id for item in guide.uncovered]
        self._ids: dict[str, Node] = {}

    def read(self, root: Node) -> tuple[Story, ...]:
        self._reader.format(root, FORMAT)
        fields = self._reader.fields(root, "format stories")
        return self._reader.items(fields, "stories", self._story)

    def _story(self, node: Node) -> Story:
        reader = self._reader
        fields = reader.fields(node, "id title answers expect")
        story_id = reader.id(fields)
        reader.once(self._ids, story_id, fields, "id-used-twice")
        expect = reader.fields(
            fields.values.get("expect", fields), "recommended to-consider uncovered"
        )
        return Story(
            id=story_id,
            title=reader.text(fields, "title"),
            answers=read_answers(reader, fields, self._vocabulary),
            recommended=self._by_member(expect, "recommended"),
            to_consider=self._by_member(expect, "to-consider"),
            uncovered=self._ids_under(expect, "uncovered", self._uncovered),
            line=fields.line,
            column=fields.column,
        )

    def _by_member(self, expect: Fields, key: str) -> Needs:
        node = expect.values.get(key)
        if node is None:
            return ()
        if not isinstance(node, Fields):
            self._reader.fault(node, "not-a-map", keys=key)
            return ()
        found = []
        for member in node.values:
            if member not in self._members:
                self._reader.unknown(node.keys[member], "unknown-member", self._members)
            found.append((member, self._ids_under(node, member, self._needs)))
        return tuple(found)

    def _ids_under(self, fields: Fields, key: str, known: list[str]) -> tuple[str, ...]:
        node = fields.values.get(key)
        words = self._reader.words(node, key) if node is not None else ()
        for word in words:
            if word.value not in known:
                self._reader.unknown(word, "unknown-word", known)
        return tuple(word.value for word in words)
