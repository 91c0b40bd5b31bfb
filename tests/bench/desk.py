"""How quickly the advisor's desk answers a key."""

from __future__ import annotations

from tests.bench.light import run_program
from tests.bench.measure import percentile
from tests.bench.table import Row

VISITS = 100
KEY_MS = 50.0


def measure_desk(visits: int = VISITS) -> list[Row]:
    """From a key to the six verdicts painted, at the 99th percentile."""
    told = run_program("desk_keys.py", [str(visits)], {"QT_QPA_PLATFORM": "offscreen"})
    note = f"{len(told['clock'])} keys"
    return [
        Row("from a key to the verdicts, median", percentile(told["clock"], 50), "ms", note=note),
        Row(
            "from a key to the verdicts, 99th percentile, processor",
            percentile(told["processor"], 99),
            "ms",
            at_most=KEY_MS,
        ),
        Row("the same by the clock", percentile(told["clock"], 99), "ms", at_most=KEY_MS),
    ]
