"""Cases found by typed words and filters."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Sequence
from datetime import date

from sqlalchemy import Connection, RowMapping, select

from desktop.register.model import AdvisorId, CaseId, Cursor, Page, Query, Row, State, overall
from desktop.register.tables import cases, personal, referrals
from desktop.register.times import rows_of_days, to_moment


def find(connection: Connection, query: Query, today: date) -> Page:
    """The page that `query` asks for."""
    wanted = select(cases.c.id).join(personal, personal.c.id == cases.c.id)
    low, high = rows_of_days(query.since, query.until)
    if low is not None:
        wanted = wanted.where(cases.c.id >= low)
    if high is not None:
        wanted = wanted.where(cases.c.id <= high)
    if query.department:
        wanted = wanted.where(cases.c.department == query.department)
    if query.advisor:
        wanted = wanted.where(cases.c.advisor == query.advisor)
    for word in query.text.split():
        wanted = wanted.where(personal.c.name.contains(word, autoescape=True))
    if query.cursor:
        wanted = wanted.where(cases.c.id < query.cursor.row)
    found = connection.execute(wanted.order_by(cases.c.id.desc()).limit(query.limit + 1)).scalars()
    keys = list(found)
    more = len(keys) > query.limit
    keys = keys[: query.limit]
    rows = read_rows(connection, keys, today)
    return Page(rows, more, Cursor("", keys[-1]) if more else None, len(keys), not more)


def read_rows(connection: Connection, keys: Sequence[int], today: date) -> tuple[Row, ...]:
    """The lines of these cases, in that order."""
    sent = _referrals(connection, keys)
    columns = select(cases, personal.c.name, personal.c.place).join(
        personal, personal.c.id == cases.c.id
    )
    found = connection.execute(columns.where(cases.c.id.in_(keys))).mappings()
    rows = {row["id"]: _row(row, sent[row["id"]], today) for row in found}
    return tuple(rows[key] for key in keys if key in rows)


def _referrals(connection: Connection, keys: Sequence[int]) -> dict[int, list[RowMapping]]:
    mine = select(referrals).where(referrals.c.case_id.in_(keys), referrals.c.withdrawn == 0)
    sent: dict[int, list[RowMapping]] = defaultdict(list)
    for each in connection.execute(mine.order_by(referrals.c.id)).mappings():
        sent[each["case_id"]].append(each)
    return sent


def _row(row: RowMapping, sent: Sequence[RowMapping], today: date) -> Row:
    states = tuple(State(each["state"]) for each in sent)
    due = min((each["due"] for each in sent if each["due"]), default=None)
    return Row(
        id=CaseId(row["uuid"]),
        opened=to_moment(row["opened"]),
        changed=to_moment(row["changed"]),
        company=row["name"],
        place=row["place"],
        department=row["department"],
        advisor=AdvisorId(row["advisor"]),
        referrals=tuple((each["need"], each["member"], State(each["state"])) for each in sent),
        uncovered=tuple(json.loads(row["uncovered"])),
        state=overall(states),
        due=date.fromisoformat(due) if due else None,
        overdue=bool(due and due <= today.isoformat()),
        made_up=bool(row["made_up"]),
    )
