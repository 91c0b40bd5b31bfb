"""Who did what: kept twelve months, then forgotten."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import Connection, delete, select

from desktop.register.model import AdvisorId, CaseId, Trace
from desktop.register.tables import audit
from desktop.register.times import to_moment, to_seconds

KEPT = timedelta(days=366)


def read(
    connection: Connection, case: CaseId | None, since: datetime | None, limit: int
) -> tuple[Trace, ...]:
    """What was done, newest first; to one case, or to all."""
    wanted = select(audit).order_by(audit.c.id.desc()).limit(limit)
    if case is not None:
        wanted = wanted.where(audit.c.case_uuid == case)
    if since is not None:
        wanted = wanted.where(audit.c.at >= to_seconds(since))
    return tuple(
        Trace(
            at=to_moment(row["at"]),
            by=AdvisorId(row["advisor"]),
            act=row["act"],
            case=CaseId(row["case_uuid"]) if row["case_uuid"] else None,
            count=row["count"],
        )
        for row in connection.execute(wanted).mappings()
    )


def forget_old(connection: Connection, now: datetime) -> int:
    """Takes away what is older than is kept; how many."""
    old = delete(audit).where(audit.c.at < to_seconds(now - KEPT))
    return connection.execute(old).rowcount
