"""Figures of referrals: how many each member was sent and what became of them, and how soon."""

from __future__ import annotations

from collections import Counter

from desktop.figures.model import Bar, Bars, Figure, Table
from desktop.figures.naming import Names
from desktop.register.model import URGENCY, State, Statistics
from desktop.text import phrase

SHOWN = (
    *(State.HELP_OFFERED, State.TAKEN_UP, State.WAITING),
    *(State.UNREACHABLE, State.NO_HELP, State.REFUSED),
)
"""The states from the best end to the worst."""

SPANS = ((0, 0), (1, 2), (3, 7), (8, 14), (15, 30), (31, None))
"""Days to the first contact, from and to."""


def by_member(statistics: Statistics) -> Counter[str]:
    """How many referrals each member was sent."""
    found: Counter[str] = Counter()
    for (member, _), n in statistics.members.items():
        found[member] += n
    return found


def members(names: Names, statistics: Statistics) -> Figure:
    """Each member's referrals by where they stand."""
    sent = by_member(statistics)
    rows = tuple(
        Bar(
            names.member(member),
            tuple(statistics.members.get((member, state), 0) for state in SHOWN),
        )
        for member in names.members_in(sent)
    )
    total = sum(sent.values())
    gist = phrase("figures.no-referral")
    if total:
        helped = sum(statistics.members.get((m, State.HELP_OFFERED), 0) for m in sent)
        gist = phrase(
            "figures.members.gist", total=names.number(total), share=names.percent(helped / total)
        )
    legend = tuple(map(names.state, SHOWN))
    heads = (phrase("figures.head.member"), phrase("figures.head.referrals"))
    table = Table(
        (*map(names.say, heads), names.say(phrase("figures.head.share")), *legend),
        tuple(
            (row.label, sum(filled(row)), names.share(_share(row, total)), *filled(row))
            for row in rows
        ),
    )
    return names.figure("members", gist, Bars(rows, legend), table)


def delays(names: Names, statistics: Statistics) -> Figure:
    """How many days went by before the first contact."""
    counts = [
        sum(n for days, n in statistics.delays.items() if _is_within(days, span)) for span in SPANS
    ]
    waiting = sum(n for (_, state), n in statistics.members.items() if state is URGENCY[0])
    labels = [_span(names, first, last) for first, last in SPANS]
    rows = [Bar(label, (n,)) for label, n in zip(labels, counts, strict=True)]
    rows.append(Bar(names.say(phrase("figures.delays.waiting")), (waiting,)))
    middle = median_delay(statistics)
    gist = phrase("figures.delays.none")
    if middle is not None:
        gist = phrase("figures.delays.gist", n=middle)
    heads = (phrase("figures.head.delay"), phrase("figures.head.referrals"))
    table = Table(tuple(map(names.say, heads)), tuple((row.label, *row.parts) for row in rows))
    return names.figure("delays", gist, Bars(tuple(rows)), table)


def median_delay(statistics: Statistics) -> int | None:
    """The number of days that half of the first contacts did not take longer than."""
    total, passed = sum(statistics.delays.values()), 0
    for days, n in sorted(statistics.delays.items()):
        passed += n
        if 2 * passed >= total:
            return days
    return None


def filled(bar: Bar) -> tuple[int, ...]:
    """The parts of a bar, nothing being told as nought."""
    return tuple(part or 0 for part in bar.parts)


def _share(bar: Bar, total: int) -> float | None:
    return sum(filled(bar)) / total if total else None


def _is_within(days: int, span: tuple[int, int | None]) -> bool:
    first, last = span
    return first <= days and (last is None or days <= last)


def _span(names: Names, first: int, last: int | None) -> str:
    if last is None:
        return names.say(phrase("figures.delays.more", n=first - 1))
    if first == last:
        return names.say(phrase("figures.delays.same-day"))
    return names.say(phrase("figures.delays.days", first=first, last=last))
