"""Edits of a YAML text by the places of its nodes: what is not named keeps every character."""

from __future__ import annotations

from collections.abc import Sequence
from copy import deepcopy

from desktop.errors import AiguillageError, Fault
from desktop.guide.nodes import read_nodes
from desktop.text import phrase
from desktop.workspace import emit
from desktop.workspace.spans import (
    ListNode,
    MapNode,
    Node,
    Path,
    Plain,
    TextNode,
    Unreadable,
    find,
    parse,
    plain,
)


class EditRefused(AiguillageError):
    """An edit that cannot be written: the text stays as it was."""


def set_value(text: str, path: Path, value: Plain, order: Sequence[str] = ()) -> str:
    """`text` with `value` at `path`; a key that is missing is added where `order` puts it."""
    node = find(parse(text), path)
    if node is not None and plain(node) == value:
        return text
    if node is None:
        edited = _add_key(text, path, value, order)
    elif isinstance(node, TextNode) and isinstance(value, str):
        edited = _replace_text(text, path, node, value)
    else:
        edited = _replace_node(text, path, node, value)
    return _checked(text, edited, path, value)


def remove(text: str, path: Path) -> str:
    """`text` without the key or list item at `path`."""
    parent = _get(text, path[:-1])
    if isinstance(parent, MapNode):
        edited = _remove_key(text, parent, str(path[-1]))
    elif isinstance(parent, ListNode) and isinstance(path[-1], int):
        edited = _remove_item(text, path, parent, path[-1])
    else:
        raise EditRefused(phrase("workspace.refused.no-place"))
    return _checked(text, edited, path, None)


def insert(text: str, path: Path, value: Plain) -> str:
    """`text` with a new list item `value` before the one at `path`, or after the last."""
    parent, index = _get(text, path[:-1]), path[-1]
    if not isinstance(parent, ListNode) or not isinstance(index, int):
        raise EditRefused(phrase("workspace.refused.no-place"))
    if not parent.items:
        return set_value(text, path[:-1], [value])
    edited = _insert_item(text, parent, index, value)
    return _checked(text, edited, path, value, is_new=True)


def move(text: str, path: Path, by: int) -> str:
    """`text` with the list item at `path` moved by one place, up (-1) or down (+1)."""
    parent, index = _get(text, path[:-1]), path[-1]
    if not isinstance(parent, ListNode) or not isinstance(index, int):
        raise EditRefused(phrase("workspace.refused.no-place"))
    first, second = sorted((index, index + by))
    if first < 0 or second >= len(parent.items):
        return text
    a, b = _extent(text, parent, first), _extent(text, parent, second)
    edited = text[: a[0]] + text[slice(*b)] + text[a[1] : b[0]] + text[slice(*a)] + text[b[1] :]
    swapped = plain(parent)
    assert isinstance(swapped, list)
    swapped[first], swapped[second] = swapped[second], swapped[first]
    return _checked(text, edited, path[:-1], swapped)


def _get(text: str, path: Path) -> Node:
    node = find(parse(text), path)
    if node is None:
        raise EditRefused(phrase("workspace.refused.no-place"))
    return node


def _checked(before: str, after: str, path: Path, value: Plain | None, is_new: bool = False) -> str:
    """`after`, once it is known to say what `before` said but for the one change."""
    faults: list[Fault] = []
    try:
        raw = after.encode("utf-8")
    except UnicodeEncodeError:
        raise EditRefused(phrase("workspace.refused.not-text")) from None
    known = {fault.code for fault in _faults(before)}
    read_nodes(raw, "", faults)
    new = [fault for fault in faults if fault.code not in known]
    if new:
        raise EditRefused(new[0].sentence)
    try:
        found = plain(parse(after))
    except Unreadable:
        found = ""
    if found != _expected(plain(parse(before)), path, value, is_new):
        raise EditRefused(phrase("workspace.refused.unwritable"))
    return after


def _faults(text: str) -> list[Fault]:
    faults: list[Fault] = []
    read_nodes(text.encode("utf-8"), "", faults)
    return faults


def _expected(whole: Plain, path: Path, value: Plain | None, is_new: bool) -> Plain:
    if not path:
        return value if value is not None else ""
    whole = deepcopy(whole)
    at: Plain = whole
    for step in path[:-1]:
        at = at[step]  # type: ignore[index]
    last = path[-1]
    if isinstance(at, dict) and isinstance(last, str):
        if value is None:
            at.pop(last, None)
        else:
            at[last] = value
    elif isinstance(at, list) and isinstance(last, int):
        if is_new:
            at.insert(last, value or "")
        elif value is None:
            at.pop(last)
        else:
            at[last] = value
    return whole


def _key_of(path: Path) -> str:
    return next((step for step in reversed(path) if isinstance(step, str)), "")


