"""The command on a file of companies: batch."""

from __future__ import annotations

import csv
import io
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import BinaryIO

import click

from desktop.batch.rows import Refused
from desktop.batch.running import Routed, Wishes, route_file
from desktop.batch.source import ENCODINGS, Source, open_source
from desktop.cli.progress import progress
from desktop.cli.session import Session, command, to_day
from desktop.errors import BadRequest
from desktop.export import neutral
from desktop.files import replacing
from desktop.guide.model import Guide, Kind
from desktop.text import Phrase, phrase, say

MOST_TOLD = 20
"""Rows left out that are told one by one on the terminal."""


@command("batch")
@click.argument("file", required=False)
@click.option("-o", "--output")
@click.option("--rejects")
@click.option("--encoding", default="utf-8")
@click.option("--ticket", "with_ticket", is_flag=True)
@click.option("--for-spreadsheet", "is_neutral", is_flag=True)
@click.option("--on")
@click.option("--columns", "is_asked", is_flag=True)
@click.pass_obj
def batch_command(
    session: Session,
    file: str | None,
    output: str | None,
    rejects: str | None,
    encoding: str,
    with_ticket: bool,
    is_neutral: bool,
    on: str | None,
    is_asked: bool,
) -> None:
    guide = session.guide()
    if is_asked:
        _say_columns(session, guide)
        return
    if file is None or output is None:
        raise BadRequest(phrase("batch.usage"))
    if encoding not in ENCODINGS:
        known = ", ".join(ENCODINGS)
        raise BadRequest(phrase("batch.unknown-encoding", value=encoding[:40], known=known))
    wishes = Wishes(to_day(on), with_ticket, is_neutral)
    with open_source(file, sys.stdin.buffer, encoding) as source:
        done = _run(session, guide, source, output, rejects, wishes)
    _say_end(session, done, output, rejects)
    if done.refused:
        raise click.exceptions.Exit(1)


def _run(
    session: Session,
    guide: Guide,
    source: Source,
    output: str,
    rejects: str | None,
    wishes: Wishes,
) -> Routed:
    """Both files take their places together at the end, or neither."""
    with ExitStack() as stack:
        refuse = stack.enter_context(_refusing(session, rejects, source.separator))
        target = stack.enter_context(_target(output))
        tell = stack.enter_context(progress(session, "batch.working", source.size))
        return route_file(guide, source, target, wishes, refuse, tell)


@contextmanager
def _target(output: str) -> Iterator[BinaryIO]:
    if output == "-":
        yield sys.stdout.buffer
        return
    with replacing(Path(output)) as file:
        yield file


@contextmanager
def _refusing(
    session: Session, rejects: str | None, separator: str
) -> Iterator[Callable[[Refused], None]]:
    """What is told of each row left out: in a file of its own, or on the terminal."""
    if rejects is None:
        teller = _Teller(session)
        yield teller.refuse
        teller.end()
        return
    with replacing(Path(rejects)) as file:
        text = io.TextIOWrapper(file, encoding="utf-8-sig", newline="")
        writer = csv.writer(text, delimiter=separator, lineterminator="\r\n")
        writer.writerow([say(phrase(f"batch.rejects-{name}"), session.language) for name in _HEAD])
        yield lambda refused: writer.writerow(_rejected(session, refused))
        text.flush()
        text.detach()


_HEAD = ("line", "reason")


def _rejected(session: Session, refused: Refused) -> list[str]:
    lines = str(refused.first)
    if refused.last > refused.first:
        lines = f"{refused.first}–{refused.last}"
    return [lines, _reasons(session, refused), *(neutral(cell) for cell in refused.cells)]


def _reasons(session: Session, refused: Refused) -> str:
    return " ".join(say(fault, session.language) for fault in refused.faults)


class _Teller:
    """Tells of the first rows left out, then counts."""

    def __init__(self, session: Session) -> None:
        self._session, self._told = session, 0

    def refuse(self, refused: Refused) -> None:
        """Tells of one row."""
        self._told += 1
        if self._told > MOST_TOLD:
            return
        key = "batch.row" if refused.first == refused.last else "batch.rows"
        reasons = _reasons(self._session, refused)
        self._say(phrase(key, first=refused.first, last=refused.last, reasons=reasons))

    def end(self) -> None:
        """Says how many more there were."""
        if self._told > MOST_TOLD:
            self._say(phrase("batch.more-rows", n=self._told - MOST_TOLD))

    def _say(self, sentence: Phrase) -> None:
        click.echo(say(sentence, self._session.language), err=True)


def _say_end(session: Session, done: Routed, output: str, rejects: str | None) -> None:
    """On the terminal's other channel: the standard output may be the table itself."""
    routed = done.rows - done.refused
    sentences = [phrase("batch.done", n=routed, path=output)]
    if done.refused:
        key = "batch.left-out" if rejects is None else "batch.left-out-in"
        sentences.append(phrase(key, n=done.refused, path=rejects or ""))
    for sentence in sentences:
        click.echo(say(sentence, session.language), err=True)


def _say_columns(session: Session, guide: Guide) -> None:
    """The columns that this guide reads, and what may stand in each."""
    for question in guide.questions:
        several = "several" if question.kind is Kind.SEVERAL else "one"
        ask = question.ask.in_(session.language)
        click.echo(f"{question.id}: {ask} ({say(phrase(f'batch.{several}'), session.language)})")
        if question.kind is Kind.TERRITORY:
            session.print(phrase("batch.place"))
        for choice in question.choices:
            click.echo(f"    {choice.id}: {choice.label.in_(session.language)}")
