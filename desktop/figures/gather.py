"""Turns counts into figures, in the words of one language."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from desktop.figures import kiosk, referrals
from desktop.figures.model import (
    Area,
    Bar,
    Bars,
    Figure,
    Figures,
    Pair,
    Pairs,
    Shaded,
    Strip,
    Strips,
    Table,
)
from desktop.figures.naming import Names, months_between
from desktop.guide.model import Guide
from desktop.kiosk.counts import Cell
from desktop.register.model import Statistics
from desktop.text import phrase


@dataclass(frozen=True, slots=True)
class Counted:
    """All that figures are made from: counts, never a case."""

    statistics: Statistics
    cells: Sequence[Cell] = ()
    """The kiosk's counters of the same days."""
    shares: Mapping[str, float] | None = None
    """Of each member over the whole answer space; None where it was too large to count."""
    made_up: bool = False


def gather(guide: Guide, counted: Counted, language: str) -> Figures:
    """Every figure of the period, in `language`."""
    names = Names(guide, language)
    statistics = counted.statistics
    figures = (
        _needs(names, statistics),
        referrals.members(names, statistics),
        _departments(names, statistics),
        referrals.delays(names, statistics),
        _uncovered(names, statistics),
        kiosk.left(names, counted.cells),
        _neutrality(names, statistics, counted.shares),
    )
    return Figures(
        names.say(phrase("figures.title")),
        names.period(statistics.since, statistics.until),
        statistics.cases,
        _keys(names, statistics),
        figures,
        counted.made_up,
    )


def _keys(names: Names, statistics: Statistics) -> tuple[tuple[str, str], ...]:
    sent = sum(statistics.members.values())
    first = referrals.median_delay(statistics)
    days = names.number(first) if first is not None else names.say(phrase("figures.none"))
    uncovered = sum(statistics.uncovered.values())
    counts = (
        (statistics.cases, "figures.key.cases"),
        (sent, "figures.key.referrals"),
        (uncovered, "figures.key.uncovered"),
    )
    found = [(names.number(n), names.say(phrase(key, n=n))) for n, key in counts]
    found.insert(2, (days, names.say(phrase("figures.key.delay", n=first or 0))))
    return tuple(found)


def _needs(names: Names, statistics: Statistics) -> Figure:
    months = months_between(statistics.since, statistics.until)
    counts = statistics.needs_by_month
    rows = tuple(
        Strip(names.need(need), tuple(counts.get((month, need), 0) for month in months))
        for need in names.needs_in(need for _, need in counts)
    )
    total = sum(sum(row.values) for row in rows)
    most = max(rows, key=lambda row: sum(row.values), default=None)
    gist = phrase("figures.no-case")
    if most is not None and total:
        asked, of_all = names.number(sum(most.values)), names.number(total)
        gist = phrase("figures.needs.gist", need=most.label, n=asked, total=of_all)
    columns = tuple(names.month(month) for month in months)
    table = Table(
        (names.say(phrase("figures.head.need")), *columns, names.say(phrase("figures.head.total"))),
        tuple((row.label, *row.values, sum(row.values)) for row in rows),
    )
    short = tuple(names.short_month(month) for month in months)
    return names.figure("needs", gist, Strips(short, rows), table)


def _departments(names: Names, statistics: Statistics) -> Figure:
    counts = statistics.departments
    areas = tuple(
        Area(code, names.department(code), counts.get(code, 0)) for code in names.departments
    )
    elsewhere = sorted(set(counts) - set(names.departments))
    rows = [(area.code, area.name, area.value) for area in areas]
    rows += [("", names.department(code), counts[code]) for code in elsewhere]
    most = max(areas, key=lambda area: area.value, default=None)
    gist = phrase("figures.no-case")
    if most is not None and most.value:
        others = sum(counts[code] for code in elsewhere)
        gist = phrase(
            "figures.departments.gist",
            name=most.name,
            n=names.number(most.value),
            others=names.number(others),
        )
    heads = ("figures.head.code", "figures.head.department", "figures.head.cases")
    table = Table(tuple(names.say(phrase(head)) for head in heads), tuple(rows))
    return names.figure("departments", gist, Shaded(areas), table)


def _uncovered(names: Names, statistics: Statistics) -> Figure:
    counts = sorted(statistics.uncovered.items(), key=lambda pair: (-pair[1], pair[0]))
    rows = tuple(Bar(names.uncovered(what), (n,)) for what, n in counts)
    total = sum(n for _, n in counts)
    gist = phrase("figures.uncovered.none")
    if rows:
        gist = phrase("figures.uncovered.gist", n=names.number(total), what=rows[0].label)
    heads = (names.say(phrase("figures.head.uncovered")), names.say(phrase("figures.head.cases")))
    table = Table(heads, tuple((bar.label, *bar.parts) for bar in rows))
    return names.figure("uncovered", gist, Bars(rows), table)


def _neutrality(names: Names, statistics: Statistics, shares: Mapping[str, float] | None) -> Figure:
    sent = referrals.by_member(statistics)
    total = sum(sent.values())
    rows = tuple(
        _pair(
            names,
            member,
            sent.get(member, 0) / total if total else None,
            None if shares is None else shares.get(member, 0.0),
        )
        for member in names.members_in(sent)
    )
    gist = phrase("figures.no-case")
    widest = max(rows, key=_distance, default=None)
    if total and widest is not None and widest.first is not None and widest.second is not None:
        gist = phrase(
            "figures.neutrality.gist",
            member=widest.label,
            real=names.percent(widest.first),
            space=names.percent(widest.second),
        )
    legend = tuple(names.say(phrase(f"figures.neutrality.{name}")) for name in ("real", "space"))
    first, second = legend
    table = Table(
        (names.say(phrase("figures.head.member")), first, second),
        tuple((row.label, *row.told) for row in rows),
    )
    figure = names.figure("neutrality", gist, Pairs(rows, (first, second)), table)
    if shares is None:
        return replace(figure, note=names.say(phrase("figures.neutrality.too-large")))
    return figure


def _pair(names: Names, member: str, first: float | None, second: float | None) -> Pair:
    return Pair(names.member(member), first, second, (names.share(first), names.share(second)))


def _distance(row: Pair) -> float:
    return abs((row.first or 0.0) - (row.second or 0.0))
