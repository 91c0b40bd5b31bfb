"""Takes times side by side, so that a busy machine slows every candidate alike."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from statistics import median


@dataclass(frozen=True)
class Candidate:
    """What is timed: `before` (not timed) makes it ready, `run` is timed."""

    run: Callable[[], object]
    before: Callable[[], object] = lambda: None


def interleave(candidates: Mapping[str, Candidate], rounds: int) -> dict[str, list[float]]:
    """Seconds of every candidate in each round; each round runs all, in turning order."""
    names = list(candidates)
    seconds: dict[str, list[float]] = {name: [] for name in names}
    for number in range(rounds):
        turn = number % len(names)
        for name in names[turn:] + names[:turn]:
            candidates[name].before()
            start = time.perf_counter()
            candidates[name].run()
            seconds[name].append(time.perf_counter() - start)
    return seconds


def ratio(above: Sequence[float], below: Sequence[float]) -> float:
    """How many times `above` is `below`: the median over the rounds of each round's own ratio."""
    return median(one / other for one, other in zip(above, below, strict=True))


def percentile(values: Sequence[float], percent: float) -> float:
    """The smallest value that at least `percent` % of the values do not exceed."""
    ordered = sorted(values)
    rank = -(-len(ordered) * percent // 100)
    return ordered[max(int(rank) - 1, 0)]