def _replace_text(text: str, path: Path, node: TextNode, value: str) -> str:
    parent = find(parse(text), path[:-1])
    in_flow = getattr(parent, "is_flow", True)
    old = text[node.start : node.end]
    if not in_flow and node.style == "" and node.start == node.end and isinstance(parent, MapNode):
        return _fill_empty(text, parent, path, emit.scalar(value, str(path[-1])))
    is_long = "\n" in old or len(value) + node.column > emit.WIDTH
    if in_flow or not is_long or path[-1] not in ("fr", "en"):
        written = emit.like(value, node.style, _key_of(path))
    else:
        written = emit.refold(old, value, node.column, _continuation(text, node, parent))
    return text[: node.start] + written + text[node.start + len(old.rstrip(" \t\r\n")) :]


def _continuation(text: str, node: TextNode, parent: Node | None) -> int:
    """Where further lines of a text begin: where they did, else two past the key."""
    lines = text[node.start : node.end].split("\n")
    if len(lines) > 1 and node.style == '"':
        return max(1, len(lines[1]) - len(lines[1].lstrip()))
    return (parent.column if parent is not None else node.column) + 2


def _fill_empty(text: str, parent: MapNode, path: Path, written: str) -> str:
    key = next(name for name, _ in parent.fields if name.value == path[-1])
    colon = text.index(":", key.end) + 1
    return f"{text[:colon]} {written}{text[colon:]}"


def _replace_node(text: str, path: Path, node: Node, value: Plain) -> str:
    parent = find(parse(text), path[:-1])
    if isinstance(parent, MapNode) and not parent.is_flow:
        key = next(name for name, _ in parent.fields if name.value == path[-1])
        end = max(node.end, key.end + 1)
        written = emit.field(key.value, value, parent.column)
        return text[: key.start] + written + text[end:]
    return text[: node.start] + emit.flow(value, _key_of(path)) + text[node.end :]


def _add_key(text: str, path: Path, value: Plain, order: Sequence[str]) -> str:
    parent, key = _get(text, path[:-1]), str(path[-1])
    if not isinstance(parent, MapNode):
        raise EditRefused(phrase("workspace.refused.no-place"))
    rank = order.index(key) if key in order else len(order)
    before = [pair for pair in parent.fields if pair[0].value in order[:rank] or key not in order]
    if parent.is_flow:
        written = f"{emit.scalar(key)}: {emit.flow(value, key)}"
        if before:
            at = before[-1][1].end
            return f"{text[:at]}, {written}{text[at:]}"
        comma = ", " if parent.fields else ""
        at = parent.start + 1
        return f"{text[:at]}{written}{comma}{text[at:]}"
    written = emit.field(key, value, parent.column)
    pad = "\n" + " " * parent.column
    if before:
        at = _line_end(text, max(before[-1][1].end, before[-1][0].end + 1))
        return text[:at] + pad + written + text[at:]
    at = parent.start
    return text[:at] + written + pad + text[at:]


def _remove_key(text: str, parent: MapNode, key: str) -> str:
    keys = parent.keys()
    if key not in keys:
        raise EditRefused(phrase("workspace.refused.no-place"))
    index = keys.index(key)
    name, value = parent.fields[index]
    end = max(value.end, name.end + 1)
    following = parent.fields[index + 1][0].start if index + 1 < len(keys) else None
    if parent.is_flow:
        if following is not None:
            return text[: name.start] + text[following:]
        start = parent.fields[index - 1][1].end if index else name.start
        return text[:start] + text[end:]
    if index == 0 and following is not None:
        return text[: name.start] + text[following:]
    if index == 0:
        return text[: name.start] + "{}" + text[end:]
    return text[: _line_start(text, name.start)] + text[_line_end(text, end) + 1 :]


def _remove_item(text: str, path: Path, parent: ListNode, index: int) -> str:
    if len(parent.items) == 1:
        return _replace_node(text, path[:-1], parent, [])
    if parent.is_flow:
        if index:
            return text[: parent.items[index - 1].end] + text[parent.items[index].end :]
        return text[: parent.items[0].start] + text[parent.items[1].start :]
    start, end = _extent(text, parent, index)
    return text[:start] + text[end + 1 :]


def _insert_item(text: str, parent: ListNode, index: int, value: Plain) -> str:
    if parent.is_flow:
        written = emit.flow(value)
        if index < len(parent.items):
            at = parent.items[index].start
            return f"{text[:at]}{written}, {text[at:]}"
        at = parent.items[-1].end
        return f"{text[:at]}, {written}{text[at:]}"
    written = " " * parent.column + emit.item(value, parent.column)
    if index < len(parent.items):
        at = _extent(text, parent, index)[0]
        return f"{text[:at]}{written}\n{text[at:]}"
    at = _extent(text, parent, len(parent.items) - 1)[1]
    return f"{text[:at]}\n{written}{text[at:]}"


def _extent(text: str, parent: ListNode, index: int) -> tuple[int, int]:
    """From the start of an item's first line to the end of its last; in brackets, the item."""
    item = parent.items[index]
    if parent.is_flow:
        return item.start, item.end
    dash = text.rindex("-", 0, max(item.start, 1)) if item.start else 0
    return _line_start(text, dash), _line_end(text, item.end)


def _line_start(text: str, at: int) -> int:
    return text.rfind("\n", 0, at) + 1


def _line_end(text: str, at: int) -> int:
    end = text.find("\n", at)
    return len(text) if end < 0 else end
