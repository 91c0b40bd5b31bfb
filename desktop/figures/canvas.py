"""Where a drawing grows downwards: boxes, words that fit their room, and a legend."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from desktop.figures.colours import Colours
from desktop.figures.scene import Box, Item, Label, Measure, Scene

ELLIPSIS = "…"
_PIECE = re.compile(r" *[^ -]*-|  *[^ -]+|[^ -]+")
"""What a line may end after: a word, or a part of one up to its hyphen."""
LINE = 19.0
SWATCH = 14.0


class Canvas:
    """Gathers the items of a scene of one width; `y` is how far down it is filled."""

    def __init__(self, width: float, colours: Colours, measure: Measure) -> None:
        self.width, self.colours, self.measure = width, colours, measure
        self.y = 0.0
        self._items: list[Item] = []

    def add(self, item: Item) -> None:
        """One more item, over the others."""
        self._items.append(item)

    def scene(self) -> Scene:
        """All of it."""
        return Scene(self.width, max(self.y, 1.0), tuple(self._items))

    def column(self, labels: Iterable[str], most: float) -> float:
        """How wide a column of labels must be: as its longest, but `most` of the width at most."""
        widest = max((self.measure(label, "body") for label in labels), default=0.0)
        return min(widest, self.width * most) + 12

    def lines(self, text: str, role: str, width: float, most: int = 2) -> list[str]:
        """A text in as many lines as it needs, `most` at most, the last one cut where it must."""
        found: list[str] = []
        pieces = _PIECE.findall(text)
        while pieces and len(found) < most:
            line = pieces.pop(0).lstrip(" ")
            while pieces and self.measure(line + pieces[0], role) <= width:
                line += pieces.pop(0)
            found.append(line)
        if pieces:
            found[-1] += "".join(pieces)
        return [self._cut(line, role, width) for line in found]

    def row_label(self, text: str, width: float, least: float) -> float:
        """A row's label at the left, on up to three lines; how high the row is, `least` or more."""
        lines = self.lines(text, "body", width - 12, most=3)
        height = max(least, LINE * len(lines) + 6)
        top = self.y + (height - LINE * len(lines)) / 2
        for number, line in enumerate(lines):
            self.add(Label(0, top + LINE * number + 14.5, line, "body", self.colours.ink))
        return height

    def legend(self, names: Sequence[str], fills: Sequence[str]) -> None:
        """Which fill is what, on as many lines as it needs."""
        x = 0.0
        for name, fill in zip(names, fills, strict=False):
            width = SWATCH + 8 + self.measure(name, "caption") + 20
            if x and x + width - 20 > self.width:
                x, self.y = 0.0, self.y + 24
            edge = self.colours.edge
            self.add(Box(x + 0.5, self.y + 2.5, SWATCH, SWATCH, fill, 3, edge))
            self.add(Label(x + SWATCH + 8, self.y + 14.5, name, "caption", self.colours.ink2))
            x += width
        self.y += 34

    def _cut(self, text: str, role: str, width: float) -> str:
        if self.measure(text, role) <= width:
            return text
        while text and self.measure(text + ELLIPSIS, role) > width:
            text = text[:-1]
        return text.rstrip() + ELLIPSIS
