"""Writes values as a guide's files are written: same quotes, same folds, short on one line."""

from __future__ import annotations

import re

from desktop.workspace.spans import Plain

WIDTH = 120
"""Where long lines of text are folded."""

_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"}
_PLAIN = re.compile(r"[A-Za-z§][A-Za-z0-9§_-]*|\d{4}-\d{2}(-\d{2})?")
_NUMBERS = frozenset(("number", "room", "format", "longest-visit", "retired"))
_MISREAD = frozenset(("null", "yes", "no", "on", "off", "y", "n"))


def scalar(value: str, key: str = "") -> str:
    """`value` on one line, with quotes unless it is an id, a date or a permanent number."""
    if key in ("fr", "en"):
        return double(value)
    if value.isascii() and value.isdigit():
        return value if key in _NUMBERS else f"'{value}'"
    if _PLAIN.fullmatch(value) and value.lower() not in _MISREAD:
        return value
    return double(value)


def like(value: str, style: str, key: str) -> str:
    """`value` on one line, in the quotes of the text that it replaces where they still fit."""
    if style == "" and scalar(value, key if key not in ("fr", "en") else "") == value:
        return value
    if style == "'" and not any(sign in value for sign in "\n\r\t"):
        return "'" + value.replace("'", "''") + "'"
    if style == "":
        return scalar(value, key)
    return double(value)


def double(value: str) -> str:
    """`value` in double quotes on one line."""
    return f'"{escaped(value)}"'


def escaped(value: str) -> str:
    """`value` as it stands between double quotes."""
    return "".join(_ESCAPES.get(sign, sign) for sign in value)


def fold(content: str, first: int, indent: int) -> list[str]:
    """An escaped text in lines that fit; `first` columns of the first line are taken.

    Lines end at single spaces alone: those are what a reader puts back.
    """
    lines, line = [], ""
    room = WIDTH - first - 1
    for piece in re.split(r"(?<=[^ \\]) (?=[^ ])", content):
        if line and len(line) + 1 + len(piece) > room:
            lines.append(line)
            line, room = piece, WIDTH - indent - 1
        else:
            line = f"{line} {piece}" if line else piece
    return [*lines, line]


def refold(old: str, value: str, first: int, indent: int) -> str:
    """`value` in double quotes in place of `old`, keeping those of its lines that still hold."""
    # No-break spaces belong to the text: only what the fold itself added is taken away.
    before = [line.strip(" \t") for line in old.strip('"').split("\n")] if "\n" in old else []
    rest = escaped(value)
    head: list[str] = []
    tail: list[str] = []
    while before and _goes_on(rest, before[0]):
        head.append(before.pop(0))
        rest = rest[len(head[-1]) + 1 :]
    while before and len(before[-1]) > 1 and rest.endswith(f" {before[-1]}"):
        left = rest[: -len(before[-1]) - 1]
        if not left or left[-1] in " \\":
            break
        tail.insert(0, before.pop())
        rest = left
    lines = head + fold(rest, indent if head else first, indent) + tail
    return '"' + ("\n" + " " * indent).join(lines) + '"'


def _goes_on(text: str, line: str) -> bool:
    """Whether `text` begins with `line`, and a fold may stand for the one space after it."""
    after = text[len(line) + 1 :]
    return text.startswith(f"{line} ") and after != "" and after[0] != " "


def flow(value: Plain, key: str = "") -> str:
    """`value` on one line, in braces and brackets."""
    if isinstance(value, str):
        return scalar(value, key)
    if isinstance(value, list):
        return "[" + ", ".join(flow(item, key) for item in value) + "]"
    inside = ", ".join(f"{scalar(name)}: {flow(item, name)}" for name, item in value.items())
    return "{" + inside + "}"


def field(key: str, value: Plain, column: int) -> str:
    """`key: value` in block style, whose key stands at `column`; the first line has no indent."""
    start = f"{scalar(key)}:"
    if isinstance(value, str):
        folded = key in ("fr", "en")
        written = refold("", value, column + len(start) + 1, column + 2) if folded else None
        return f"{start} {written or scalar(value, key)}"
    short = flow(value, key)
    is_list_of_maps = isinstance(value, list) and any(isinstance(item, dict) for item in value)
    if not is_list_of_maps and column + len(start) + 1 + len(short) <= WIDTH:
        return f"{start} {short}"
    pad = "\n" + " " * column
    if isinstance(value, list):
        return start + "".join(f"{pad}{item(one, column)}" for one in value)
    return start + f"{pad}  " + block(value, column + 2)


def block(value: dict[str, Plain], column: int) -> str:
    """A map in block style; its first line has no indent."""
    pad = "\n" + " " * column
    return pad.join(field(key, item, column) for key, item in value.items())


def item(value: Plain, column: int) -> str:
    """One item of a list in block style, its dash at `column`; the first line has no indent."""
    if isinstance(value, dict) and value:
        return "- " + block(value, column + 2)
    return "- " + flow(value)
