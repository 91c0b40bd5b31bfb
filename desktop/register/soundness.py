"""Whether the register's file is whole: pages, references, each case's seal, counts and index."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator

from sqlalchemy import Connection, select

from desktop.register import derived, tallies
from desktop.register.document import ALL
from desktop.register.engine import File, never
from desktop.register.faults import RegisterDamaged, RegisterStopped
from desktop.register.model import CaseId, Finding, Soundness
from desktop.register.tables import tally
from desktop.text import phrase

MAX_FINDINGS = 100
Tell = Callable[[int, int], None]


def silent(done: int, total: int) -> None:
    """Tells nobody."""


def verify(file: File, tell: Tell = silent, is_stopped: Callable[[], bool] = never) -> Soundness:
    """Reads everything; a file with nothing to find is as it was written, bit for bit."""
    findings = [Finding("pages")] if not _pages_hold(file, is_stopped) else []
    count = 0
    try:
        with file.reading() as connection:
            if connection.exec_driver_sql("PRAGMA foreign_key_check").first() is not None:
                findings.append(Finding("references"))
            counted: Counter[tallies.Cell] = Counter()
            for finding in _cases(connection, counted, tell, is_stopped):
                count += finding is None
                findings += [finding] if finding else []
            count += sum(each.code == "seal" for each in findings)
            findings += [Finding("counts")] if counted != _kept(connection) else []
            findings += [] if _is_indexed(connection) else [Finding("index")]
    except RegisterDamaged:
        findings.append(Finding("unreadable"))
    return Soundness(count, tuple(findings[:MAX_FINDINGS]))


def _pages_hold(file: File, is_stopped: Callable[[], bool]) -> bool:
    try:
        return bool(file.ask("PRAGMA integrity_check(1)", is_stopped) == "ok")
    except RegisterDamaged:
        return False


def _cases(
    connection: Connection,
    counted: Counter[tallies.Cell],
    tell: Tell,
    is_stopped: Callable[[], bool],
) -> Iterator[Finding | None]:
    total = connection.exec_driver_sql("SELECT count(*) FROM cases").scalar_one()
    done = 0
    for batch in derived.snapshots(connection):
        if is_stopped():
            raise RegisterStopped(phrase("register.stopped"))
        for taken in batch:
            counted.update(tallies.cells(taken))
            is_whole = taken.case["seal"] == taken.seal()
            yield None if is_whole else Finding("seal", CaseId(taken.case["uuid"]))
        done += len(batch)
        tell(done, total)


def _is_indexed(connection: Connection) -> bool:
    """Whether every case with personal data can be found and sorted, and no other."""
    held, indexed, sorted_ = (
        connection.exec_driver_sql(statement).scalar_one()
        for statement in (
            "SELECT count(*) FROM personal",
            f"SELECT count(*) FROM search WHERE search MATCH '\"{ALL}\"'",
            "SELECT count(*) FROM sorting",
        )
    )
    return bool(held == indexed == sorted_)


def _kept(connection: Connection) -> Counter[tallies.Cell]:
    found = connection.execute(select(tally))
    return Counter({(day, counted, key, other): n for day, counted, key, other, n in found})
