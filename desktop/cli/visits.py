"""The commands on a visit: route, sheet, ticket."""

from __future__ import annotations

import json
from pathlib import Path

import click

from desktop import answers, outcome_json, record, ticket
from desktop.cli.session import Group, Session, command
from desktop.files import write_atomically
from desktop.text import phrase, say

_ANSWERS = click.option("--answers", "source", required=True)
_ON = click.option("--on")


@command("route")
@_ANSWERS
@_ON
@click.option("--json", "as_json", is_flag=True)
@click.option("--receipt")
@click.pass_obj
def route_command(
    session: Session, source: str, on: str | None, as_json: bool, receipt: str | None
) -> None:
    outcome = session.outcome(source, on)
    if receipt is not None:
        kept = json.dumps(record.to_record(outcome), ensure_ascii=False, indent=1)
        write_atomically(Path(receipt), f"{kept}\n".encode())
        click.echo(say(phrase("cli.receipt-written", path=receipt), session.language), err=True)
    if as_json:
        data = outcome_json.to_json(outcome, session.language)
        click.echo(json.dumps(data, ensure_ascii=False, indent=2))
        return
    from desktop import sheet  # late: --json has no use for it

    session.print(sheet.to_text(outcome, session.language, trial=session.on_trial))
    if outcome.open:
        asked = [outcome.guide.get_question(question).short for question in outcome.open]
        names = ", ".join(name.in_(session.language) for name in asked)
        session.print(phrase("cli.open", questions=names))


@command("sheet")
@_ANSWERS
@_ON
@click.option("-o", "--output", required=True)
@click.pass_obj
def sheet_command(session: Session, source: str, on: str | None, output: str) -> None:
    from desktop import sheet  # late: it brings the typesetter

    outcome = session.outcome(source, on)
    sheet.write_pdf(outcome, session.language, Path(output), trial=session.on_trial)
    session.print(phrase("cli.sheet-written", path=output))


ticket_commands = Group("ticket")


@ticket_commands.command("encode")
@_ANSWERS
@click.pass_obj
def _encode(session: Session, source: str) -> None:
    guide = session.guide()
    session.print(ticket.encode(guide, session.answers(guide, source)))


@ticket_commands.command("decode")
@click.argument("code", nargs=-1, required=True)
@click.pass_obj
def _decode(session: Session, code: tuple[str, ...]) -> None:
    guide = session.guide()
    opened = ticket.decode(guide, " ".join(code))
    click.echo(json.dumps(answers.to_json(guide, opened.answers), ensure_ascii=False))
    for left in opened.left_out:
        click.echo(say(left, session.language), err=True)
