"""The commands on a kiosk: set-pin, status, counts, paper-test."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from pathlib import Path

import click

from desktop import configuration
from desktop.cli.session import Group, Session, command, to_day
from desktop.configuration import Kiosk
from desktop.errors import BadRequest
from desktop.files import write_atomically
from desktop.kiosk import counts, hours, paper, pin, speech, test_page
from desktop.kiosk.counts import Cell
from desktop.kiosk.counts_csv import to_csv
from desktop.kiosk.faults import FaultSeen, faults_today, note_fault
from desktop.library.adoption import find_in_use
from desktop.sheet.dates import in_words
from desktop.text import Phrase, phrase, say

_LONGEST_LINE = 200


@command("set-pin")
@click.option("--stdin", "from_stdin", is_flag=True)
@click.pass_obj
def set_pin_command(session: Session, from_stdin: bool) -> None:
    typed = _line() if from_stdin else _typed_twice(session)
    pin.set_pin(session.data_folder, typed)
    session.print(phrase("kiosk-core.pin-set"))
    if pin.is_easy(typed):
        click.echo(say(phrase("kiosk-core.pin-easy"), session.language), err=True)


def _line() -> str:
    return sys.stdin.readline(_LONGEST_LINE).rstrip("\r\n")


def _typed_twice(session: Session) -> str:
    if not sys.stdin.isatty():
        raise BadRequest(phrase("kiosk-core.pin-terminal"))
    import getpass  # late: only a PIN typed by hand needs it

    typed = getpass.getpass(say(phrase("kiosk-core.pin-ask"), session.language))
    if typed != getpass.getpass(say(phrase("kiosk-core.pin-again"), session.language)):
        raise BadRequest(phrase("kiosk-core.pins-differ"))
    return typed


@command("status")
@click.pass_obj
def status_command(session: Session) -> None:
    now, data = datetime.now(), session.data_folder
    loaded = configuration.load(data, session.overrides)
    for sentence in _status(session, loaded.configuration.kiosk, now):
        session.print(sentence)
    for wrong in loaded.faults:
        click.echo(say(wrong.phrase, session.language), err=True)
    seen = faults_today(data, now)
    session.print(phrase("kiosk-core.status.faults", n=sum(fault.times for fault in seen)))
    for fault in seen:
        session.print(_fault_line(fault))


def _fault_line(fault: FaultSeen) -> Phrase:
    last = f"{fault.last:%H:%M}"
    return phrase("kiosk-core.status.fault", last=last, times=fault.times, fault=fault.phrase)


def _status(session: Session, kiosk: Kiosk, now: datetime) -> Iterator[Phrase]:
    data = session.data_folder
    guide = find_in_use(data, now.date()).guide
    yield phrase("kiosk-core.status.guide", title=guide.title, version=guide.version)
    yield phrase(f"kiosk-core.status.pin-{'set' if pin.is_set(data, now) else 'none'}")
    yield _hours(kiosk, now)
    yield _visits(session, now)
    yield _printer(kiosk.printer)
    yield _voice(kiosk)


def _visits(session: Session, now: datetime) -> Phrase:
    try:
        visits = counts.visits_on(session.data_folder, now.date())
    except counts.CountsUnreadable as unreadable:
        return unreadable.phrase
    return phrase("kiosk-core.status.visits", n=visits)


def _hours(kiosk: Kiosk, now: datetime) -> Phrase:
    state = "open" if hours.is_open(kiosk, now) else "closed"
    change = hours.next_change(kiosk, now)
    if change is None:
        return phrase(f"kiosk-core.status.{state}-always")
    day, time = in_words(change.date()), f"{change:%H:%M}"
    return phrase(f"kiosk-core.status.{state}-until", day=day, time=time)


def _printer(queue: str) -> Phrase:
    fault = paper.look_at(queue)
    if fault is None:
        return phrase("kiosk-core.status.printer-ready", queue=queue)
    return phrase("kiosk-core.status.printer", state=phrase(f"kiosk-core.fault.{fault.code}"))


def _voice(kiosk: Kiosk) -> Phrase:
    if not kiosk.speech:
        return phrase("kiosk-core.status.voice-off")
    return phrase(f"kiosk-core.status.voice-{'ready' if speech.is_available() else 'missing'}")


@command("counts")
@click.option("--csv", "file")
@click.option("--from", "since")
@click.option("--until")
@click.pass_obj
def counts_command(
    session: Session, file: str | None, since: str | None, until: str | None
) -> None:
    first = to_day(since) if since is not None else date.min
    last = to_day(until) if until is not None else date.max
    if first > last:
        raise BadRequest(phrase("kiosk-core.days-reversed"))
    cells = counts.read_counts(session.data_folder, first, last)
    if file is not None:
        _export(session, cells, file)
        return
    for sentence in _days(cells):
        session.print(sentence)


def _export(session: Session, cells: list[Cell], file: str) -> None:
    # As the spreadsheets of either language expect it.
    table = to_csv(cells, datetime.now(), ";" if session.language == "fr" else ",").encode("utf-8")
    if file == "-":
        click.echo(table, nl=False)
        return
    write_atomically(Path(file), table)
    session.print(phrase("kiosk-core.counts-written", path=file))


def _days(cells: Iterable[Cell]) -> Iterator[Phrase]:
    """How many visits each day had: the whole number alone, which says nothing of anybody."""
    days: dict[date, int] = {}
    for cell in cells:
        if cell.dimension == "visits":
            days[cell.day] = days.get(cell.day, 0) + cell.n
    for day, visits in days.items():
        yield phrase("kiosk-core.counts-day", day=day.isoformat(), n=visits)
    yield phrase("kiosk-core.counts-all", n=sum(days.values()))


@command("paper-test")
@click.pass_obj
def paper_test_command(session: Session) -> None:
    now, data = datetime.now(), session.data_folder
    queue = configuration.load(data, session.overrides).configuration.kiosk.printer
    if not queue:
        raise BadRequest(phrase("kiosk-core.fault.printer-none"))
    done = paper.print_pdf(test_page.to_pdf(queue, now, session.language), queue)
    if isinstance(done, paper.PrintFault):
        note_fault(data, done.code, now)
        click.echo(say(phrase(f"kiosk-core.fault.{done.code}"), session.language), err=True)
        raise click.exceptions.Exit(1)
    session.print(phrase("kiosk-core.paper-printed", queue=queue))


kiosk_commands = Group(
    "kiosk", commands=[set_pin_command, status_command, counts_command, paper_test_command]
)
