"""Brings a register's file to the present layout, in one transaction."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from sqlalchemy import Connection

from desktop.register import derived, version_1, version_2, version_3
from desktop.register.engine import APPLICATION_ID

STEPS: Mapping[int, tuple[str, ...]] = {
    1: version_1.STATEMENTS,
    2: version_2.STATEMENTS,
    3: version_3.STATEMENTS,
}
"""By the version that each makes. A step that was released is never edited."""
CURRENT = max(STEPS)


def version_of(connection: Connection) -> tuple[int, int]:
    """Whose file it is, and of which version; (0, 0) for an empty one."""
    owner, version = (
        int(connection.exec_driver_sql(f"PRAGMA {name}").scalar_one())
        for name in ("application_id", "user_version")
    )
    return owner, version


def is_current(connection: Connection) -> bool:
    """Whether nothing is left to do."""
    return version_of(connection)[1] == CURRENT and derived.is_made(connection)


def migrate(connection: Connection, today: date) -> None:
    """Takes every step that is missing; with `connection` writing, all of them or none."""
    if version_of(connection) == (APPLICATION_ID, CURRENT) and derived.is_made(connection):
        return  # another process was first
    for step in range(version_of(connection)[1] + 1, CURRENT + 1):
        for statement in STEPS[step]:
            connection.exec_driver_sql(statement)
    derived.rebuild(connection, today)
    connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION_ID}")
    connection.exec_driver_sql(f"PRAGMA user_version = {CURRENT}")
