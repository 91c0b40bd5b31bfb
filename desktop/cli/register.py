"""The commands on the register: what they read and show, and the family they make."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import islice
from typing import Any, BinaryIO

import click

from desktop.cli import register_words as words
from desktop.cli.register_advisors import advisors_commands
from desktop.cli.register_carrying import export_command, import_command
from desktop.cli.register_upkeep import (
    backup_command,
    purge_command,
    restore_command,
    verify_command,
)
from desktop.cli.registers import advisor, filters, opened, rows_of, target, to_query, to_sort
from desktop.cli.session import Group, Session, command
from desktop.cli.statistics import stats_command
from desktop.errors import BadRequest
from desktop.export.csv_file import csv_parts
from desktop.figures.naming import Names
from desktop.register.model import Row
from desktop.text import phrase

SHOWN = 50
"""Cases that are said on a terminal, unless more are asked for."""
MOST = 2**31


@command("list")
@filters
@click.option("--sort", default="opened")
@click.option("--ascending", is_flag=True)
@click.option("--limit", type=click.IntRange(1, MOST))
@click.option("--json", "as_json", is_flag=True)
@click.option("--csv", "as_csv", is_flag=True)
@click.option("-o", "--output")
@click.pass_obj
def list_command(
    session: Session,
    /,
    sort: str,
    ascending: bool,
    limit: int | None,
    as_json: bool,
    as_csv: bool,
    output: str | None,
    **chosen: Any,
) -> None:
    if as_json and as_csv:
        raise BadRequest(phrase("register-cli.one-form"))
    query = replace(to_query(**chosen), sort=to_sort(sort), descending=not ascending)
    is_table = as_json or as_csv or output is not None
    most = limit if is_table or limit else SHOWN
    names = Names(session.guide(), session.language)
    with opened(session) as register:
        rows = rows_of(register, query)
        if not is_table:
            _say_rows(session, names, rows, most or SHOWN)
            return
        with target(output) as file:
            kept = islice(rows, most)
            parts = _csv(names, session, kept) if as_csv else _json(kept)
            _write(file, parts)
        register.note("listed", advisor(session, None))


def _write(file: BinaryIO, parts: Iterable[bytes]) -> None:
    file.writelines(parts)


def _say_rows(session: Session, names: Names, rows: Iterator[Row], most: int) -> None:
    shown = 0
    for row in islice(rows, most):
        for line in words.to_lines(names, row):
            click.echo(line)
        shown += 1
    session.print(phrase("register-cli.count", n=shown))
    if next(rows, None) is not None:
        session.print(phrase("register-cli.more"))


def _json(rows: Iterable[Row]) -> Iterator[bytes]:
    """One object, a case on each line, so that a long list is never in memory."""
    yield b'{"format": 1, "cases": ['
    between = b"\n"
    for row in rows:
        yield between + json.dumps(words.to_json(row), ensure_ascii=False).encode()
        between = b",\n"
    yield b"\n]}\n"


def _csv(names: Names, session: Session, rows: Iterable[Row]) -> Iterator[bytes]:
    separator = ";" if session.language == "fr" else ","
    cells = (words.to_cells(names, row) for row in rows)
    return csv_parts(cells, words.headers(names), separator)


@command("show")
@click.argument("who")
@click.option("--json", "as_json", is_flag=True)
@click.option("--by")
@click.pass_obj
def show_command(session: Session, who: str, as_json: bool, by: str | None) -> None:
    names = Names(session.guide(), session.language)
    looking = advisor(session, by)
    with opened(session) as register:
        found = register.cases_of(who)
        if not found:
            raise BadRequest(phrase("register-cli.nobody", value=who[:60]))
        if as_json:
            held = register.access(who, looking)
            click.echo(json.dumps(held, ensure_ascii=False, indent=2))
            return
        for number, case in enumerate(found):
            events, sent = register.events(case), register.sent(case)
            for line in words.case_lines(names, register.case(case), events, sent):
                click.echo(line)
            register.note_opened(case, looking)
            if number < len(found) - 1:
                click.echo()


register_commands = Group(
    "register",
    commands=[
        list_command,
        show_command,
        export_command,
        import_command,
        purge_command,
        backup_command,
        restore_command,
        verify_command,
        stats_command,
        advisors_commands,
    ],
)
