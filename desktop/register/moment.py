"""One change in the making: who makes it and when, and what it leaves in the history."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection

from desktop.register.ids import new_id
from desktop.register.model import AdvisorId, CaseId
from desktop.register.tables import audit, events
from desktop.register.times import to_seconds


@dataclass(frozen=True, slots=True)
class Moment:
    """A writing connection, the advisor and the time of one change."""

    connection: Connection
    by: AdvisorId
    now: datetime

    @property
    def seconds(self) -> int:
        """The time as the file keeps it."""
        return to_seconds(self.now)

    @property
    def today(self) -> date:
        """The day on the local clock."""
        return self.now.astimezone().date()

    def note(self, case_row: int, kind: str, **more: Any) -> None:
        """Adds an event to the history of a case: ids and codes only."""
        values = {
            "uuid": new_id(self.now.timestamp()),
            "case_id": case_row,
            "at": self.seconds,
            "advisor": self.by,
            "kind": kind,
            "reason": "",
        }
        self.connection.execute(events.insert().values(values | more))

    def trace(self, act: str, case: CaseId | None = None, count: int = 1) -> None:
        """Keeps who did what, for the audit."""
        self.connection.execute(
            audit.insert().values(
                at=self.seconds, advisor=self.by, act=act, case_uuid=case, count=count
            )
        )
