"""What the register does to itself over the days: erase what is too old, sweep, copy, mark."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, datetime, time
from pathlib import Path

from sqlalchemy import select

from desktop.register import audit, derived, erasing
from desktop.register.engine import File
from desktop.register.model import AdvisorId, CaseId, Report
from desktop.register.moment import Moment
from desktop.register.tables import cases, facts, progress, referrals
from desktop.register.times import to_seconds

BATCH = 200
DRAFT_DAYS = 30
"""A case in progress that nobody came back to is forgotten after so many days."""


def erase(
    file: File, data: Path, chosen: Sequence[CaseId], by: AdvisorId, now: datetime, action: str
) -> Report:
    """Erases these cases, some at a time; sweeps the file at once where that is quick."""
    for start in range(0, len(chosen), BATCH):
        some = chosen[start : start + BATCH]
        erasing.note_beside(data, some, now.astimezone().date())
        with file.writing() as connection:
            erasing.erase(Moment(connection, by, now), some)
    swept = bool(not chosen or (file.size() <= erasing.SMALL_FILE and erasing.sweep(file)))
    return Report(action, tuple(chosen), swept)


def too_old(file: File, today: date, years: int) -> tuple[CaseId, ...]:
    """The cases whose last contact was more than `years` years ago, the oldest first."""
    last = to_seconds(datetime.combine(_years_before(today, years), time()).astimezone())
    mine = select(cases.c.uuid).where(cases.c.changed < last, cases.c.erased.is_(None))
    with file.reading() as connection:
        found = connection.execute(mine.order_by(cases.c.changed)).scalars()
        return tuple(CaseId(each) for each in found)


def _years_before(day: date, years: int) -> date:
    try:
        return day.replace(year=day.year - years)
    except ValueError:
        return day.replace(year=day.year - years, day=28)  # from a 29 February


def purge(file: File, data: Path, years: int, by: AdvisorId, now: datetime, today: date) -> Report:
    """Erases what is past its time: cases, old drafts, the audit of more than a year ago."""
    report = erase(file, data, too_old(file, today, years), by, now, "purged")
    with file.writing() as connection:
        audit.forget_old(connection, now)
        stale = to_seconds(now) - DRAFT_DAYS * 86_400
        connection.execute(progress.delete().where(progress.c.at < stale))
        if report.cases:
            Moment(connection, by, now).trace("purged", count=len(report.cases))
    return report


def mark_overdue(file: File, today: date) -> int:
    """Gives the cases whose day has come since the last time the mark they are found by."""
    with file.reading() as connection:
        kept = select(facts.c.value).where(facts.c.name == derived.MARKED)
        last = connection.execute(kept).scalar() or ""
        if last >= today.isoformat():
            return 0
        come = (
            select(referrals.c.case_id)
            .join(cases, cases.c.id == referrals.c.case_id)
            .where(referrals.c.due > last, referrals.c.due <= today.isoformat())
            .where(cases.c.overdue == 0, referrals.c.withdrawn == 0)
        )
        rows = sorted(set(connection.execute(come).scalars()))
    for start in range(0, len(rows), BATCH):
        with file.writing() as connection:
            for row in rows[start : start + BATCH]:
                derived.settle(connection, derived.before(connection, row), row, today)
    with file.writing() as connection:
        derived.note(connection, derived.MARKED, today.isoformat())
    return len(rows)


def tidy(file: File, is_stopped: Callable[[], bool]) -> bool:
    """Sweeps what erasures left in a large file; whether nothing of it remains."""
    if not erasing.is_sweep_wanted(file):
        return True
    return False if is_stopped() else erasing.sweep(file)
