"""The searches of one proof: all on one budget, and none made twice."""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from dataclasses import dataclass, field
from functools import cached_property

from desktop.guide.cutting import Budget
from desktop.guide.model import Condition, Guide
from desktop.guide.space import Space
from desktop.guide.weighing import Weight, weigh

WORK = 30_000_000
"""How often all searches of a proof together may look at a box: some ten seconds. The shipped guide
takes 13,000, one of 5,000 routes three million.
"""


@dataclass
class Search:
    """The searches in the space of one guide; each may raise TooLarge."""

    guide: Guide
    budget: Budget = field(default_factory=lambda: Budget(WORK))
    _known: dict[Hashable, int | None] = field(default_factory=dict, repr=False)
    _boxes: dict[Condition, tuple[int, ...]] = field(default_factory=dict, repr=False)

    @cached_property
    def space(self) -> Space:
        """The space of the guide's visits."""
        return self.guide.derived(Space)

    def boxes_of(self, condition: Condition) -> tuple[int, ...]:
        """The boxes in which `condition` holds."""
        found = self._boxes.get(condition)
        if found is None:
            found = self._boxes[condition] = tuple(self.space.boxes_of(condition))
            self.budget.spend(len(found))
        return found

    def find(
        self, boxes: Iterable[int], less: Iterable[int] = (), key: object = None
    ) -> int | None:
        """A part of one of `boxes` and of none of `less` that visits can be in; None without any.

        The same `key` (if any) always asks for the same boxes, and is looked for once.
        """
        if key is None:
            return self._find(boxes, tuple(less))
        if key not in self._known:
            self._known[key] = self._find(boxes, tuple(less))
        return self._known[key]

    def _find(self, boxes: Iterable[int], less: tuple[int, ...]) -> int | None:
        space = self.space
        for box in boxes:
            self.budget.spend(len(less))
            near = [other for other in less if space.is_some(box & other)]
            cover = [*space.unreachable_near((box, *near)), *near]
            gap = space.cutter.find_gap(box, cover, self.budget)
            if gap is not None:
                return gap
        return None

    def find_in(self, box: int, less: Iterable[int]) -> int | None:
        """A part of `box` and of none of `less`, whether visits can be in it or not."""
        if not self.space.is_some(box):
            return None
        return self.space.cutter.find_gap(box, less, self.budget)

    @cached_property
    def weight(self) -> Weight:
        """How many visits there are, and the longest of them."""
        space = self.space
        asked = sum(space.asked_values(question) for question in self.guide.questions)
        return weigh(space.cutter, space.full, space.unreachable, asked, self.budget)
