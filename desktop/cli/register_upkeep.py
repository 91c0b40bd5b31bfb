"""The commands that keep the register sound: purge, backup, restore, verify."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from datetime import date, datetime, time
from pathlib import Path
from typing import TYPE_CHECKING

import click

from desktop import configuration
from desktop.cli.progress import progress
from desktop.cli.registers import PAGE, advisor, opened, rows_of
from desktop.cli.session import Session, command
from desktop.errors import BadRequest
from desktop.register.model import Backup, Query, Sort
from desktop.text import Phrase, phrase, say

if TYPE_CHECKING:  # see registers.py
    from desktop.register.store import Register

_MEGABYTE = 1024 * 1024


def ask(session: Session, question: Phrase, is_yes: bool) -> None:
    """Goes on only with a yes; raises BadRequest for another answer, and where nobody is there."""
    if is_yes:
        return
    if not sys.stdin.isatty():
        raise BadRequest(phrase("register-cli.say-yes"))
    click.echo(f"{say(question, session.language)} ", err=True, nl=False)
    answer = sys.stdin.readline(100).strip().casefold()
    if answer not in say(phrase("register-cli.yes-words"), session.language).split():
        raise BadRequest(phrase("register-cli.left-alone"))


@command("purge")
@click.option("--years", type=click.IntRange(1, 100))
@click.option("--yes", "is_yes", is_flag=True)
@click.option("--dry-run", "is_dry", is_flag=True)
@click.option("--by")
@click.pass_obj
def purge_command(
    session: Session, years: int | None, is_yes: bool, is_dry: bool, by: str | None
) -> None:
    settings = configuration.load(session.data_folder, session.overrides).configuration.register
    kept = years or settings.retention_years
    said = phrase("register-cli.years", n=kept)
    with opened(session) as register:
        today = date.today()
        count = _past(register, today, kept)
        if is_dry:
            session.print(phrase("register-cli.would-purge", n=count, years=said))
            return
        if count:
            ask(session, phrase("register-cli.ask-purge", n=count, years=said), is_yes)
        report = register.purge(today, kept, advisor(session, by))
        if not report.swept:
            register.tidy()
    session.print(phrase("register-cli.purged", n=len(report.cases), years=said))
    for case in report.cases:
        click.echo(f"    {case}")


def _past(register: Register, today: date, years: int) -> int:
    """How many cases nobody was in contact with for so many years."""
    limit = datetime.combine(_years_before(today, years), time()).astimezone()
    oldest = Query(sort=Sort.CHANGED, descending=False, limit=PAGE)
    count = 0
    for row in rows_of(register, oldest):
        if row.changed >= limit:
            return count
        count += 1
    return count


def _years_before(day: date, years: int) -> date:
    try:
        return day.replace(year=day.year - years)
    except ValueError:
        return day.replace(year=day.year - years, day=28)  # from a 29 February


@command("backup")
@click.pass_obj
def backup_command(session: Session) -> None:
    with opened(session) as register:
        made = register.backup()
    session.print(phrase("register-cli.backed-up", name=made.name, size=_size(made.size)))


def _size(size: int) -> str:
    return f"{max(size / _MEGABYTE, 0.1):.1f}"


@command("restore")
@click.argument("copy", required=False)
@click.option("--yes", "is_yes", is_flag=True)
@click.option("--by")
@click.pass_obj
def restore_command(session: Session, copy: str | None, is_yes: bool, by: str | None) -> None:
    from desktop.register.store import list_backups, restore  # late: see registers.py

    data = session.data_folder
    if copy is None:
        _say_copies(session, list_backups(data))
        return
    known = {each.name for each in list_backups(data)}
    ask(session, phrase("register-cli.ask-restore", name=copy), is_yes)
    count = restore(data, copy if copy in known else Path(copy), advisor(session, by))
    session.print(phrase("register-cli.restored", n=count, name=copy))


def _say_copies(session: Session, found: Sequence[Backup]) -> None:
    for each in found:
        kind = phrase(f"register-cli.copy-{each.kind}")
        day = f"{each.made.astimezone():%Y-%m-%d %H:%M}"
        said = phrase(
            "register-cli.copy", name=each.name, kind=kind, day=day, size=_size(each.size)
        )
        session.print(said)
    session.print(phrase("register-cli.copies", n=len(found)))


@command("verify")
@click.option("--mend", "is_mended", is_flag=True)
@click.option("--json", "as_json", is_flag=True)
@click.pass_obj
def verify_command(session: Session, is_mended: bool, as_json: bool) -> None:
    with opened(session) as register:
        if is_mended:
            with progress(session, "register-cli.mending", 1) as tell:
                register.mend(lambda done, total: tell(min(done, 1)))
        with progress(session, "register-cli.verifying", 1000) as tell:
            found = register.verify(lambda done, total: tell(1000 * done // max(total, 1)))
    if as_json:
        findings = [{"code": each.code, "case": each.case} for each in found.findings]
        whole = {"format": 1, "sound": found.sound, "cases": found.cases, "findings": findings}
        click.echo(json.dumps(whole, indent=2))
    else:
        for each in found.findings:
            code = phrase(f"register-cli.finding.{each.code}", case=each.case or "")
            click.echo(say(code, session.language), err=True)
        key = "register-cli.sound" if found.sound else "register-cli.not-sound"
        session.print(phrase(key, n=found.cases))
    if not found.sound:
        raise click.exceptions.Exit(1)
