"""The commands that carry cases out of the register and in: export, import."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from desktop.carrying.reading import Read, read_cases
from desktop.carrying.writing import WRITERS
from desktop.cli.progress import is_shown, progress
from desktop.cli.registers import advisor, filters, opened, rows_of, target, to_query
from desktop.cli.session import Session, command
from desktop.errors import CannotRead
from desktop.register.faults import BadCase, CaseTooLong
from desktop.register.model import AdvisorId, Query
from desktop.text import Phrase, phrase, say

if TYPE_CHECKING:  # see registers.py
    from desktop.register.store import Register

MOST_TOLD = 100
_ENDINGS = {".json": "json", ".jsonl": "json", ".csv": "csv", ".xlsx": "xlsx"}


@command("export")
@filters
@click.option("-o", "--output", required=True)
@click.option("--json", "kind", flag_value="json")
@click.option("--csv", "kind", flag_value="csv")
@click.option("--xlsx", "kind", flag_value="xlsx")
@click.option("--by")
@click.pass_obj
def export_command(
    session: Session, /, output: str, kind: str | None, by: str | None, **chosen: Any
) -> None:
    form = kind or _ENDINGS.get(Path(output).suffix.lower(), "json")
    exporting = advisor(session, by)
    with opened(session) as register:
        query = to_query(**chosen)
        total = _count(register, query)
        with progress(session, "register-cli.exporting", total) as tell, target(output) as file:
            counted = _Counted(_wholes(register, query, tell))
            WRITERS[form](counted, file, session.language)
        register.note("exported", exporting, count=counted.n)
    _say(session, phrase("register-cli.exported", n=counted.n, path=output))


class _Counted:
    """Cases on their way, and how many they were."""

    def __init__(self, wholes: Iterator[dict[str, Any]]) -> None:
        self._wholes, self.n = wholes, 0

    def __iter__(self) -> Iterator[dict[str, Any]]:
        for whole in self._wholes:
            self.n += 1
            yield whole


def _count(register: Register, query: Query) -> int:
    """How many, for the bar alone: the register itself counts no further than to a thousand."""
    page = register.find(query)
    if page.counted_all or not is_shown():
        return page.matches
    return sum(1 for _ in rows_of(register, query))


def _wholes(
    register: Register, query: Query, tell: Callable[[int], None]
) -> Iterator[dict[str, Any]]:
    for row in rows_of(register, query, tell):
        whole = register.whole(row.id)
        if whole["case"]["company"] is not None:  # erased meanwhile, there is nothing to carry
            yield whole


@command("import")
@click.argument("file")
@click.option("--by")
@click.pass_obj
def import_command(session: Session, file: str, by: str | None) -> None:
    path, taking = Path(file), advisor(session, by)
    now = datetime.now().astimezone().isoformat(timespec="seconds")
    try:
        size = path.stat().st_size
    except OSError as error:
        raise CannotRead(path, error) from error
    done: Counter[str] = Counter()
    with (
        opened(session, is_new_welcome=True) as register,
        progress(session, "register-cli.importing", size) as tell,
    ):
        for read in read_cases(path, now, taking):
            done[_take(session, register, read, taking, done["refused"])] += 1
            tell(read.position)
    for name in ("taken", "known", "erased", "refused"):
        if done[name] or name == "taken":
            _say(session, phrase(f"register-cli.import-{name}", n=done[name]))
    if done["refused"]:
        raise click.exceptions.Exit(1)


def _take(session: Session, register: Register, read: Read, by: AdvisorId, refused: int) -> str:
    """What became of one case: taken, known, erased or refused."""
    fault = read.fault
    if read.whole is not None:
        try:
            return register.take_in(read.whole, by)
        except (BadCase, CaseTooLong) as error:
            fault = error.phrase
    if fault is not None and refused < MOST_TOLD:
        _say(session, phrase("register-cli.refused", line=read.line, reason=fault))
    return "refused"


def _say(session: Session, sentence: Phrase) -> None:
    click.echo(say(sentence, session.language), err=True)
