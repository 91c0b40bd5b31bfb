"""How light the program is: against a bare PySide6 window, page by page, and sheet by sheet."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import Any

from desktop import paths, sheet
from desktop.guide.loader import load_guide
from desktop.routing import route
from tests.bench.engine import DAY
from tests.bench.measure import percentile, ratio
from tests.bench.table import Row
from tests.bench.visits import draw_visits

PAIRS = 11
WALKS = 20
SHEETS = 150
TIMES_BARE = 2.0
MEMORY_BARE = 1.6
PAGE_MS = 16
SHEET_MS = 15

_HERE = Path(__file__).resolve().parent
_ROOT = _HERE.parents[1]
_MEMORY = {
    "peak": "peak memory, first screen painted",
    "peak at rest": "peak memory, next screens read too",
    "share at rest": "memory of its own and its share of libraries (PSS), at rest",
}

Started = dict[str, list[float]]


def measure_light(pairs: int = PAIRS, walks: int = WALKS) -> list[Row]:
    """Start, memory and page changes, without a screen and under Xvfb where there is one."""
    rows: list[Row] = []
    for name, environment in _platforms():
        with environment as variables:
            rows += _start_rows(name, *start_both(pairs, variables))
            rows += _page_rows(name, run_program("page_changes.py", [str(walks)], variables))
    return rows


def _platforms() -> Iterator[tuple[str, Any]]:
    yield "offscreen", _offscreen()
    if shutil.which("Xvfb"):
        yield "Xvfb", _xvfb()


@contextmanager
def _offscreen() -> Iterator[Mapping[str, str]]:
    yield {"QT_QPA_PLATFORM": "offscreen"}


@contextmanager
def _xvfb() -> Iterator[Mapping[str, str]]:
    reading, writing = os.pipe()
    command = [
        "Xvfb",
        "-displayfd",
        str(writing),
        "-screen",
        "0",
        "1400x900x24",
        "-nolisten",
        "tcp",
    ]
    with subprocess.Popen(command, pass_fds=[writing], stderr=subprocess.DEVNULL) as server:
        os.close(writing)
        with os.fdopen(reading) as told:
            display = told.readline().strip()
        try:
            yield {"QT_QPA_PLATFORM": "xcb", "DISPLAY": f":{display}"}
        finally:
            server.terminate()


def start_both(pairs: int, variables: Mapping[str, str]) -> tuple[Started, Started]:
    """Bare window and ours, one after the other; the first pair, which fills caches, is dropped."""
    bare: Started = {}
    ours: Started = {}
    with TemporaryDirectory() as folder:
        for number in range(pairs + 1):
            for kept, words in ((bare, ["bare"]), (ours, ["app", folder])):
                start = time.monotonic()
                told = run_program("first_paint.py", words, variables)
                if number:
                    kept.setdefault("seconds", []).append(told.pop("at") - start)
                    for name, value in told.items():
                        kept.setdefault(name, []).append(value)
    return bare, ours


def run_program(script: str, words: Sequence[str], variables: Mapping[str, str]) -> dict[str, Any]:
    """Runs one of the programs beside this file; what it told, as JSON."""
    environment = {**os.environ, "PYTHONPATH": str(_ROOT), **variables}
    command = [sys.executable, str(_HERE / script), *words]
    done = subprocess.run(
        command, env=environment, check=True, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    )
    told: dict[str, Any] = json.loads(done.stdout)
    return told


def _start_rows(platform: str, bare: Started, ours: Started) -> list[Row]:
    def note(name: str, unit: str, scale: float = 1) -> str:
        both = (f"{median(one[name]) * scale:.0f}" for one in (ours, bare))
        return f"{' against '.join(both)} {unit}"

    seconds = ratio(ours["seconds"], bare["seconds"])
    title = f"{platform}: process start to first screen painted / bare window"
    rows = [Row(title, seconds, at_most=TIMES_BARE, note=note("seconds", "ms", 1000))]
    # What a busy machine hardly changes; the time that counts for a person is the one above.
    title = f"{platform}: processor time of the same / bare window"
    times = ratio(ours["processor"], bare["processor"])
    rows.append(Row(title, times, note=note("processor", "ms", 1000)))
    for name, label in _MEMORY.items():
        times = ratio(ours[name], bare[name])
        title = f"{platform}: {label} / bare window"
        rows.append(Row(title, times, at_most=MEMORY_BARE, note=note(name, "MB")))
    return rows


def _page_rows(platform: str, milliseconds: Mapping[str, Sequence[float]]) -> list[Row]:
    return [
        Row(
            f"{platform}: click to painted, {kind}, 99th percentile of {len(taken)}",
            percentile(taken, 99),
            "ms",
            at_most=PAGE_MS,
            note=f"median {median(taken):.1f} ms",
        )
        for kind, taken in milliseconds.items()
    ]


def measure_sheets(count: int = SHEETS) -> list[Row]:
    """A sheet once the first has been made, over different outcomes that send to someone."""
    guide = load_guide(paths.shipped_guide())
    outcomes = [route(guide, visit, DAY) for visit in draw_visits(guide, count)]
    outcomes = [outcome for outcome in outcomes if outcome.recommended]
    sheet.to_pdf(replace(outcomes[0], on=DAY.replace(day=1)), "fr")
    by_cards: dict[int, list[float]] = {}
    for number, outcome in enumerate(outcomes):
        language = ("fr", "en")[number % 2]
        start = time.perf_counter()
        sheet.to_pdf(outcome, language)
        taken = (time.perf_counter() - start) * 1000
        by_cards.setdefault(len(outcome.recommended), []).append(taken)
    every = [taken for some in by_cards.values() for taken in some]
    return [
        Row("a warm sheet, median", median(every), "ms", at_most=SHEET_MS),
        Row("a warm sheet, 99th percentile", percentile(every, 99), "ms", at_most=SHEET_MS),
        *(
            Row(f"  with {cards} members recommended", median(by_cards[cards]), "ms")
            for cards in sorted(by_cards)
        ),
    ]
