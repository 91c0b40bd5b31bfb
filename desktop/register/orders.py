"""The orders of a list: each is a tree of facets, from the first letters of a key to the whole key.

A key that is longer than a step of its tree has the facet of that step; the whole key has a facet
of its own. Cases with the same whole key come newest first.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from desktop.register.model import Sort

END, BLANK = "$", "+"
_PLAIN = re.compile(r"[a-z0-9.:~-]*")


@dataclass(frozen=True, slots=True)
class Order:
    """One order: the name of its facets, the lengths at which its tree forks."""

    name: str
    steps: tuple[int, ...] = ()
    is_exact: bool = True
    """Whether the whole key is a facet; if not, the last fork is read and sorted."""

    def facets(self, key: str) -> Iterator[str]:
        """The facets of a case with this key."""
        if not key:
            yield self.blank
            return
        yield from (self.fork(key[:step]) for step in self.steps if step < len(key))
        if self.is_exact:
            yield self.whole(key)

    def fork(self, beginning: str) -> str:
        """The facet of all longer keys that begin so."""
        return f"={self.name}{coded(beginning)}"

    def whole(self, key: str) -> str:
        """The facet of this very key."""
        return f"={self.name}{coded(key)}{END}"

    @property
    def blank(self) -> str:
        """The facet of cases that have nothing to be sorted by."""
        return f"={self.name}{BLANK}"


_LETTERS = (1, 2, 3, 4, 5, 6, 8, 10, 12, 16, 20)
TREES = {
    Sort.COMPANY: Order("k", _LETTERS),
    Sort.PLACE: Order("p", _LETTERS),
    Sort.DUE: Order("u", (4, 7)),
    Sort.CHANGED: Order("h", (4, 7, 10, 13), is_exact=False),
}
VALUES = {
    Sort.DEPARTMENT: Order("vd"),
    Sort.NEED: Order("vn"),
    Sort.MEMBER: Order("vm"),
    Sort.STATE: Order("vs"),
    Sort.ADVISOR: Order("va"),
}
"""Orders of a few ids, each of which is a whole key."""
ORDERS = TREES | VALUES


def coded(value: str) -> str:
    """An id as part of a facet: whatever is in it, it stays one word, and another id another."""
    if _PLAIN.fullmatch(value):
        return value
    return "".join(c if _PLAIN.fullmatch(c) else f"_{ord(c):x}_" for c in value)


def place_sort(department: str) -> str:
    """Under which name the places are kept that are known in a department."""
    return f"{Sort.PLACE.value}/{department}"
