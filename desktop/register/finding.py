"""Cases found by typed words and filters."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date

from sqlalchemy import Connection, RowMapping, select

from desktop.register.document import (
    ALL,
    OVERDUE,
    advisor_facet,
    department_facet,
    referral_facet,
)
from desktop.register.matching import HIGHEST, LOWEST, Match
from desktop.register.model import AdvisorId, CaseId, Cursor, Page, Query, Row, State, overall
from desktop.register.sorted_pages import MORE_THAN, page
from desktop.register.tables import cases, personal, referrals
from desktop.register.times import rows_of_days, to_moment
from desktop.register.typed import typed_words

MAX_LIMIT = 500


def find(connection: Connection, query: Query, today: date) -> Page:
    """The page that `query` asks for."""
    match = _match(connection, query)
    if match is None:
        return Page((), False, None)
    limit = min(max(query.limit, 1), MAX_LIMIT)
    found = page(connection, match, query, limit + 1)
    shown = found.rows[:limit]
    more = len(found.rows) > limit
    return Page(
        rows=read_rows(connection, [row for _, row in shown], today),
        more=more,
        next=Cursor(*shown[-1], found.matches) if more else None,
        matches=min(found.matches, MORE_THAN),
        counted_all=found.matches <= MORE_THAN,
    )


def _match(connection: Connection, query: Query) -> Match | None:
    """What the index is asked; None when a typed word is nowhere."""
    typed = typed_words(connection, query.text)
    if typed is None:
        return None
    low, high = rows_of_days(query.since, query.until)
    parts = [*(f'"{facet}"' for facet in _facets(query)), *typed]
    return Match(
        " AND ".join(parts), LOWEST if low is None else low, HIGHEST if high is None else high
    )


def _facets(query: Query) -> Iterator[str]:
    state = query.state.value if query.state else ""
    if query.member or query.need or state:
        yield referral_facet(query.need, query.member, state)
    if query.department:
        yield department_facet(query.department)
    if query.advisor:
        yield advisor_facet(query.advisor)
    if query.overdue:
        yield OVERDUE
    yield ALL


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
