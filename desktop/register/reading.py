"""Cases and their history, read."""

from __future__ import annotations

import json

from sqlalchemy import Connection, RowMapping, select

from desktop.register.faults import CaseUnknown
from desktop.register.model import (
    AdvisorId,
    Case,
    CaseId,
    Event,
    Referral,
    ReferralId,
    Sent,
    State,
)
from desktop.register.packed import to_answers, to_company, to_overrides, to_referral
from desktop.register.tables import cases, events, personal, referrals
from desktop.register.times import to_day, to_moment
from desktop.text import phrase


def row_of(connection: Connection, case: CaseId) -> RowMapping:
    """The row of `cases`; raises CaseUnknown."""
    found = connection.execute(select(cases).where(cases.c.uuid == case)).mappings().first()
    if found is None:
        raise CaseUnknown(phrase("register.no-case"))
    return found


def referrals_of(connection: Connection, row: int) -> tuple[Referral, ...]:
    """Those that stand, in the order they were made."""
    mine = select(referrals).where(referrals.c.case_id == row, referrals.c.withdrawn == 0)
    found = connection.execute(mine.order_by(referrals.c.id)).mappings()
    return tuple(to_referral(each) for each in found)


def read_case(connection: Connection, case: CaseId) -> Case:
    """The whole case; raises CaseUnknown."""
    row = row_of(connection, case)
    held = connection.execute(select(personal).where(personal.c.id == row["id"])).mappings().first()
    return Case(
        id=case,
        revision=row["revision"],
        opened=to_moment(row["opened"]),
        changed=to_moment(row["changed"]),
        advisor=AdvisorId(row["advisor"]),
        company=to_company(held) if held else None,
        department=row["department"],
        answers=to_answers(held["answers"]) if held else {},
        outcome=json.loads(held["outcome"]) if held else {},
        referrals=referrals_of(connection, row["id"]),
        uncovered=tuple(json.loads(row["uncovered"])),
        overrides=to_overrides(row["overrides"]),
        language=row["language"],
        ticket=held["ticket"] if held else "",
        made_up=bool(row["made_up"]),
        erased=to_day(row["erased"]),
    )


def read_events(connection: Connection, case: CaseId) -> tuple[Event, ...]:
    """What happened to the case, oldest first."""
    row = row_of(connection, case)
    joined = events.outerjoin(referrals, events.c.referral_id == referrals.c.id)
    found = connection.execute(
        select(events, referrals.c.uuid.label("referral"))
        .select_from(joined)
        .where(events.c.case_id == row["id"])
        .order_by(events.c.id)
    ).mappings()
    return tuple(_event(each) for each in found)


def read_sent(connection: Connection, case: CaseId) -> dict[ReferralId, Sent]:
    """Each need that was ever sent to a member, also what was withdrawn since."""
    mine = select(referrals).where(referrals.c.case_id == row_of(connection, case)["id"])
    found = connection.execute(mine).mappings()
    return {ReferralId(each["uuid"]): Sent(each["need"], each["member"]) for each in found}


def _event(row: RowMapping) -> Event:
    return Event(
        id=row["uuid"],
        at=to_moment(row["at"]),
        by=AdvisorId(row["advisor"]),
        kind=row["kind"],
        referral=ReferralId(row["referral"]) if row["referral"] else None,
        state=State(row["state"]) if row["state"] else None,
        reason=row["reason"],
        due=to_day(row["due"]),
    )
