"""Ten thousand routes against fifteen, as many firing; and how long they take to load."""

from __future__ import annotations

import time
from collections.abc import Sequence
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from desktop import paths
from desktop.decide import Decider
from desktop.guide.loader import load_guide
from desktop.guide.masks import Answers
from desktop.guide.model import Guide, Kind
from tests.bench.engine import Fresh, as_new
from tests.bench.large_guide import write_large_guide, write_small_guide
from tests.bench.measure import Candidate, interleave, ratio
from tests.bench.table import Row
from tests.bench.visits import draw_visits

DRAWN = 30_000
VISITS = 5_000
FIRST = 30
ROUNDS = 15
LOADS = 3
TIMES = 3


def measure_large_guide(drawn: int = DRAWN, rounds: int = ROUNDS, loads: int = LOADS) -> list[Row]:
    """The rows of the large guide beside the small one."""
    shipped = load_guide(paths.shipped_guide())
    with TemporaryDirectory() as folder:
        small_folder, large_folder = Path(folder) / "small", Path(folder) / "large"
        write_small_guide(shipped, paths.shipped_guide(), small_folder)
        write_large_guide(shipped, paths.shipped_guide(), large_folder)
        megabytes = (large_folder / "routes.yaml").stat().st_size / 1e6
        small = load_guide(small_folder)
        large, load_time = _timed_load(large_folder, loads)
    visits = _different_visits(small, large, drawn)
    return [
        *_compare(small, large, visits, rounds),
        Row(f"loading {len(large.routes):,} routes ({megabytes:.1f} MB)", load_time, "s"),
        Row("loading, by size", megabytes / load_time, "MB/s"),
    ]


def _timed_load(folder: Path, loads: int) -> tuple[Guide, float]:
    seconds = []
    guide = None
    for _ in range(loads):
        guide = None  # the one before is given back first, as when a guide is replaced
        start = time.perf_counter()
        guide = load_guide(folder)
        seconds.append(time.perf_counter() - start)
    assert guide is not None
    return guide, median(seconds)


def _different_visits(small: Guide, large: Guide, drawn: int) -> list[Answers]:
    """Visits that fire as many routes of both guides, and never the same routes twice.

    So remembering what was decided before helps neither guide the first time.
    """
    territory = next(question.id for question in large.questions if question.kind is Kind.TERRITORY)
    few, many = as_new(small), as_new(large)
    found: dict[frozenset[str], Answers] = {}
    for visit in draw_visits(large, drawn):
        if visit[territory][0].isdigit():
            fired = _fired(few, visit)
            assert len(fired) == len(_fired(many, visit))
            found.setdefault(fired, visit)
    return list(found.values())[:VISITS]


def _fired(decider: Decider, visit: Answers) -> frozenset[str]:
    decision = decider.decide(visit)
    return frozenset(route.id for found in decision.members for route in found.routes)


def _compare(small: Guide, large: Guide, visits: Sequence[Answers], rounds: int) -> list[Row]:
    met = {"small": Fresh(small, visits), "large": Fresh(large, visits)}
    for one in met.values():
        one.run()
    new = {"small": Fresh(small, visits), "large": Fresh(large, visits)}
    first = {"small": Fresh(small, visits[:FIRST]), "large": Fresh(large, visits[:FIRST])}
    seconds = interleave(
        {
            **{f"met before, {name}": Candidate(one.run) for name, one in met.items()},
            **{f"new, {name}": Candidate(one.run, one.renew) for name, one in new.items()},
            **{f"first, {name}": Candidate(one.run, one.renew) for name, one in first.items()},
        },
        rounds,
    )
    named = f"{len(large.routes):,} routes / {len(small.routes)}, as many firing"

    def row(label: str, kind: str, count: int, bound: float | None) -> Row:
        few, many = seconds[f"{kind}, small"], seconds[f"{kind}, large"]
        both = (f"{median(taken) / count * 1e6:.1f}" for taken in (many, few))
        note = f"{' against '.join(both)} µs"
        return Row(f"{named}: {label}", ratio(many, few), at_most=bound, note=note)

    return [
        row(f"{len(visits):,} visits met before", "met before", len(visits), TIMES),
        row(f"the first {FIRST} visits of all", "first", FIRST, TIMES),
        # No bound: fifteen routes make few sets of boxes, and remember them after some visits.
        row(f"{len(visits):,} visits, none the same", "new", len(visits), None),
    ]
