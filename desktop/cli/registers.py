"""The register as a command opens it: who asks, and how cases are said in words."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, TypeVar

import click

from desktop import configuration
from desktop.cli.session import Session, to_day
from desktop.errors import BadRequest, shown
from desktop.files import replacing
from desktop.register.model import AdvisorId, Page, Query, Row, Sort, State
from desktop.register.places import copies_folder, register_file
from desktop.sources import is_there
from desktop.text import phrase, say

if TYPE_CHECKING:  # brings its library along: a third of a second that --help does not wait for
    from desktop.register.store import Register

Command = TypeVar("Command", bound=Callable[..., object])
COMMAND_LINE = "command-line"
"""Who did it, where nobody says who."""
PAGE = 500


@contextmanager
def opened(session: Session, *, is_new_welcome: bool = False) -> Iterator[Register]:
    """The register of the data folder; raises BadRequest where there is none, RegisterFault."""
    from desktop.register.store import open_register  # late: see above

    data = session.data_folder
    if not is_new_welcome and not any(map(is_there, (register_file(data), copies_folder(data)))):
        raise BadRequest(phrase("register-cli.none", path=shown(data)))
    settings = configuration.load(data, session.overrides).configuration.register
    register = open_register(data, settings)
    try:
        for notice in register.notices:
            click.echo(say(notice, session.language), err=True)
        yield register
    finally:
        register.close()


def advisor(session: Session, by: str | None) -> AdvisorId:
    """Who is working: the one named, or the only one there is; raises BadRequest."""
    loaded = configuration.load(session.data_folder, session.overrides)
    known = [each.id for each in loaded.configuration.desk.advisors]
    from desktop.register.limits import CODE  # late: see above

    if by is None:
        return AdvisorId(known[0] if len(known) == 1 else COMMAND_LINE)
    if not CODE.fullmatch(by) or (known and by not in known):
        shown = ", ".join(known) or COMMAND_LINE
        raise BadRequest(phrase("register-cli.no-advisor", value=by[:40], known=shown))
    return AdvisorId(by)


@contextmanager
def target(output: str | None) -> Iterator[BinaryIO]:
    """Where a table goes: a file that takes its place whole, or the standard output."""
    if output is None or output == "-":
        yield sys.stdout.buffer
        return
    with replacing(Path(output)) as file:
        yield file


def filters(function: Command) -> Command:
    """The options that choose cases."""
    for option in (
        click.option("--by-advisor", "advisor_id", default=""),
        click.option("--overdue", is_flag=True),
        click.option("--until"),
        click.option("--since"),
        click.option("--department", default=""),
        click.option("--state"),
        click.option("--need", default=""),
        click.option("--member", default=""),
        click.option("--text", default=""),
    ):
        function = option(function)
    return function


def to_query(
    *,
    text: str,
    member: str,
    need: str,
    state: str | None,
    department: str,
    since: str | None,
    until: str | None,
    overdue: bool,
    advisor_id: str,
) -> Query:
    """What was typed as a question to the register; raises BadRequest."""
    first, last = _day(since), _day(until)
    if first and last and first > last:
        raise BadRequest(phrase("register-cli.days-reversed"))
    return Query(
        text=text,
        member=member,
        need=need,
        state=_one_of(State, state) if state else None,
        department=department,
        since=first,
        until=last,
        overdue=overdue,
        advisor=advisor_id,
        limit=PAGE,
    )


def _day(written: str | None) -> date | None:
    return None if written is None else to_day(written)


_Member = TypeVar("_Member", State, Sort)


def _one_of(kind: type[_Member], written: str) -> _Member:
    try:
        return kind(written)
    except ValueError:
        known = ", ".join(each.value for each in kind)
        sentence = phrase("register-cli.not-one-of", value=written[:40], known=known)
        raise BadRequest(sentence) from None


def to_sort(written: str) -> Sort:
    """The column to sort by; raises BadRequest."""
    return _one_of(Sort, written)


def rows_of(
    register: Register, query: Query, tell: Callable[[int], None] = lambda done: None
) -> Iterator[Row]:
    """All that match, page after page; tells how many have been read."""
    done = 0
    while True:
        page: Page = register.find(query)
        for row in page.rows:
            yield row
            done += 1
        tell(done)
        if not page.more or page.next is None:
            return
        query = replace(query, cursor=page.next)
