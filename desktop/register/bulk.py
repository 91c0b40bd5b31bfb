"""Many made-up cases written at once, with their history, as if they had been saved one by one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime, timedelta
from itertools import islice
from typing import Any

from sqlalchemy import Connection, func, select

from desktop.register import derived
from desktop.register.due import next_due
from desktop.register.engine import File
from desktop.register.ids import new_id
from desktop.register.made_up import MadeUp
from desktop.register.model import AdvisorId, State
from desktop.register.moment import Moment
from desktop.register.packed import company_columns, overrides_text, to_json
from desktop.register.snapshot import Snapshot
from desktop.register.tables import METADATA, cases, events, referrals
from desktop.register.tallies import Cell
from desktop.register.times import first_row, to_seconds

BATCH = 20_000


def add(
    file: File,
    made_up: Iterable[MadeUp],
    by: AdvisorId,
    now: datetime,
    days: Sequence[int],
    tell: Callable[[int], None] = lambda done: None,
) -> int:
    """Adds the cases, some thousands in a transaction; tells how many are in. Gives how many."""
    waiting, done = iter(made_up), 0
    while batch := list(islice(waiting, BATCH)):
        with file.writing() as connection:
            counts: Counter[Cell] = Counter()
            writer = _Writer(connection, now, days)
            with derived.in_bulk(connection):
                derived.write(connection, writer.write(batch), counts)
            derived.put_counts(connection, counts)
            done += len(batch)
            Moment(connection, by, now).trace("made-up", count=len(batch))
        tell(done)
    return done


class _Writer:
    """Works out the rows of cases and writes them table by table."""

    def __init__(self, connection: Connection, now: datetime, days: Sequence[int]) -> None:
        self.connection, self.now, self.days = connection, now, days
        self.case = self._last(cases)
        self.referral, self.event = self._last(referrals), self._last(events)
        self.today = now.astimezone().date()
        self.rows: dict[str, list[dict[str, Any]]] = {name: [] for name in _TABLES}

    def _last(self, table: Any) -> int:
        return int(self.connection.execute(select(func.max(table.c.id))).scalar() or 0)

    def write(self, batch: Iterable[MadeUp]) -> list[Snapshot]:
        """Writes the cases; gives them as they are kept."""
        taken = [self._snapshot(each) for each in batch]
        for name in _TABLES:
            columns = [column.name for column in METADATA.tables[name].columns]
            marks = ", ".join("?" * len(columns))
            rows = [tuple(row[column] for column in columns) for row in self.rows[name]]
            statement = f"INSERT INTO {name} ({', '.join(columns)}) VALUES ({marks})"
            if rows:
                self.connection.exec_driver_sql(statement, rows)
        return taken

    def _snapshot(self, made: MadeUp) -> Snapshot:
        opened = to_seconds(made.opened)
        self.case = max(self.case + 1, first_row(opened))
        case = self._case(made, opened)
        held = company_columns(made.company) | {
            "id": self.case,
            "answers": to_json({key: list(values) for key, values in made.answers.items()}),
            "outcome": to_json(dict(made.outcome)),
            "ticket": made.ticket,
        }
        happened = [self._event(opened, made.advisor, "opened")]
        happened += [
            self._event(opened, made.advisor, "overridden", reason=f"{each.member}:{each.reason}")
            for each in made.overrides
        ]
        sent = [self._referral(made, number, happened) for number in range(len(made.sent))]
        is_overdue = any(each["due"] and each["due"] <= self.today.isoformat() for each in sent)
        case["overdue"] = int(is_overdue)
        case["changed"] = max(each["at"] for each in happened)
        case["revision"] = len(happened) - len(sent) - len(made.overrides)
        self.rows["cases"].append(case)
        self.rows["personal"].append(held)
        self.rows["referrals"] += sent
        self.rows["events"] += happened
        return Snapshot(case, held, sent, happened)

    def _case(self, made: MadeUp, opened: int) -> dict[str, Any]:
        return {
            "id": self.case,
            "uuid": new_id(opened),
            "opened": opened,
            "day": made.opened.astimezone().date().isoformat(),
            "advisor": made.advisor,
            "department": made.department,
            "language": made.language,
            "made_up": 1,
            "uncovered": to_json(list(made.uncovered)),
            "overrides": overrides_text(made.overrides),
            "erased": None,
            "seal": None,
        }

    def _event(self, at: int, by: str, kind: str, **more: Any) -> dict[str, Any]:
        self.event += 1
        plain = {"referral_id": None, "state": None, "reason": "", "due": None}
        named = {"id": self.event, "uuid": new_id(at), "case_id": self.case}
        return named | {"at": at, "advisor": by, "kind": kind} | plain | more

    def _referral(
        self, made: MadeUp, number: int, happened: list[dict[str, Any]]
    ) -> dict[str, Any]:
        self.referral += 1
        opened, day = to_seconds(made.opened), made.opened.astimezone().date()
        row: dict[str, Any] = {
            "id": self.referral,
            "uuid": new_id(opened),
            "case_id": self.case,
            "need": made.sent[number].need,
            "member": made.sent[number].member,
            "opened": opened,
            "day": day.isoformat(),
            "advisor": made.advisor,
            "first_contact": None,
            "withdrawn": 0,
        }
        row |= self._at(opened, day, day, State.WAITING)
        happened.append(self._note(row, "referred"))
        for _, after, state in (step for step in made.steps if step[0] == number):
            then = made.opened + timedelta(days=after)
            if then > self.now:
                break
            row |= self._at(to_seconds(then), day, then.astimezone().date(), state)
            if row["first_contact"] is None and state is not State.UNREACHABLE:
                row["first_contact"] = then.astimezone().date().isoformat()
            happened.append(self._note(row, "state"))
        return row

    def _at(self, seconds: int, opened: date, day: date, state: State) -> dict[str, Any]:
        due = next_due(opened, day, state, self.days)
        until = due.isoformat() if due else None
        return {"changed": seconds, "state": state.value, "due": until}

    def _note(self, row: dict[str, Any], kind: str) -> dict[str, Any]:
        told = {"referral_id": row["id"], "state": row["state"], "due": row["due"]}
        return self._event(row["changed"], row["advisor"], kind, **told)


_TABLES = ("cases", "personal", "referrals", "events")
