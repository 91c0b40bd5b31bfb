"""The command that fills an empty folder with made-up work: demo-data."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import datetime

import click

from desktop import configuration
from desktop.cli.progress import progress
from desktop.cli.registers import opened
from desktop.cli.session import Session, command
from desktop.demo import folder
from desktop.demo.drawing import Demo
from desktop.kiosk.counts import CountedVisit, Counts
from desktop.register.model import AdvisorId
from desktop.text import phrase

BY = AdvisorId("demo-data")
Counted = tuple[datetime, CountedVisit]
TOLD_EVERY = 50
CASES, MOST, MOST_VISITS = 1200, 1_000_000, 100_000


@command("demo-data")
@click.option("--cases", type=click.IntRange(1, MOST), default=CASES)
@click.option("--seed", type=int, default=1)
@click.pass_obj
def demo_command(session: Session, cases: int, seed: int) -> None:
    guide, data = session.guide(), session.data_folder
    known = configuration.load(data, session.overrides).configuration.desk.advisors
    demo = Demo(guide, seed, datetime.now().astimezone(), [each.id for each in known])
    with opened(session, is_new_welcome=True) as register:
        folder.check(data, register)
        folder.mark(data)
        with progress(session, "demo.cases", cases) as tell:
            register.add_made_up(demo.cases(cases), BY, tell)
    visits = min(2 * cases, MOST_VISITS)
    with progress(session, "demo.visits", visits) as tell:
        counted = Counts(data).add_many(_told(demo.visits(visits), tell))
    session.print(phrase("demo.done", n=cases, visits=counted, path=str(data)))
    session.print(phrase("demo.apart"))


def _told(visits: Iterable[Counted], tell: Callable[[int], None]) -> Iterator[Counted]:
    for done, visit in enumerate(visits, 1):
        yield visit
        if not done % TOLD_EVERY:
            tell(done)
