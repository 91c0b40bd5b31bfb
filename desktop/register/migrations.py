"""Brings a register's file to the present layout, in one transaction."""

from __future__ import annotations

from typing import Any

from desktop.register import version_1
from desktop.register.engine import APPLICATION_ID

CURRENT = 1
STEPS = {1: version_1.STATEMENTS}
"""By the version that each makes."""


def version_of(connection: Any) -> tuple[int, int]:
    """Whose file it is, and of which version; (0, 0) for an empty one."""
    owner = connection.execute("PRAGMA application_id").fetchone()[0]
    return int(owner), int(connection.execute("PRAGMA user_version").fetchone()[0])


def migrate(connection: Any) -> None:
    """Takes every step that is missing; all of them, or none."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        _, version = version_of(connection)  # another process may have been first
        for step in range(version + 1, CURRENT + 1):
            for statement in STEPS[step]:
                connection.execute(statement)
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        connection.execute(f"PRAGMA user_version = {CURRENT}")
        connection.execute("COMMIT")
    except BaseException:
        connection.execute("ROLLBACK")
        raise
