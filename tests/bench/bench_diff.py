"""How long the difference of two guides takes: two versions of the shipped one, and a wide one."""

from __future__ import annotations

import random
import shutil
import time
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from desktop import paths
from desktop.guide.loader import load_guide
from desktop.guide.model import Guide
from desktop.proof.diff import compare
from tests import guides
from tests.bench.engine import DAY
from tests.bench.table import Row

ROUNDS = 5
SECONDS = 2.0
_REVISIONS = (
    (
        "routes.yaml",
        "member: cpme\n  verdict: recommended",
        "member: medef\n  verdict: recommended",
    ),
    ("routes.yaml", "talent-kind: [attract, unknown]", "talent-kind: [attract]"),
    ("interview.yaml", "ask-when: {themes: export}", "ask-when: {themes: [export, talent]}"),
)
THEMES, CHOICES, ROUTES = 6, 9, 1_000


def measure_differences(rounds: int = ROUNDS) -> list[Row]:
    """Two versions of the shipped guide, whole; then a thousand routes of which one moves."""
    with TemporaryDirectory() as folder:
        revised = Path(folder) / "revised"
        shutil.copytree(paths.shipped_guide(), revised)
        for file, before, after in _REVISIONS:
            text = (revised / file).read_text(encoding="utf-8")
            if before not in text:
                raise ValueError(f"{file} no longer says {before!r}")
            (revised / file).write_text(text.replace(before, after, 1), encoding="utf-8")
        shipped = [_time(paths.shipped_guide(), revised) for _ in range(rounds)]
    start = time.perf_counter()
    found = compare(_wide("m0"), _wide("m1"), DAY)
    wide = time.perf_counter() - start
    note = f"{found.common:.1e} visits, both guides loaded too"
    return [
        Row("two versions of the shipped guide", median(shipped), "s", at_most=SECONDS),
        Row("1,000 routes, one of them moved", wide, "s", note=note),
    ]


def _time(old: Path, new: Path) -> float:
    """Seconds from two folders to the whole difference."""
    start = time.perf_counter()
    found = compare(load_guide(old), load_guide(new), DAY)
    seconds = time.perf_counter() - start
    if not found.changed:
        raise ValueError("two versions of the guide do not differ")
    return seconds


def _wide(member: str) -> Guide:
    """Six questions of nine choices, and a thousand routes, the first one to `member`."""
    draw = random.Random(1)
    questions = [guides.question("themes", 1, "several", _ids("t", THEMES))]
    questions += [
        guides.question(f"q{i}", 2 + i, "several", _ids(f"c{i}-", CHOICES), ask_when={"themes": t})
        for i, t in enumerate(_ids("t", THEMES).split())
    ]
    routes = []
    for number in range(ROUTES):
        pair = draw.sample(range(THEMES), 2)
        when = {f"q{i}": f"c{i}-{draw.randrange(CHOICES)}" for i in pair}
        name = f"m{draw.randrange(6)}" if number else member
        routes.append(guides.route(f"r{number}", f"n{draw.randrange(10)}", name, when))
    needs = [guides.need(f"n{i}", i + 1, f"t{i % THEMES}") for i in range(10)]
    members = [guides.member(f"m{i}", i + 1) for i in range(6)]
    return guides.load(guides.guide(questions, needs, members, routes))


def _ids(start: str, count: int) -> str:
    return " ".join(f"{start}{number}" for number in range(count))
