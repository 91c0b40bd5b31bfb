"""A YAML text as nodes that know where they stand, so that an edit touches nothing around them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, TypeAlias, cast

import yaml

Path = tuple[str | int, ...]
"""Keys and indexes that lead from a node to one inside it."""

Plain: TypeAlias = "str | list[Plain] | dict[str, Plain]"
"""A node's content alone."""


class Unreadable(Exception):
    """A text whose structure cannot be told: it can only be mended as text."""


@dataclass(frozen=True, slots=True)
class TextNode:
    """A scalar from `start` to `end` of its text; `style` is its quote or sign, "" if it has none.

    `column` (from 0) is where its line would go on.
    """

    value: str
    style: str
    start: int
    end: int
    column: int


@dataclass(frozen=True, slots=True)
class ListNode:
    """A list; `is_flow`: written in brackets."""

    items: tuple[Node, ...]
    is_flow: bool
    start: int
    end: int
    column: int


@dataclass(frozen=True, slots=True)
class MapNode:
    """A map: each key with its value, in the text's order."""

    fields: tuple[tuple[TextNode, Node], ...]
    is_flow: bool
    start: int
    end: int
    column: int

    def find(self, key: str) -> Node | None:
        """The value under `key`."""
        return next((value for name, value in self.fields if name.value == key), None)

    def keys(self) -> tuple[str, ...]:
        """Its keys in order."""
        return tuple(name.value for name, _ in self.fields)


Node: TypeAlias = TextNode | ListNode | MapNode


@lru_cache(maxsize=2048)
def parse(text: str) -> Node | None:
    """The one document of `text`, None if it is empty; raises Unreadable."""
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    try:
        return _Builder(text).build(yaml.parse(text, Loader=loader))
    except yaml.YAMLError as error:
        raise Unreadable(str(error)) from None


class _Builder:
    """Builds nodes from events with a stack of its own: no depth is too deep."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._open: list[tuple[yaml.CollectionStartEvent, list[Node]]] = []
        self._root: Node | None = None

    def build(self, events: Iterator[yaml.Event]) -> Node | None:
        for event in events:
            if isinstance(event, yaml.ScalarEvent):
                self._refuse_extras(event)
                self._add(_text_node(self._text, event))
            elif isinstance(event, yaml.CollectionStartEvent):
                self._refuse_extras(event)
                self._open.append((event, []))
            elif isinstance(event, yaml.CollectionEndEvent):
                start, children = self._open.pop()
                self._add(_collection(start, event, children))
            elif isinstance(event, yaml.AliasEvent):
                raise Unreadable("alias")
        return self._root

    def _refuse_extras(self, event: yaml.NodeEvent) -> None:
        if event.anchor is not None or getattr(event, "tag", None) is not None:
            raise Unreadable("anchor or tag")

    def _add(self, node: Node) -> None:
        if self._open:
            self._open[-1][1].append(node)
        elif self._root is not None:
            raise Unreadable("second document")
        else:
            self._root = node


def _text_node(text: str, event: yaml.ScalarEvent) -> TextNode:
    start, end = _at(event.start_mark), _at(event.end_mark)
    if event.style in ("|", ">"):  # its end is past the line break
        end = start + len(text[start:end].rstrip(" \t\r\n"))
    return TextNode(event.value, event.style or "", start, end, _column(event))


def _collection(
    start: yaml.CollectionStartEvent, end: yaml.Event, children: list[Node]
) -> ListNode | MapNode:
    is_flow = bool(start.flow_style)
    # A block ends where its last child does: the parser's own end is past blanks and comments.
    stop = _at(end.end_mark) if is_flow or not children else children[-1].end
    at = (is_flow, _at(start.start_mark), stop, _column(start))
    if isinstance(start, yaml.SequenceStartEvent):
        return ListNode(tuple(children), *at)
    keys = children[::2]
    if not all(isinstance(key, TextNode) for key in keys):
        raise Unreadable("a key that is not a text")
    fields = zip(keys, children[1::2], strict=True)
    return MapNode(tuple((key, value) for key, value in fields if isinstance(key, TextNode)), *at)


def _at(mark: Any) -> int:
    return int(mark.index)


def _column(event: yaml.Event) -> int:
    return int(cast(Any, event.start_mark).column)


def plain(node: Node | None) -> Plain:
    """What a node says, without where."""
    if isinstance(node, ListNode):
        return [plain(item) for item in node.items]
    if isinstance(node, MapNode):
        return {key.value: plain(value) for key, value in node.fields}
    return node.value if node is not None else ""


def find(node: Node | None, path: Path) -> Node | None:
    """The node that `path` leads to."""
    for step in path:
        if isinstance(node, MapNode) and isinstance(step, str):
            node = node.find(step)
        elif isinstance(node, ListNode) and isinstance(step, int) and step < len(node.items):
            node = node.items[step]
        else:
            return None
    return node


def word(node: Node | None, *path: str | int) -> str:
    """The text that `path` leads to, "" if there is none."""
    found = find(node, path)
    return found.value if isinstance(found, TextNode) else ""


def locate(node: Node | None, offset: int) -> Path:
    """The path to the innermost node or key at `offset`; of its nearest container otherwise."""
    path: Path = ()
    while True:
        step = _step(node, offset)
        if step is None:
            return path
        path = (*path, step)
        node = find(node, (step,))


def _step(node: Node | None, offset: int) -> str | int | None:
    if isinstance(node, MapNode):
        for key, value in node.fields:
            if key.start <= offset <= max(value.end, key.end):
                return key.value
    if isinstance(node, ListNode):
        for index, item in enumerate(node.items):
            if item.start <= offset <= item.end:
                return index
    return None
