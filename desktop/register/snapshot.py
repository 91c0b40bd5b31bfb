"""All that is kept of one case at one moment, from which everything derived is worked out."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Table, select

from desktop.register.model import State, overall
from desktop.register.packed import to_json
from desktop.register.tables import cases, events, personal, referrals

Columns = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Snapshot:
    """The rows of one case, as columns by name; withdrawn referrals are among `sent`."""

    case: Columns
    held: Columns | None
    sent: Sequence[Columns]
    happened: Sequence[Columns]

    @property
    def standing(self) -> list[Columns]:
        """The referrals that are not withdrawn."""
        return [each for each in self.sent if not each["withdrawn"]]

    @property
    def uncovered(self) -> list[str]:
        """Needs that no member covers."""
        found: list[str] = json.loads(self.case["uncovered"])
        return found

    @property
    def state(self) -> State | None:
        """Where the case stands."""
        return overall(tuple(State(each["state"]) for each in self.standing))

    @property
    def due(self) -> str | None:
        """The first day on which something is to be done."""
        return min((each["due"] for each in self.standing if each["due"]), default=None)

    def seal(self) -> bytes:
        """A hash over all of it: a bit that flips on the disk is seen."""
        parts = [
            _values(cases, self.case),
            _values(personal, self.held) if self.held else None,
            [_values(referrals, each) for each in self.sent],
            [_values(events, each) for each in self.happened],
        ]
        return hashlib.blake2b(to_json(parts).encode(), digest_size=16).digest()


_DERIVED = {"seal", "overdue"}


def _values(table: Table, row: Columns) -> list[Any]:
    return [row[column.name] for column in table.columns if column.name not in _DERIVED]


def take(connection: Connection, row: int) -> Snapshot:
    """The case in row `row` of `cases`, which must be there."""
    case = connection.execute(select(cases).where(cases.c.id == row)).mappings().one()
    held = connection.execute(select(personal).where(personal.c.id == row)).mappings().first()
    sent = select(referrals).where(referrals.c.case_id == row).order_by(referrals.c.id)
    happened = select(events).where(events.c.case_id == row).order_by(events.c.id)
    return Snapshot(
        dict(case),
        dict(held) if held else None,
        [dict(each) for each in connection.execute(sent).mappings()],
        [dict(each) for each in connection.execute(happened).mappings()],
    )
