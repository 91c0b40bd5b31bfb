"""The command that draws a guide: graph."""

from __future__ import annotations

from pathlib import Path

import click

from desktop.cli.session import Session, command
from desktop.files import write_atomically
from desktop.guide.loader import load_guide
from desktop.text import phrase


@command("graph")
@click.argument("guide")
@click.option("-o", "--output", required=True)
@click.pass_obj
def graph_command(session: Session, guide: str, output: str) -> None:
    from desktop import graph  # late: the other commands have no use for it

    picture = graph.draw(load_guide(Path(guide)), session.language)
    write_atomically(Path(output), picture.svg.encode("utf-8"))
    paper = graph.paper_phrase(picture.paper)
    session.print(phrase("cli.graph-written", path=output, paper=paper))
