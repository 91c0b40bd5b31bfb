"""Cuts boxes exactly: what a cover leaves bare of a box.

A box is one whole number: fields of bits (a bit for each value still allowed), and above each field
a guard bit, always 0. Adding 1 to every place of every field carries into the guard exactly where a
field holds something: one addition looks at all fields at once.

The search is exact. Boxes of the cover that cut in one field only are taken away at once, parts
that share no field are searched apart, and then one field is split in two. A half without a gap
says on which fields that depends: when the field just split is not among them, the other half has
none either. Past its budget the search gives up and says which fields it had to split most.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

NODE_BUDGET = 100_000_000
"""How often one search may look at a box of its cover before it gives up."""

MAX_LEARNT = 4
"""On how many fields something may depend that is worth keeping."""

MAX_DEPTH = 300
"""How many splits may hang under one another."""


class TooLarge(Exception):
    """A search went past its budget: nothing is known, and nothing is guessed.

    `splits`: for each field (by its guard bit), how often it had to be split.
    """

    def __init__(self, splits: Mapping[int, int] | None = None) -> None:
        super().__init__()
        self.splits = dict(splits or {})


@dataclass(slots=True)
class Budget:
    """What searches may still cost. One unit is one look at one box of a cover."""

    left: int
    splits: Counter[int] = field(default_factory=Counter)

    def spend(self, units: int) -> None:
        """Takes `units` off; raises TooLarge when nothing is left."""
        self.left -= units
        if self.left < 0:
            raise TooLarge(self.splits)


@dataclass(slots=True)
class Left:
    """A box after the simple cuts, and the boxes that still cut it, each with guards it touches.

    `taken_by`: the box that covers it whole, if one does. `cuts`: each simple cut, its field's
    guard and the box that made it.
    """

    box: int
    cover: Sequence[int] = ()
    touched: Sequence[int] = ()
    taken_by: int | None = None
    cuts: list[tuple[int, int]] = field(default_factory=list)


class Cutter:
    """Cuts boxes that have these fields, the lowest first."""

    def __init__(self, fields: Sequence[int]) -> None:
        self.ones = sum(fields)
        self.guards = sum(1 << mask.bit_length() for mask in fields)
        self._field = {1 << mask.bit_length(): mask for mask in fields}

    def is_some(self, box: int) -> bool:
        """Whether the box holds anything: no field is empty."""
        return (box + self.ones) & self.guards == self.guards

    def touched(self, bits: int) -> int:
        """The guards of the fields in which any of `bits` stand."""
        return (bits + self.ones) & self.guards

    def fields(self, touched: int) -> int:
        """All the bits of the fields with these guards."""
        return sum(self._field[guard] for guard in bits(touched))

    # What is left bare

    def gaps(self, box: int, cover: Iterable[int], budget: Budget) -> Iterator[int]:
        """The part of `box` that `cover` leaves bare, as disjoint boxes."""
        stack: list[tuple[int, Sequence[int]]] = [(box, tuple(cover))]
        while stack:
            left = self.simple_cuts(*stack.pop(), budget)
            if left.cover:
                stack.extend((part, left.cover) for part in self.split(left, budget))
            elif left.taken_by is None:
                yield left.box

    def find_gap(self, box: int, cover: Iterable[int], budget: Budget) -> int | None:
        """One part of `box` that `cover` leaves bare; None if it leaves nothing."""
        return _Finding(self, box, budget).find(box, tuple(cover), 0)[0]

    # One step of a search

    def simple_cuts(self, box: int, cover: Sequence[int], budget: Budget) -> Left:
        """Takes away all that boxes cutting in one field only take."""
        ones, guards = self.ones, self.guards
        cuts: list[tuple[int, int]] = []
        while True:
            budget.spend(len(cover) + 1)
            kept: list[int] = []
            touches: list[int] = []
            is_narrower = False
            for other in cover:
                meeting = box & other
                if (meeting + ones) & guards != guards:
                    continue
                touched = ((box ^ meeting) + ones) & guards
                if touched & (touched - 1):
                    kept.append(other)
                    touches.append(touched)
                elif touched:
                    box &= ~(meeting & self._field[touched])
                    cuts.append((touched, other))
                    is_narrower = True
                else:
                    return Left(box, taken_by=other, cuts=cuts)
            if not is_narrower:
                return Left(box, kept, touches, cuts=cuts)
            cover = kept

    def split(self, left: Left, budget: Budget) -> tuple[int, int]:
        """The two halves of the box (see `split_at`)."""
        return self.split_at(left, budget)[1]

    def split_at(self, left: Left, budget: Budget) -> tuple[int, tuple[int, int]]:
        """Splits the field in which most of the simplest boxes cut: outside one, and inside it."""
        least = min(touched.bit_count() for touched in left.touched)
        votes: Counter[int] = Counter()
        for touched, times in Counter(left.touched).items():
            if touched.bit_count() == least:
                for guard in bits(touched):
                    votes[guard] += times
        guard = max(votes, key=lambda g: (votes[g], g))
        pivot = next(
            box
            for box, touched in zip(left.cover, left.touched, strict=True)
            if touched & guard and touched.bit_count() == least
        )
        budget.splits[guard] += 1
        mask = self._field[guard]
        return guard, (left.box & ~(mask & pivot), left.box & (~mask | pivot))


class _Finding:
    """One search for a gap. Fields are those in which a box differs from the one searched in."""

    def __init__(self, cutter: Cutter, root: int, budget: Budget) -> None:
        self._cutter = cutter
        self._root = root
        self._budget = budget
        self._learnt: list[int] = []

    def find(self, box: int, cover: Sequence[int], depth: int) -> tuple[int | None, int]:
        """A gap; or None, and the guards of the fields on which it depends that there is none."""
        if depth > MAX_DEPTH:
            raise TooLarge(self._budget.splits)
        left = self._cutter.simple_cuts(box, cover, self._budget)
        if left.taken_by is not None:
            found, depends = None, self._fields_of(left.taken_by)
        elif not left.cover:
            return left.box, 0
        else:
            parts = apart(left)
            inside = self._in_each if len(parts) > 1 else self._in_halves
            found, depends = inside(left, parts, depth + 1)
        for guard, other in reversed(left.cuts if found is None else []):
            if depends & guard:
                depends |= self._fields_of(other)
        # Where the box is as wide as the one searched in, nothing depends on it.
        depends &= self._fields_of(box)
        if found is None and depends.bit_count() <= MAX_LEARNT:
            fields = self._cutter.fields(depends)
            self._learnt.append(self._root & ~fields | box & fields)
        return found, depends

    def _fields_of(self, box: int) -> int:
        return self._cutter.touched(self._root & ~box)

    def _in_each(
        self, left: Left, parts: list[tuple[int, list[int]]], depth: int
    ) -> tuple[int | None, int]:
        """Parts share no field: a gap is one in each, and one without any settles it."""
        box = left.box
        for _, cover in sorted(parts, key=lambda part: len(part[1])):
            found, depends = self.find(box, cover, depth)
            if found is None:
                return None, depends
            box = found
        return box, 0

    def _in_halves(
        self, left: Left, parts: list[tuple[int, list[int]]], depth: int
    ) -> tuple[int | None, int]:
        depends, known = 0, len(self._learnt)
        guard, halves = self._cutter.split_at(left, self._budget)
        for half in halves:
            # What the first half taught holds everywhere.
            cover = [*left.cover, *self._learnt[known:]]
            found, on = self.find(half, cover, depth)
            if found is not None or not on & guard:
                return found, on
            depends |= on
        return None, depends


def apart(left: Left) -> list[tuple[int, list[int]]]:
    """The boxes in parts that share no field, each part with its fields' guards."""
    parts: list[int] = []
    for touched in dict.fromkeys(left.touched):
        joined = touched
        for part in parts:
            if part & touched:
                joined |= part
        parts = [part for part in parts if not part & joined]
        parts.append(joined)
    if len(parts) == 1:
        return [(parts[0], list(left.cover))]
    found: dict[int, list[int]] = {part: [] for part in parts}
    for box, touched in zip(left.cover, left.touched, strict=True):
        found[next(part for part in parts if part & touched)].append(box)
    return list(found.items())


def bits(mask: int) -> Iterator[int]:
    """Each bit of `mask` alone, the lowest first."""
    while mask:
        bit = mask & -mask
        yield bit
        mask ^= bit
