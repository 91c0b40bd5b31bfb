"""Reads hostile YAML into plain nodes, each with its place: text, lists and maps, nothing else.

Walks the parser's events, which never recurse: a hundred kilobytes of `- - - -` is a fault here
and a crash in an ordinary loader. Every scalar stays text, so that 01000 is not 512.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NoReturn, TypeAlias

import yaml

from desktop.errors import Fault
from desktop.text import Phrase

MAX_BYTES = 16 * 2**20
MAX_DEPTH = 20
MAX_NODES = 2_000_000

_INVISIBLE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\xad\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b-\u200f"
    "\u2028-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\uffff\U000e0000-\U000e0fff]"
)


@dataclass(slots=True)
class Scalar:
    """A text and where it stands (line and column from 1)."""

    value: str
    line: int
    column: int


@dataclass(slots=True)
class Items:
    """A list."""

    items: list[Node]
    line: int
    column: int


@dataclass(slots=True)
class Fields:
    """A map: keys are unique texts; `keys` has their places."""

    line: int
    column: int
    values: dict[str, Node] = field(default_factory=dict)
    keys: dict[str, Scalar] = field(default_factory=dict)


Node: TypeAlias = Scalar | Items | Fields


class _Unreadable(Exception):
    """Stops the walk: what comes after this fault has no meaning."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(fault.code)
        self.fault = fault


def read_nodes(raw: bytes, file: str, faults: list[Fault]) -> Node | None:
    """The file's one document as nodes; adds to `faults` and returns None where it has none."""
    try:
        return _Walk(file, faults).read(_to_text(raw, file))
    except _Unreadable as stop:
        faults.append(stop.fault)
        return None


def _to_text(raw: bytes, file: str) -> str:
    if len(raw) > MAX_BYTES:
        raise _Unreadable(_fault(file, 0, 0, "too-large", megabytes=MAX_BYTES // 2**20))
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise _Unreadable(_fault(file, line, 1, "not-utf8")) from None
    hidden = _INVISIBLE.search(text)
    if hidden:
        line, column = _place(text, hidden.start())
        raise _Unreadable(_fault(file, line, column, "invisible", character=_number(hidden)))
    return text


def _number(hidden: re.Match[str]) -> str:
    return f"U+{ord(hidden.group()):04X}"


def _place(text: str, offset: int) -> tuple[int, int]:
    return text.count("\n", 0, offset) + 1, offset - text.rfind("\n", 0, offset)


def _fault(file: str, line: int, column: int, code: str, **values: object) -> Fault:
    return Fault(file, line, column, code, Phrase(f"fault.{code}", values))


class _Walk:
    """Builds nodes from events, with a stack of its own."""

    def __init__(self, file: str, faults: list[Fault]) -> None:
        self._file = file
        self._faults = faults
        self._stack: list[Items | Fields] = []
        self._pending: list[Scalar | None] = []
        self._root: Node | None = None
        self._nodes = 0

    def read(self, text: str) -> Node | None:
        try:
            for event in _events(text):
                self._take(event)
        except yaml.MarkedYAMLError as error:
            mark = error.problem_mark or error.context_mark
            line, column = (mark.line + 1, mark.column + 1) if mark else (0, 0)
            problem = error.problem or error.context or "?"
            raise _Unreadable(_fault(self._file, line, column, "yaml", problem=problem)) from None
        except yaml.YAMLError:
            raise _Unreadable(_fault(self._file, 0, 0, "yaml", problem="?")) from None
        if self._root is None:
            self._stop(None, "empty-file")
        return self._root

    def _take(self, event: yaml.Event) -> None:
        if isinstance(event, yaml.ScalarEvent):
            self._scalar(event)
        elif isinstance(event, yaml.CollectionStartEvent):
            self._open(event, isinstance(event, yaml.MappingStartEvent))
        elif isinstance(event, yaml.CollectionEndEvent):
            self._stack.pop()
            self._pending.pop()
        elif isinstance(event, yaml.AliasEvent):
            self._stop(event, "alias")
        elif isinstance(event, yaml.DocumentStartEvent):
            self._document(event)

    def _document(self, event: yaml.DocumentStartEvent) -> None:
        if self._root is not None:
            self._stop(event, "second-document")
        if event.version or event.tags:
            self._stop(event, "directive")

    def _refuse_extras(self, event: yaml.ScalarEvent | yaml.CollectionStartEvent) -> None:
        if event.anchor is not None:
            self._stop(event, "alias")
        if event.tag is not None:
            self._stop(event, "tag")
        self._nodes += 1
        if self._nodes > MAX_NODES:
            self._stop(event, "too-many", limit=MAX_NODES)

    def _scalar(self, event: yaml.ScalarEvent) -> None:
        self._refuse_extras(event)
        # Between double quotes a text may be told by numbers: "\u202e" looks like nothing at all.
        if event.style == '"' and (hidden := _INVISIBLE.search(event.value)):
            self._stop(event, "invisible", character=_number(hidden))
        self._add(Scalar(event.value, *_mark(event)))

    def _open(self, event: yaml.CollectionStartEvent, is_map: bool) -> None:
        self._refuse_extras(event)
        if len(self._stack) >= MAX_DEPTH:
            self._stop(event, "too-deep", limit=MAX_DEPTH)
        line, column = _mark(event)
        node: Items | Fields = Fields(line, column) if is_map else Items([], line, column)
        self._add(node)
        self._stack.append(node)
        self._pending.append(None)

    def _add(self, node: Node) -> None:
        if not self._stack:
            self._root = node
            return
        parent = self._stack[-1]
        if isinstance(parent, Items):
            parent.items.append(node)
        else:
            self._add_to_map(parent, node)

    def _add_to_map(self, parent: Fields, node: Node) -> None:
        key = self._pending[-1]
        if key is None:
            if not isinstance(node, Scalar):
                raise _Unreadable(_fault(self._file, node.line, node.column, "key-not-text"))
            self._pending[-1] = node
            return
        self._pending[-1] = None
        if key.value in parent.values:
            fault = _fault(self._file, key.line, key.column, "duplicate-key", key=key.value)
            self._faults.append(fault)
            return
        parent.values[key.value] = node
        parent.keys[key.value] = key

    def _stop(self, event: yaml.Event | None, code: str, **values: object) -> NoReturn:
        line, column = _mark(event)
        raise _Unreadable(_fault(self._file, line, column, code, **values))


def _mark(event: yaml.Event | None) -> tuple[int, int]:
    mark = event.start_mark if event is not None else None
    return (mark.line + 1, mark.column + 1) if mark is not None else (1, 1)


def _events(text: str) -> Iterator[yaml.Event]:
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    events: Iterator[yaml.Event] = yaml.parse(text, Loader=loader)
    return events
