"""How long a proof takes: the shipped guide, from its folder; and a thousand routes."""

from __future__ import annotations

import time
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from desktop import paths
from desktop.guide.loader import load_guide
from desktop.proof.prove import prove
from tests import guides
from tests.bench.engine import DAY
from tests.bench.table import Row
from tests.proof.large_guides import by_theme

ROUNDS = 5
SHIPPED_SECONDS = 1.0
LARGE_SECONDS = 10.0
ROUTES = 1_000


def measure_proofs(rounds: int = ROUNDS, routes: int = ROUTES) -> list[Row]:
    """The shipped guide and one of a thousand routes over 72 choices given together."""
    shipped = [_time(paths.shipped_guide()) for _ in range(rounds)]
    with TemporaryDirectory() as folder:
        seconds, visits = _time(guides.write(Path(folder) / "large", by_theme(routes)))
    note = f"{visits:.1e} visits, loading included"
    name = f"{routes:,} routes proved"
    return [
        Row(
            "the shipped guide proved", median(s for s, _ in shipped), "s", at_most=SHIPPED_SECONDS
        ),
        Row(name, seconds, "s", at_most=LARGE_SECONDS, note=note),
    ]


def _time(folder: Path) -> tuple[float, int]:
    """Seconds from a folder to the whole proof, and how many visits it is over."""
    start = time.perf_counter()
    proof = prove(load_guide(folder), DAY)
    seconds = time.perf_counter() - start
    if not proof.holds:
        raise ValueError(f"{folder.name} is not proved")
    return seconds, proof.visits
