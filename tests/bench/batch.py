"""A file of 100,000 companies routed, against Python's csv reading and writing the same rows."""

from __future__ import annotations

import csv
import sys
import tempfile
from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from pathlib import Path
from random import Random

from desktop import paths
from desktop.batch.running import Wishes, route_file
from desktop.batch.source import open_source
from desktop.demo.answering import Visits
from desktop.guide.loader import load_guide
from desktop.guide.masks import Answers
from desktop.guide.model import Guide
from desktop.territory import Communes
from tests.bench.measure import Candidate, interleave, percentile, ratio
from tests.bench.table import Row
from tests.bench.visits import draw_visits

ROWS, ROUNDS, AT_MOST = 100_000, 7, 3
DAY = date(2026, 11, 24)
OTHERS = ("siren", "name", "town", "telephone")


def measure_batch(count: int = ROWS, rounds: int = ROUNDS) -> list[Row]:
    """How many times the time of the csv module: for rows as they come, and at their worst."""
    guide = load_guide(paths.shipped_guide())
    with tempfile.TemporaryDirectory() as folder:
        rows = []
        for name, draw, at_most in _KINDS:
            file = Path(folder) / "companies.csv"
            distinct = _write(guide, draw(guide, count), file)
            rows += _measure(guide, file, rounds, name, distinct, at_most)
        return rows


def _real(guide: Guide, count: int) -> list[Answers]:
    """As companies come: mostly one or two needs, in towns by their population."""
    visits = Visits(guide, Communes(), Random(4))
    return [visits.draw() for _ in range(count)]


def _distinct(guide: Guide, count: int) -> list[Answers]:
    """No two rows with the same answers: drawn evenly from all visits, places and orders."""
    found: dict[tuple[object, ...], Answers] = {}
    insees = [commune.insee for _, commune in Communes().names()]
    random, seed = Random(5), 5
    while len(found) < count:
        for visit in draw_visits(guide, count, seed):
            is_here = visit["territory"][0][0].isdigit()
            exact = {**visit, "territory": (random.choice(insees),)} if is_here else visit
            found.setdefault(tuple(exact.items()), exact)
        seed += 1
    return list(found.values())[:count]


def _unfinished(guide: Guide, count: int) -> list[Answers]:
    """As files are that know little of each company: the place and the themes."""
    return [{q: v[q] for q in ("territory", "themes") if q in v} for v in _real(guide, count)]


_KINDS: Sequence[tuple[str, Callable[[Guide, int], list[Answers]], float | None]] = (
    ("rows as they come", _real, AT_MOST),
    ("no two rows the same", _distinct, None),
    ("place and themes alone", _unfinished, None),
)


def _write(guide: Guide, visits: Sequence[Answers], file: Path) -> int:
    """Writes the rows; gives how many different answers there are."""
    ids = [question.id for question in guide.questions]
    cells = [["|".join(visit.get(question, ())) for question in ids] for visit in visits]
    with file.open("w", encoding="utf-8", newline="") as target:
        writer = csv.writer(target)
        writer.writerow([*OTHERS, *ids])
        for number, row in enumerate(cells):
            name = f"Exemple {number} (fictif)"
            writer.writerow([f"{number:09}", name, "Exempleville", f"00 00 {number:06}", *row])
    return len({tuple(row) for row in cells})


def _measure(
    guide: Guide, file: Path, rounds: int, name: str, distinct: int, at_most: float | None
) -> list[Row]:
    ours, theirs = file.with_name("ours.csv"), file.with_name("theirs.csv")
    seconds = interleave(
        {
            "ours": Candidate(partial(_route, guide, file, ours)),
            "csv": Candidate(partial(_copy, file, theirs)),
        },
        rounds,
    )
    note = f"{distinct:,} different; {percentile(seconds['ours'], 50):.2f} s in the middle"
    value = ratio(seconds["ours"], seconds["csv"])
    return [Row(f"{name}, read, routed and written", value, at_most=at_most, note=note)]


def _route(guide: Guide, file: Path, target: Path) -> None:
    with (
        open_source(str(file), sys.stdin.buffer, "utf-8") as source,
        target.open("wb") as output,
    ):
        done = route_file(guide, source, output, Wishes(DAY), print)
    if done.refused:
        raise ValueError("rows were refused: this measures something else")


def _copy(file: Path, target: Path) -> None:
    with (
        file.open(encoding="utf-8", newline="") as source,
        target.open("w", encoding="utf-8", newline="") as output,
    ):
        csv.writer(output).writerows(csv.reader(source))
