"""The case in progress of each advisor: one draft, kept to the last answer."""

from __future__ import annotations

from sqlalchemy import Connection, delete, select
from sqlalchemy.dialects.sqlite import insert

from desktop.register.model import AdvisorId
from desktop.register.moment import Moment
from desktop.register.tables import progress

MAX_BYTES = 1024 * 1024


def keep(moment: Moment, draft: bytes | None) -> None:
    """Keeps the draft in place of the one before; None forgets it."""
    if draft is None:
        moment.connection.execute(delete(progress).where(progress.c.advisor == moment.by))
        return
    if len(draft) > MAX_BYTES:
        raise ValueError("a draft is too large")
    values = {"at": moment.seconds, "draft": draft}
    row = insert(progress).values(values | {"advisor": moment.by})
    moment.connection.execute(row.on_conflict_do_update(index_elements=["advisor"], set_=values))


def read(connection: Connection, by: AdvisorId) -> bytes | None:
    """The draft that was kept, if any."""
    found = select(progress.c.draft).where(progress.c.advisor == by)
    draft = connection.execute(found).scalar()
    return None if draft is None else bytes(draft)
