"""The register with a million cases: lists and searches, opening, saving, counting, and memory.

A million made-up cases take some minutes to write; with AIGUILLAGE_BENCH_REGISTER naming a folder,
they are written there once and found there the next time.
"""

from __future__ import annotations

import json
import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import Any

from desktop import configuration
from desktop.register.made_up import MadeUpCases
from desktop.register.model import AdvisorId
from desktop.register.store import open_register
from tests.bench.light import run_program
from tests.bench.measure import percentile, ratio
from tests.bench.table import Row

CASES, SMALL = 1_000_000, 1000
SEARCHES = 1500
PAIRS = 9
LIST_MS = 50
SLOWER = 1.10
NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)
SINCE = date(2023, 11, 25)
MEMBERS = {
    "fundraising": ["medef"],
    "financing": ["bpifrance"],
    "financial-management": ["cpme"],
    "local-purchasing": ["ccir"],
    "export": ["ccir"],
    "talent": ["medef"],
    "daily-support": ["agence"],
}
ADVISORS = ["anna", "bruno", *(f"advisor-{number}" for number in range(20))]


def measure_register(cases: int = CASES, searches: int = SEARCHES, pairs: int = PAIRS) -> list[Row]:
    """A register of `cases` made-up cases beside one of a thousand, and beside none."""
    with TemporaryDirectory() as folder, _large(Path(folder), cases) as large:
        small, none = Path(folder) / "small", Path(folder) / "none"
        fill(small, SMALL)
        none.mkdir()
        rows = _list_rows(large, small, cases, searches)
        return [*rows, *_start_rows(large, none, cases, pairs)]


@contextmanager
def _large(folder: Path, cases: int) -> Iterator[Path]:
    kept = os.environ.get("AIGUILLAGE_BENCH_REGISTER")
    data = Path(kept) if kept else folder / "large"
    if not (data / "register" / "cases.db").exists():
        seconds = fill(data, cases)
        print(f"{cases:,} made-up cases written in {seconds:.0f} s", file=sys.stderr)
    yield data


def fill(data: Path, cases: int) -> float:
    """Writes made-up cases over three years; the seconds it took."""
    register = open_register(data, configuration.Register(), lambda: NOW)
    made = MadeUpCases(1, MEMBERS, ADVISORS, ["tax", "patent"])
    start = time.perf_counter()
    register.add_made_up(made.draw(SINCE, NOW.date(), cases, NOW), AdvisorId("bench"))
    seconds = time.perf_counter() - start
    register.close()
    return seconds


def _list_rows(large: Path, small: Path, cases: int, searches: int) -> list[Row]:
    told = {
        name: run_program("register_searches.py", [str(data), str(searches)], {})
        for name, data in (("large", large), ("small", small))
    }
    found, other = told["large"], told["small"]
    lists = [
        Row(
            f"{cases:,} cases: {label}, 95th percentile",
            percentile(found[name], 95),
            "ms",
            at_most=LIST_MS,
            note=_note(found[name], other[name]),
        )
        for name, label in LISTS.items()
    ]
    others = [
        Row(
            f"{cases:,} cases: {label}, median",
            median(found[name]),
            "ms",
            note=_note(found[name], other[name]),
        )
        for name, label in OTHERS.items()
    ]
    memory = found["memory"] / other["memory"]
    label = f"memory after {searches:,} searches, {cases:,} cases / {SMALL:,}"
    note = f"{found['memory']:.0f} against {other['memory']:.0f} MB"
    return [*lists, *others, Row(label, memory, at_most=1.25, note=note)]


LISTS = {
    "first": "first page",
    "typed": "each key of a search typed",
    "any": "any words, filters and order, any page",
}
OTHERS = {
    "opened": "the register opened",
    "due": "reminders of the day",
    "counts": "counts of three years",
    "saved": "a case saved",
    "progress": "an answer of the case in progress kept",
}


def _note(large: list[float], small: list[float]) -> str:
    return f"median {median(large):.1f} ms, of {SMALL:,} cases {median(small):.1f} ms"


def _start_rows(large: Path, none: Path, cases: int, pairs: int) -> list[Row]:
    rows = []
    for mode in ("visit", "desk"):
        more = ["--desk"] if mode == "desk" else []
        taken: dict[str, list[float]] = {"large": [], "none": []}
        for number in range(pairs + 1):
            for name, data in (("large", large), ("none", none)):
                start = time.monotonic()
                words = ["app", str(data), *more]
                told: dict[str, Any] = run_program(
                    "first_paint.py", words, {"QT_QPA_PLATFORM": "offscreen"}
                )
                if number:  # the first pair fills caches
                    taken[name].append(told["at"] - start)
        both = " against ".join(f"{median(each) * 1000:.0f}" for each in taken.values())
        title = f"{mode}: process start to first screen painted, {cases:,} cases / none"
        times = ratio(taken["large"], taken["none"])
        rows.append(Row(title, times, at_most=SLOWER, note=f"{both} ms"))
    return rows


def days_ago(count: int) -> date:
    """A day before the made-up cases end."""
    return NOW.date() - timedelta(days=count)


def to_text(told: dict[str, Any]) -> str:
    """What a program beside this file tells."""
    return json.dumps(told)
