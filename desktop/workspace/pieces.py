"""A file's text cut into the items of its lists and what stands around them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import pairwise

from desktop.workspace.spans import ListNode, MapNode, Unreadable, parse, plain


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a file; `list` names the list of which it is an item, "" for what is around."""

    text: str
    list: str = ""


def split(text: str, root: MapNode) -> tuple[Piece, ...]:
    pieces, done = [], 0
    for key, value in root.fields:
        if not isinstance(value, ListNode) or value.is_flow or root.is_flow:
            continue
        for item in value.items:
            dash = text.rindex("-", done, max(item.start, done + 1))
            start = text.rfind("\n", 0, dash) + 1
            end = text.find("\n", item.end) + 1 or len(text)
            if start > done:
                pieces.append(Piece(text[done:start]))
            pieces.append(Piece(text[start:end], key.value))
            done = end
    if done < len(text):
        pieces.append(Piece(text[done:]))
    return tuple(pieces)


def says_the_same(root: MapNode, pieces: tuple[Piece, ...]) -> bool:
    """Whether the pieces, read one by one, say what the whole says."""
    try:
        for list_, indexes in places(pieces).items():
            items = [plain(parse(pieces[place].text)) for place in indexes]
            listed = plain(root.find(list_))
            if [[one] for one in listed] != items:
                return False
        rest = plain(parse(around(pieces)))
    except Unreadable:
        return False
    lists = places(pieces)
    expected = {k.value: "" if k.value in lists else plain(v) for k, v in root.fields}
    return (rest or {}) == expected


def places(pieces: tuple[Piece, ...]) -> dict[str, tuple[int, ...]]:
    found: dict[str, list[int]] = {}
    for index, piece in enumerate(pieces):
        if piece.list:
            found.setdefault(piece.list, []).append(index)
    return {name: tuple(indexes) for name, indexes in found.items()}


def around(pieces: tuple[Piece, ...]) -> str:
    return "".join(piece.text for piece in pieces if not piece.list)


def respread(pieces: tuple[Piece, ...], before: str, after: str) -> tuple[Piece, ...]:
    """The pieces with what stands around the items changed from `before` to `after`."""
    same = 0
    while same < min(len(before), len(after)) and before[same] == after[same]:
        same += 1
    grown, spread, at = len(after) - len(before), [], 0
    is_done = grown == 0 and same == len(before)
    for piece in pieces:
        if piece.list:
            spread.append(piece)
            continue
        end = at + len(piece.text)
        # The change is inside one piece: an edit never reaches across an item.
        text = before[at:end]
        if not is_done and at <= same <= end:
            text, is_done = after[at : end + grown], True
        spread.append(replace(piece, text=text))
        at = end
    return tuple(spread)


def dash_column(text: str) -> int:
    return len(text) - len(text.lstrip(" "))


def is_spaced(pieces: tuple[Piece, ...], places: tuple[int, ...]) -> bool:
    """Whether a blank line stands between items."""
    return len(places) < 2 or any(
        b - a > 1 and "\n" in pieces[a + 1].text for a, b in pairwise(places)
    )
