"""Decisions a second: ours, zen-engine with its trace, and Python written by hand."""

from __future__ import annotations

import gc
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import partial
from statistics import median
from typing import TypeVar

from desktop import paths
from desktop.decide import Decider, decider
from desktop.guide.loader import load_guide
from desktop.guide.masks import Answers
from desktop.guide.model import Guide
from tests.bench.explained import Engine, Explained, ours
from tests.bench.hand_written import hand_written
from tests.bench.measure import Candidate, interleave, ratio
from tests.bench.table import Row
from tests.bench.visits import draw_visits
from tests.bench.zen_rules import Inputs, ZenRules, zen_runner

DAY = date(2026, 11, 24)
VISITS = 20_000
ROUNDS = 7
TIMES_ZEN = 10
PART_OF_HAND_WRITTEN = 0.25

_Case = TypeVar("_Case")


def measure_engines(count: int = VISITS, rounds: int = ROUNDS) -> list[Row]:
    """The rows of the three engines on the same visits; raises EnginesDiffer."""
    guide = load_guide(paths.shipped_guide())
    visits = draw_visits(guide, count)
    table, whole = ZenRules(guide), ZenRules(guide, columns=False)
    compare(
        {
            "ours": ours(as_new(guide)),
            "written by hand": hand_written(guide),
            "zen": zen_runner(table),
            "zen, one expression": zen_runner(whole),
        },
        visits,
    )
    inputs = [table.to_inputs(visit) for visit in visits]
    seconds = interleave(_candidates(guide, visits, inputs, table, whole), rounds)
    return _to_rows(seconds, count)


class EnginesDiffer(AssertionError):
    """Two engines do not say the same of a visit: there is nothing to time."""


def compare(engines: Mapping[str, Engine], visits: Sequence[Answers]) -> None:
    """Runs every engine on every visit; raises EnginesDiffer with the first difference.

    The routes of one member have no order of their own.
    """
    first, *others = engines.items()
    for visit in visits:
        wanted = _in_order(first[1](visit))
        for name, engine in others:
            found = _in_order(engine(visit))
            if found != wanted:
                raise EnginesDiffer(f"{visit}\n{first[0]}: {wanted}\n{name}: {found}")


def _in_order(explained: Explained) -> Explained:
    return [(member, verdict, sorted(routes)) for member, verdict, routes in explained]


def as_new(guide: Guide) -> Decider:
    """The product's engine made ready, and no visit decided yet.

    A large guide makes itself ready choice by choice: so each is named once.
    """
    engine = decider(replace(guide, _kept={}), DAY)
    for question in guide.questions:
        for choice in question.choices:
            engine.decide({question.id: (choice.id,)})
    return engine


class Fresh:
    """The product's engine, as new for each run."""

    def __init__(self, guide: Guide, visits: Sequence[Answers]) -> None:
        self._guide, self._visits = guide, visits
        self._run: Callable[[], None] = partial(run_all, ours(as_new(guide)), visits)

    def renew(self) -> None:
        """Forgets everything."""
        self._run = partial(run_all, ours(as_new(self._guide)), self._visits)
        gc.collect()  # what was thrown away here is not for the timed run to clear up

    def run(self) -> None:
        """Decides every visit."""
        self._run()


def run_all(decide: Callable[[_Case], object], cases: Sequence[_Case]) -> None:
    """Decides every case, one at a time."""
    for case in cases:
        decide(case)


def _candidates(
    guide: Guide,
    visits: Sequence[Answers],
    inputs: Sequence[Inputs],
    table: ZenRules,
    whole: ZenRules,
) -> dict[str, Candidate]:
    fresh, warm = Fresh(guide, visits), Fresh(guide, visits)
    return {
        "ours": Candidate(warm.run),
        "ours, cold": Candidate(fresh.run, before=fresh.renew),
        "hand": Candidate(partial(run_all, hand_written(guide), visits)),
        "zen": Candidate(partial(run_all, table.explain, inputs)),
        "zen, one expression": Candidate(partial(run_all, whole.explain, inputs)),
    }


def _to_rows(seconds: Mapping[str, Sequence[float]], count: int) -> list[Row]:
    labels = {
        "ours": "aiguillage",
        "ours, cold": "aiguillage, nothing remembered at the start",
        "hand": "Python written by hand",
        "zen": "zen-engine with trace, one column a question",
        "zen, one expression": "zen-engine with trace, one expression a row",
    }
    told = [
        Row(label, count / median(seconds[name]), "decisions/s") for name, label in labels.items()
    ]
    compared = []
    for name in ("ours", "ours, cold"):
        for zen in ("zen", "zen, one expression"):
            times = ratio(seconds[zen], seconds[name])
            compared.append(Row(f"{labels[name]} / {labels[zen]}", times, at_least=TIMES_ZEN))
        times = ratio(seconds["hand"], seconds[name])
        compared.append(
            Row(f"{labels[name]} / {labels['hand']}", times, at_least=PART_OF_HAND_WRITTEN)
        )
    return told + compared
