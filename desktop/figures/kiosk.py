"""Where visits at the kiosk were left, from its counters; small numbers stay hidden."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from desktop.figures.model import Bar, Bars, Figure, Table
from desktop.figures.naming import Names
from desktop.kiosk.counts import FINISHED, LEFT, Cell
from desktop.kiosk.counts_csv import hidden_in
from desktop.text import phrase


def left(names: Names, cells: Iterable[Cell]) -> Figure:
    """How many visits were finished, and at which question the others were left."""
    ends: Counter[str] = Counter()
    for cell in cells:
        if cell.dimension == "end":
            ends[cell.value] += cell.n
    hidden = hidden_in(dict(ends))
    hidden = set(ends) if hidden is None else hidden
    questions = names.questions_in(end.removeprefix(LEFT) for end in ends if end != FINISHED)
    known = [FINISHED, *(f"{LEFT}{question}" for question in questions)]
    rows = tuple(
        Bar(_label(names, end), (None if end in hidden else ends[end],))
        for end in known
        if end in ends
    )
    total, finished = sum(ends.values()), ends[FINISHED]
    gist = phrase("figures.kiosk.none")
    if total and FINISHED not in hidden:
        gist = phrase(
            "figures.kiosk.gist", n=names.number(total), share=names.percent(finished / total)
        )
    elif total:
        gist = phrase("figures.kiosk.few")
    heads = (phrase("figures.head.end"), phrase("figures.head.visits"))
    untold = names.say(phrase("figures.hidden"))
    table = Table(
        tuple(map(names.say, heads)),
        tuple((row.label, untold if row.parts[0] is None else row.parts[0]) for row in rows),
    )
    return names.figure("kiosk", gist, Bars(rows), table)


def _label(names: Names, end: str) -> str:
    if end == FINISHED:
        return names.say(phrase("figures.kiosk.finished"))
    return names.say(phrase("figures.kiosk.left", question=names.question(end.removeprefix(LEFT))))
