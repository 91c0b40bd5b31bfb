"""The commands on a guide: check, prove, version."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import click

from desktop import __version__
from desktop.checking import check_guide
from desktop.cli.session import Session, command, to_day
from desktop.errors import GuideRefused
from desktop.guide.loader import load_guide
from desktop.library.numbers import renumbered
from desktop.territory import Communes
from desktop.text import phrase, say


@command("check")
@click.argument("guide")
@click.option("--replaces")
@click.pass_obj
def check_command(session: Session, guide: str, replaces: str | None) -> None:
    checked = check_guide(Path(guide), date.today(), Communes())
    before = session.guide() if replaces is None else load_guide(Path(replaces))
    if before.id == checked.guide.id:
        faults = renumbered(before, checked.guide, Path(guide))
        if faults:
            raise GuideRefused(faults)
    session.print(
        phrase(
            "cli.checked",
            title=checked.guide.title,
            version=checked.guide.version,
            routes=len(checked.guide.routes),
            examples=checked.examples,
            stories=checked.stories,
        )
    )


@command("version")
@click.pass_obj
def version_command(session: Session) -> None:
    guide = session.guide()
    session.print(f"aiguillage {__version__}")
    session.print(
        phrase(
            "cli.guide-version",
            id=guide.id,
            version=guide.version,
            rules=guide.rules[:12],
            content=guide.content[:12],
        )
    )


@command("prove")
@click.argument("guide")
@click.option("--on")
@click.option("--json", "as_json", is_flag=True)
@click.option("--certificate")
@click.pass_obj
def prove_command(
    session: Session, guide: str, on: str | None, as_json: bool, certificate: str | None
) -> None:
    from desktop.proof import report  # late: the other commands have no use for these
    from desktop.workspace import signoffs

    loaded, day = load_guide(Path(guide)), to_day(on)
    proof = report.prove_or_refuse(loaded, day)
    if as_json:
        click.echo(
            json.dumps(report.to_json(proof, session.language), ensure_ascii=False, indent=2)
        )
    else:
        for sentence in report.to_lines(proof, session.language):
            session.print(sentence)
        for line in signoffs.sentences(loaded, Path(guide), day):
            session.print(line)
    if certificate is not None:
        from desktop.proof.certificate import certify  # late: it brings the typesetter

        # Beside the result, which other programs may read.
        told = certify(proof, session.language, Path(certificate))
        click.echo(say(told, session.language), err=True)
    if not proof.holds:
        raise click.exceptions.Exit(1)
