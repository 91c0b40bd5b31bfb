"""One file of a guide as pieces of text: an edit reads and writes the piece it is in, no more.

The items of the lists at the top (routes, members, questions …) are pieces of their own; what
stands around them, comments included, is kept as it is.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import accumulate
from typing import NamedTuple

from desktop.errors import Fault
from desktop.guide.nodes import read_nodes
from desktop.text import phrase
from desktop.workspace import editing, emit
from desktop.workspace.editing import EditRefused
from desktop.workspace.pieces import (
    Piece,
    around,
    dash_column,
    is_spaced,
    places,
    respread,
    says_the_same,
    split,
)
from desktop.workspace.spans import (
    ListNode,
    MapNode,
    Node,
    Path,
    Plain,
    Unreadable,
    find,
    locate,
    parse,
    plain,
)


class At(NamedTuple):
    """An item of a guide: its file, its list, its place in it. No list: what is around them."""

    file: str
    list: str = ""
    row: int = 0


@dataclass(frozen=True)
class Document:
    """A file's text. `is_readable`: its structure can be told, so that it can be edited."""

    file: str
    pieces: tuple[Piece, ...]
    is_readable: bool = True
    mark: str = ""
    """The byte order mark that the file began with, if it did."""

    @cached_property
    def _places(self) -> dict[str, tuple[int, ...]]:
        """Which pieces are the items of each list."""
        return places(self.pieces)

    @cached_property
    def _lines(self) -> tuple[int, ...]:
        """The line (from 0) at which each piece begins."""
        return tuple(accumulate((piece.text.count("\n") for piece in self.pieces), initial=0))

    @property
    def text(self) -> str:
        """The whole file."""
        return self.mark + "".join(piece.text for piece in self.pieces)

    def count(self, list_: str) -> int:
        """How many items a list has."""
        return len(self._places.get(list_, ()))

    def items(self, list_: str) -> Iterator[tuple[At, Node]]:
        """Every item of a list with what it says."""
        for index in range(self.count(list_)):
            at = At(self.file, list_, index)
            yield at, self.node(at)

    def source(self, at: At) -> str:
        """The text of an item, or of what stands around the lists."""
        return self.pieces[self._place(at)].text if at.list else around(self.pieces)

    def node(self, at: At) -> Node:
        """What an item says; raises KeyError if there is no such item."""
        node = parse(self.source(at)) if self.is_readable else None
        if not at.list:
            return node if node is not None else MapNode((), False, 0, 0, 0)
        found = find(node, (0,))
        if found is None:
            raise KeyError(at)
        return found

    def set(self, at: At, path: Path, value: Plain, order: Sequence[str] = ()) -> Document:
        """With `value` at `path` of an item; raises EditRefused."""
        whole = self._path(at, path)
        while len(whole) > 1 and self._is_missing(at, whole[:-1]):
            whole, value = whole[:-1], {str(whole[-1]): value}
        return self._edit(at, lambda text: editing.set_value(text, whole, value, order))

    def remove(self, at: At, path: Path) -> Document:
        """Without the key or list item at `path` of an item; raises EditRefused."""
        return self._edit(at, lambda text: editing.remove(text, self._path(at, path)))

    def insert(self, at: At, path: Path, value: Plain) -> Document:
        """With a list item more, before the one at `path`; raises EditRefused."""
        if self._is_missing(at, self._path(at, path[:-1])):
            return self.set(at, path[:-1], [value])
        return self._edit(at, lambda text: editing.insert(text, self._path(at, path), value))

    def move(self, at: At, path: Path, by: int) -> Document:
        """With a list item moved by one place."""
        return self._edit(at, lambda text: editing.move(text, self._path(at, path), by))

    def with_source(self, at: At, text: str) -> Document:
        """With the item's text written by hand; raises EditRefused unless it is one item."""
        faults: list[Fault] = []
        text = text.rstrip("\n") + "\n"
        read_nodes(text.encode("utf-8", "replace"), self.file, faults)
        if faults:
            raise EditRefused(faults[0].sentence)
        node = parse(text)
        if not isinstance(node, ListNode) or len(node.items) != 1:
            raise EditRefused(phrase("workspace.refused.one-item"))
        made = self._with(self._place(at), text)
        again = from_text(self.file, made.text)
        if plain(again.node(at)) != plain(node.items[0]) or again.count(at.list) != made.count(
            at.list
        ):
            raise EditRefused(phrase("workspace.refused.one-item"))
        return made

    def add_item(self, list_: str, value: Plain, index: int | None = None) -> Document:
        """With an item more in a list at the top, after the others or before the one at `index`."""
        if not self.is_readable:
            raise EditRefused(phrase("workspace.refused.no-place"))
        places = self._places.get(list_, ())
        if not places:
            return self._first_item(list_, value)
        column = dash_column(self.pieces[places[0]].text)
        new = Piece(" " * column + emit.item(value, column) + "\n", list_)
        if plain(parse(new.text)) != [value]:
            raise EditRefused(phrase("workspace.refused.unwritable"))
        if index is not None and index < len(places):
            at = places[index]
            spaced = (new, Piece("\n")) if is_spaced(self.pieces, places) else (new,)
        else:
            at = places[-1] + 1
            spaced = (Piece("\n"), new) if is_spaced(self.pieces, places) else (new,)
        pieces = list(self.pieces)
        if at and not pieces[at - 1].text.endswith("\n"):
            pieces[at - 1] = replace(pieces[at - 1], text=pieces[at - 1].text + "\n")
        return replace(self, pieces=(*pieces[:at], *spaced, *pieces[at:]))

    def drop_item(self, at: At) -> Document:
        """Without an item of a list at the top; comments around it stay."""
        place = self._place(at)
        if self.count(at.list) == 1:
            raise EditRefused(phrase("workspace.refused.last"))
        before, after = self.pieces[:place], self.pieces[place + 1 :]
        if after and after[0].text.startswith("\n") and not after[0].list:
            after = (replace(after[0], text=after[0].text[1:]), *after[1:])
        return replace(self, pieces=before + after)

    def locate(self, line: int, column: int) -> tuple[At, Path]:
        """Which item, and what in it, stands at a place of the file (from 1)."""
        index = min(bisect_right(self._lines, line - 1) - 1, len(self.pieces) - 1)
        # A piece may be empty: the one that has the line is the first that begins there.
        while index > 0 and self._lines[index - 1] == line - 1:
            index -= 1
        if index < 0 or not self.pieces[index].list:
            return At(self.file), ()
        piece = self.pieces[index]
        at = At(self.file, piece.list, bisect_left(self._places[piece.list], index))
        return at, self._located(piece, line - 1 - self._lines[index], column)

    def line_of(self, at: At) -> int:
        """The line (from 1) at which an item begins."""
        if not at.list:
            return 1
        return 1 + self._lines[self._place(at)]

    def _located(self, piece: Piece, line: int, column: int) -> Path:
        start = 0
        for _ in range(line):
            start = piece.text.index("\n", start) + 1
        return locate(parse(piece.text), start + column - 1)[1:]

    def _path(self, at: At, path: Path) -> Path:
        return (0, *path) if at.list else path

    def _is_missing(self, at: At, path: Path) -> bool:
        return self.is_readable and find(parse(self.source(at)), path) is None

    def _place(self, at: At) -> int:
        places = self._places.get(at.list, ())
        if not 0 <= at.row < len(places):
            raise KeyError(at)
        return places[at.row]

    def _edit(self, at: At, change: Callable[[str], str]) -> Document:
        if not self.is_readable:
            raise EditRefused(phrase("workspace.refused.no-place"))
        if at.list:
            place = self._place(at)
            return self._with(place, change(self.pieces[place].text))
        before = around(self.pieces)
        after = change(before)
        return replace(self, pieces=respread(self.pieces, before, after))

    def _with(self, place: int, text: str) -> Document:
        pieces = self.pieces
        piece = replace(pieces[place], text=text)
        return replace(self, pieces=(*pieces[:place], piece, *pieces[place + 1 :]))

    def _first_item(self, list_: str, value: Plain) -> Document:
        text = editing.set_value(self.text[len(self.mark) :], (list_,), [value])
        return replace(from_text(self.file, text), mark=self.mark)


def from_text(file: str, text: str) -> Document:
    """A file's text in pieces."""
    mark = "\ufeff" if text.startswith("\ufeff") else ""
    whole = (Piece(text[len(mark) :]),)
    try:
        root = parse(whole[0].text)
    except Unreadable:
        return Document(file, whole, False, mark)
    if not isinstance(root, MapNode):
        return Document(file, whole, False, mark)
    pieces = split(whole[0].text, root)
    is_whole = says_the_same(root, pieces)
    return Document(file, pieces if is_whole else whole, is_whole, mark)
