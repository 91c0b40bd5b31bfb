"""The command that tells the numbers of the figures page: register stats."""

from __future__ import annotations

import json
from codecs import BOM_UTF8
from collections import Counter
from collections.abc import Mapping
from dataclasses import asdict
from datetime import date
from enum import Enum
from typing import Any

import click

from desktop.cli.registers import opened, target
from desktop.cli.session import Session, command, to_day
from desktop.errors import BadRequest
from desktop.export import Sheet, to_csv, to_xlsx
from desktop.figures.gather import Counted, gather
from desktop.figures.model import Figures
from desktop.figures.periods import PERIODS, bounds
from desktop.figures.reading import count
from desktop.kiosk.counts_csv import hidden_in
from desktop.text import phrase


@command("stats")
@click.option("--from", "since")
@click.option("--until")
@click.option("--period", default=PERIODS[0])
@click.option("--json", "kind", flag_value="json")
@click.option("--csv", "kind", flag_value="csv")
@click.option("--xlsx", "kind", flag_value="xlsx")
@click.option("-o", "--output")
@click.pass_obj
def stats_command(
    session: Session,
    since: str | None,
    until: str | None,
    period: str,
    kind: str | None,
    output: str | None,
) -> None:
    guide = session.guide()
    days = _days(since, until, period)
    with opened(session) as register:
        counted = count(register, session.data_folder, guide, days)
    figures = gather(guide, counted, session.language)
    if kind is None and output is None:
        _say(figures)
        return
    with target(output) as file:
        file.write(_written(kind or "json", counted, figures, session.language))


def _days(since: str | None, until: str | None, period: str) -> tuple[date, date]:
    if period not in PERIODS:
        known = ", ".join(PERIODS)
        raise BadRequest(phrase("register-cli.not-one-of", value=period[:40], known=known))
    first, last = bounds(period, date.today())
    chosen = (to_day(since) if since else first, to_day(until) if until else last)
    if chosen[0] > chosen[1]:
        raise BadRequest(phrase("register-cli.days-reversed"))
    return chosen


def _say(figures: Figures) -> None:
    click.echo(f"{figures.title}, {figures.period}")
    for number, what in figures.keys:
        click.echo(f"    {number}  {what}")
    for figure in figures.all:
        click.echo(f"\n{figure.title}")
        if figure.gist:
            click.echo(f"    {figure.gist}")
        for row in figure.table.rows:
            click.echo(f"    {'  '.join('' if cell is None else str(cell) for cell in row)}")


def _written(kind: str, counted: Counted, figures: Figures, language: str) -> bytes:
    if kind == "xlsx":
        tables = (Sheet(f.title, f.table.headers, f.table.rows) for f in figures.all)
        return to_xlsx(tables)
    if kind == "csv":
        separator = ";" if language == "fr" else ","
        parts = [_csv(figure, separator) for figure in figures.all]
        return BOM_UTF8 + b"\r\n".join(part.removeprefix(BOM_UTF8) for part in parts)
    return f"{json.dumps(to_json(counted), ensure_ascii=False, indent=2)}\n".encode()


def _csv(figure: Any, separator: str) -> bytes:
    """One table, its title in place of its first head."""
    return to_csv(figure.table.rows, (figure.title, *figure.table.headers[1:]), separator)


def to_json(counted: Counted) -> dict[str, Any]:
    """The counts by id, pairs of keys as lists."""
    found = {
        name: _pairs(value) if isinstance(value, Mapping) else _plain(value)
        for name, value in asdict(counted.statistics).items()
    }
    shares = dict(counted.shares) if counted.shares is not None else None
    made_up = {"made_up": counted.made_up, "kiosk_ends": _ends(counted)}
    return {"format": 1, **found, "shares_of_answers": shares, **made_up}


def _ends(counted: Counted) -> list[dict[str, Any]]:
    """How visits at the kiosk ended; None for a small number, as on the figures page."""
    ends: Counter[str] = Counter()
    for cell in counted.cells:
        if cell.dimension == "end":
            ends[cell.value] += cell.n
    hidden = hidden_in(dict(ends))
    shown = set() if hidden is None else ends.keys() - hidden
    return [{"end": end, "n": n if end in shown else None} for end, n in sorted(ends.items())]


def _pairs(counts: Mapping[Any, int]) -> list[dict[str, Any]]:
    return [
        {"keys": [_plain(part) for part in (key if isinstance(key, tuple) else (key,))], "n": n}
        for key, n in counts.items()
    ]


def _plain(value: object) -> object:
    """The value in JSON's own types."""
    if isinstance(value, Enum):
        return value.value
    return value.isoformat() if isinstance(value, date) else value
