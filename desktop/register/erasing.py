"""Personal data taken away: from the cases, the search index, the drafts, and the file itself."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from pathlib import Path

from sqlalchemy import Connection, delete, select, update
from sqlalchemy.dialects.sqlite import insert

from desktop.errors import CannotWrite
from desktop.register import derived
from desktop.register.engine import File
from desktop.register.ids import is_id
from desktop.register.model import CaseId
from desktop.register.moment import Moment
from desktop.register.places import erased_file
from desktop.register.reading import row_of
from desktop.register.tables import cases, facts, personal, progress, tombstones

SMALL_FILE = 64 * 1024 * 1024
"""A file up to this size is swept at once; a larger one by the next `tidy`."""
MERGE_PAGES = 500
SWEEP = "sweep"


def erase(moment: Moment, chosen: Sequence[CaseId]) -> None:
    """Takes away all that is personal of these cases; what is counted stays.

    The history holds ids and codes only, so nothing in it has to go. Raises CaseUnknown.
    """
    for case in chosen:
        row = int(row_of(moment.connection, case)["id"])
        was = derived.before(moment.connection, row)
        if was is None or was.held is None:
            continue  # erased before
        _forget_drafts(moment, case, was.held["name"], was.held["email"])
        moment.connection.execute(delete(personal).where(personal.c.id == row))
        day = moment.today.isoformat()
        moment.connection.execute(update(cases).where(cases.c.id == row).values(erased=day))
        moment.note(row, "erased")
        derived.settle(moment.connection, was, row, moment.today)
        moment.trace("erased", case)
    keep_tombstones(moment, chosen)
    if chosen:
        want_sweep(moment)


def keep_tombstones(moment: Moment, chosen: Iterable[str]) -> None:
    """Remembers the ids, so that no old copy and no import brings these cases back."""
    day = moment.today.isoformat()
    for case in chosen:
        kept = insert(tombstones).values(uuid=case, day=day)
        moment.connection.execute(kept.on_conflict_do_nothing())


def _forget_drafts(moment: Moment, case: CaseId, *telling: str) -> None:
    """A case in progress goes too when it is of this case."""
    needles = [case.encode(), *(text.encode() for text in telling if len(text) > 3)]
    kept = moment.connection.execute(select(progress.c.advisor, progress.c.draft)).all()
    for advisor, draft in kept:
        if any(needle in bytes(draft) for needle in needles):
            moment.connection.execute(delete(progress).where(progress.c.advisor == advisor))


def want_sweep(moment: Moment) -> None:
    """Has the next sweep take what the index and the journal may still hold."""
    _put_sweep(moment.connection, "1")


def _put_sweep(connection: Connection, value: str) -> None:
    row = insert(facts).values(name=SWEEP, value=value)
    connection.execute(row.on_conflict_do_update(index_elements=["name"], set_={"value": value}))


# The list beside the register


def note_beside(data: Path, chosen: Sequence[CaseId], day: date) -> None:
    """Adds ids to the list beside the register, on the disk before anything is erased.

    It is what remains to go by if the register itself is lost and an old copy is put back.
    """
    path = erased_file(data)
    lines = "".join(f"{case} {day.isoformat()}\n" for case in chosen)
    try:
        with path.open("a", encoding="ascii") as file:
            file.write(lines)
            file.flush()
            os.fsync(file.fileno())
    except OSError as error:
        raise CannotWrite(path, error) from error


def listed(data: Path) -> Iterator[CaseId]:
    """The ids in the list beside the register; a line cut short is no id."""
    try:
        lines = erased_file(data).read_text(encoding="ascii", errors="replace").splitlines()
    except OSError:
        return
    for line in lines:
        if is_id(line[:36]):
            yield CaseId(line[:36])


# The file


def is_sweep_wanted(file: File) -> bool:
    """Whether something was erased that the index and the journal may still hold."""
    with file.reading() as connection:
        found = connection.execute(select(facts.c.value).where(facts.c.name == SWEEP)).scalar()
    return found == "1"


def sweep(file: File) -> bool:
    """Rewrites the search index, and empties the journal; whether nothing erased is left.

    Deleted rows are overwritten with zeros as they go; the index keeps words until its parts are
    merged, and the journal until it is emptied. Each step is short, so that others may write
    between.
    """
    with file.writing() as connection:
        connection.exec_driver_sql(
            "INSERT INTO search (search, rank) VALUES ('merge', ?)", (-MERGE_PAGES,)
        )
    while _merge(file):
        pass
    if not file.empty_journal():
        return False
    with file.writing() as connection:
        _put_sweep(connection, "0")
    return True


def _merge(file: File) -> bool:
    """One step of the merge; whether there is more to do."""
    with file.writing() as connection:
        before = connection.exec_driver_sql("SELECT total_changes()").scalar_one()
        connection.exec_driver_sql(
            "INSERT INTO search (search, rank) VALUES ('merge', ?)", (MERGE_PAGES,)
        )
        after = connection.exec_driver_sql("SELECT total_changes()").scalar_one()
    return bool(after - before >= 2)
