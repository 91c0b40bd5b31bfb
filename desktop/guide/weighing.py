"""How much a cover leaves bare of a box, counted exactly, and the best of what is left.

Parts that share no field are weighed apart and multiplied; a part met again is not weighed again.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from desktop.guide.cutting import MAX_DEPTH, Budget, Cutter, Left, TooLarge, apart, bits


@dataclass(frozen=True, slots=True)
class Weight:
    """What a cover leaves bare: how many points, the most prizes of one, and a box of such."""

    points: int
    prizes: int
    best: int


def weigh(cutter: Cutter, box: int, cover: Iterable[int], prized: int, budget: Budget) -> Weight:
    """How many points `cover` leaves bare, and the most fields of one point within `prized`.

    Raises TooLarge.
    """
    weighed = _Weighing(cutter, prized, budget).weigh(box, tuple(cover), cutter.guards, 0)
    return weighed or Weight(0, 0, 0)


class _Weighing:
    """One weighing: parts that come back are weighed once."""

    def __init__(self, cutter: Cutter, prized: int, budget: Budget) -> None:
        self._cutter = cutter
        self._prized = prized
        self._budget = budget
        self._known: dict[tuple[int, tuple[int, ...]], Weight | None] = {}

    def weigh(self, box: int, cover: Sequence[int], scope: int, depth: int) -> Weight | None:
        """The weight of what is left bare, over the fields with the guards of `scope`."""
        if depth > MAX_DEPTH:
            raise TooLarge(self._budget.splits)
        left = self._cutter.simple_cuts(box, cover, self._budget)
        if left.taken_by is not None:
            return None
        parts = apart(left)
        whole = self._free(left.box, scope & ~sum(guards for guards, _ in parts))
        for guards, boxes in parts:
            weight = self._part(whole.best, guards, boxes, left, depth)
            if weight is None:
                return None
            points, prizes = whole.points * weight.points, whole.prizes + weight.prizes
            fields = self._cutter.fields(guards)
            whole = Weight(points, prizes, whole.best & ~fields | weight.best & fields)
        return whole

    def _free(self, box: int, guards: int) -> Weight:
        points, prizes = 1, 0
        for guard in bits(guards):
            mask = self._cutter.fields(guard)
            points *= (box & mask).bit_count()
            if box & mask & self._prized:
                prizes += 1
                box &= ~mask | self._prized
        return Weight(points, prizes, box)

    def _part(
        self, box: int, guards: int, boxes: list[int], left: Left, depth: int
    ) -> Weight | None:
        fields = self._cutter.fields(guards)
        key = (box & fields, tuple(other & fields for other in boxes))
        if key not in self._known:
            touched = [(box ^ box & other) for other in boxes]
            part = Left(box, boxes, [self._cutter.touched(bits) for bits in touched])
            halves = self._cutter.split(part, self._budget)
            found = [self.weigh(half, boxes, guards, depth + 1) for half in halves]
            self._known[key] = _either([weight for weight in found if weight is not None])
        return self._known[key]


def _either(weights: list[Weight]) -> Weight | None:
    if not weights:
        return None
    best = max(weights, key=lambda weight: weight.prizes)
    return Weight(sum(weight.points for weight in weights), best.prizes, best.best)
