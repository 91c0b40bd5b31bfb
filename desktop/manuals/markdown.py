"""Reads the few forms of Markdown that the help pages use, and refuses any other."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field


class NotOurs(ValueError):
    """A line in a form that neither this reader nor the papers know."""


@dataclass(frozen=True, slots=True)
class Span:
    """A run of text: plain, strong, emph, code, or link (then `target` is where it leads)."""

    kind: str
    text: str
    target: str = ""


Spans = tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Block:
    """One block of a page. Kinds: heading, paragraph, bullets, numbers, table, code, picture.

    Lists have one `rows` entry for each item, of one cell; a table's first row is its head. Code
    has its lines in `lines`. A picture has its name in `lines` and its description in `alt`.
    """

    kind: str
    level: int = 0
    rows: tuple[tuple[Spans, ...], ...] = ()
    lines: tuple[str, ...] = ()
    alt: str = ""


@dataclass(slots=True)
class _Reader:
    lines: list[str]
    at: int = 0
    blocks: list[Block] = field(default_factory=list)


_HEADING = re.compile(r"(#{1,3}) (\S.*)")
_ITEM = re.compile(r"(- |\d+\. )(\S.*)")
_PICTURE = re.compile(r"!\[(.*)\]\((\S+)\)")
_RULE = re.compile(r"\|(?:-+\|)+")
_FOREIGN = re.compile(r"<[a-z!/]|>|```|~~~|#|\* |\+ |\s*[-*_]{3,}\s*$|  +\S")
_SPAN = re.compile(
    r"`(?P<code>[^`]+)`|\*\*(?P<strong>[^*]+)\*\*|\*(?P<emph>[^*]+)\*"
    r"|\[(?P<link>[^\]]+)\]\((?P<target>[^)\s]+)\)"
)


def read(text: str) -> tuple[Block, ...]:
    """The blocks of a page; raises NotOurs with the line that is in no known form."""
    reader = _Reader(text.splitlines())
    while reader.at < len(reader.lines):
        line = reader.lines[reader.at]
        if not line.strip():
            reader.at += 1
        elif line.startswith("    "):
            reader.blocks.append(Block("code", lines=tuple(_code(reader))))
        elif line.startswith("|"):
            reader.blocks.append(Block("table", rows=_table(reader)))
        elif _ITEM.match(line):
            reader.blocks.append(_list(reader))
        elif found := _HEADING.fullmatch(line):
            reader.blocks.append(Block("heading", len(found[1]), ((spans(found[2]),),)))
            reader.at += 1
        elif found := _PICTURE.fullmatch(line):
            name = found[2].rpartition("/")[2].partition(".")[0]
            reader.blocks.append(Block("picture", lines=(name,), alt=found[1]))
            reader.at += 1
        else:
            reader.blocks.append(Block("paragraph", rows=((spans(_paragraph(reader)),),)))
    return tuple(reader.blocks)


def spans(text: str) -> Spans:
    """The runs of one line of text."""
    found: list[Span] = []
    end = 0
    for match in _SPAN.finditer(text):
        _plain(found, text[end : match.start()])
        kind = match.lastgroup or ""
        kind = "link" if kind == "target" else kind
        found.append(Span(kind, match[kind], match["target"] or ""))
        end = match.end()
    _plain(found, text[end:])
    return tuple(found)


def _plain(found: list[Span], text: str) -> None:
    if any(sign in text for sign in ("**", "`", "](")):
        raise NotOurs(text)
    if text:
        found.append(Span("plain", text))


def _code(reader: _Reader) -> Iterator[str]:
    while reader.at < len(reader.lines) and reader.lines[reader.at].startswith("    "):
        yield reader.lines[reader.at][4:].rstrip()
        reader.at += 1


def _table(reader: _Reader) -> tuple[tuple[Spans, ...], ...]:
    rows: list[tuple[Spans, ...]] = []
    begin = reader.at
    while reader.at < len(reader.lines) and reader.lines[reader.at].startswith("|"):
        line = reader.lines[reader.at]
        cells = [cell.strip() for cell in line.strip().strip("|").split("|")]
        is_rule = bool(_RULE.fullmatch(line))
        if is_rule is not (reader.at == begin + 1) or (rows and len(cells) != len(rows[0])):
            raise NotOurs(line)
        if not is_rule:
            rows.append(tuple(spans(cell) for cell in cells))
        reader.at += 1
    if len(rows) < 2:
        raise NotOurs(reader.lines[begin])
    return tuple(rows)


def _list(reader: _Reader) -> Block:
    first = _ITEM.match(reader.lines[reader.at])
    is_numbered = first is not None and first[1] != "- "
    items: list[str] = []
    while reader.at < len(reader.lines):
        line = reader.lines[reader.at]
        found = _ITEM.match(line)
        if found and (found[1] != "- ") is is_numbered:
            items.append(found[2])
        elif (
            line.startswith("  ") and not line.startswith("    ") and not _ITEM.match(line.strip())
        ):
            items[-1] += " " + line.strip()
        elif line.strip():
            raise NotOurs(line)
        else:
            break
        reader.at += 1
    kind = "numbers" if is_numbered else "bullets"
    return Block(kind, rows=tuple((spans(item),) for item in items))


def _paragraph(reader: _Reader) -> str:
    gathered: list[str] = []
    while reader.at < len(reader.lines) and reader.lines[reader.at].strip():
        line = reader.lines[reader.at]
        if _FOREIGN.match(line) or _ITEM.match(line) or line.startswith(("|", "![")):
            raise NotOurs(line)
        gathered.append(line.strip())
        reader.at += 1
    return " ".join(gathered)
