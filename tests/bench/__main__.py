"""Measures, prints the table, and fails if a bound does not hold. `-m tests.bench [part …]`."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable

from tests.bench.batch import measure_batch
from tests.bench.bench_diff import measure_differences
from tests.bench.bench_proof import measure_proofs
from tests.bench.desk import measure_desk
from tests.bench.engine import measure_engines
from tests.bench.large import measure_large_guide
from tests.bench.light import measure_light, measure_sheets
from tests.bench.register import measure_register
from tests.bench.table import Row, to_text

PARTS: dict[str, tuple[str, Callable[[], list[Row]]]] = {
    "engine": ("Engine, the shipped guide, 20,000 finished visits", measure_engines),
    "large": ("Engine, ten thousand routes", measure_large_guide),
    "light": ("Window", measure_light),
    "desk": ("Advisor’s desk", measure_desk),
    "sheet": ("Sheet", measure_sheets),
    "proof": ("Proof of a guide", measure_proofs),
    "register": ("Register, a million cases", measure_register),
    "batch": ("A file of 100,000 companies, against the csv module", measure_batch),
    "diff": ("Difference of two guides", measure_differences),
}


def main(names: list[str]) -> int:
    """Measures the named parts, or all; 0 if every bound holds, 1 if one does not."""
    rows: list[Row] = []
    for name in names or PARTS:
        if name not in PARTS:
            print(f"no part {name}; there are {', '.join(PARTS)}", file=sys.stderr)
            return 2
        title, measure = PARTS[name]
        found = measure()
        print(to_text(title, found), end="\n\n", flush=True)
        rows += found
    broken = [row.name for row in rows if not row.holds]
    print(f"{os.cpu_count()} cores, load {os.getloadavg()[0]:.1f} over the last minute")
    print(f"{len(broken)} of {sum(bool(row.bound) for row in rows)} bounds broken")
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
