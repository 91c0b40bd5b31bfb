"""The commands for a helpline: doctor, support-bundle."""

from __future__ import annotations

import json
from datetime import datetime

import click

from desktop.cli.session import Session, command


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
