"""The commands for a helpline: doctor, support-bundle."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path

import click

from desktop.cli.session import Session, command
from desktop.errors import BadRequest
from desktop.files import write_atomically
from desktop.sources import is_there
from desktop.text import phrase


@command("doctor")
@click.option("--json", "as_json", is_flag=True)
@click.pass_obj
def doctor_command(session: Session, as_json: bool) -> None:
    from desktop import doctor  # late: the other commands have no use for it

    now = datetime.now()
    findings = doctor.examine(doctor.Patient(session.data_folder, now, session.overrides))
    if as_json:
        told = doctor.to_json(findings, session.language, now)
        click.echo(json.dumps(told, ensure_ascii=False, indent=2))
    else:
        for line in doctor.to_lines(findings, session.language):
            click.echo(line)
    raise click.exceptions.Exit(doctor.exit_code(findings))


@command("support-bundle")
@click.argument("output")
@click.option("--replace", is_flag=True)
@click.pass_obj
def support_command(session: Session, output: str, replace: bool) -> None:
    from desktop import doctor, support  # late: the other commands have no use for them

    path = Path(output)
    if is_there(path) and not replace:
        raise BadRequest(phrase("support.exists", path=output[-200:]))
    patient = doctor.Patient(session.data_folder, datetime.now(), session.overrides)
    write_atomically(path, support.make_bundle(patient))
    session.print(phrase("support.written", path=output, files=len(support.NAMES)))
