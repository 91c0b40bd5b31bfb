"""How often each member is recommended over all possible answers: what the rules alone make of it.

Exact, by counting boxes: no visit is listed and none is drawn.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from desktop.decide import routes_in_force
from desktop.guide.cutting import TooLarge
from desktop.guide.model import Guide, Verdict
from desktop.guide.weighing import weigh
from desktop.proof.search import Search


def shares_of_space(guide: Guide, on: date) -> Mapping[str, float] | None:
    """For each member, its part of all recommendations that the guide's visits lead to.

    From 0 to 1, together 1; all 0 for a guide that recommends nobody. None for a guide whose space
    is too large to count.
    """
    try:
        counts = _recommended(guide, on)
    except TooLarge:
        return None
    whole = sum(counts.values())
    # Whole numbers of any length divide exactly enough.
    return {member: count / whole if whole else 0.0 for member, count in counts.items()}


def _recommended(guide: Guide, on: date) -> dict[str, int]:
    """In how many finished visits each member is recommended."""
    search = Search(guide)
    every = search.weight.points
    counts = {}
    for member in guide.members:
        boxes = [
            box
            for route in routes_in_force(guide, on)
            if route.member == member.id and route.verdict is Verdict.RECOMMENDED
            for box in search.boxes_of(route.when)
        ]
        cover = [*search.space.unreachable, *boxes]
        left = weigh(search.space.cutter, search.space.full, cover, 0, search.budget)
        counts[member.id] = every - left.points
    return counts
