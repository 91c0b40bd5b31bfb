"""Today's list: the referrals whose day has come."""

from __future__ import annotations

from datetime import date

from sqlalchemy import Connection, RowMapping, select

from desktop.register.model import AdvisorId, CaseId, ReferralId, Reminder, State
from desktop.register.tables import cases, personal, referrals


def read_due(connection: Connection, today: date, limit: int, advisor: str) -> tuple[Reminder, ...]:
    """Those due by `today`, the longest overdue first; of one advisor's cases, or of all."""
    columns = select(
        cases.c.uuid.label("case"),
        cases.c.advisor.label("of"),
        *(referrals.c[name] for name in ("uuid", "need", "member", "state", "due")),
        *(personal.c[name] for name in ("name", "contact", "phone", "email")),
    )
    joined = referrals.join(cases, cases.c.id == referrals.c.case_id).join(
        personal, personal.c.id == cases.c.id
    )
    wanted = columns.select_from(joined).where(
        referrals.c.due.is_not(None),
        referrals.c.due <= today.isoformat(),
        referrals.c.withdrawn == 0,
    )
    if advisor:
        wanted = wanted.where(cases.c.advisor == advisor)
    found = connection.execute(wanted.order_by(referrals.c.due, referrals.c.id).limit(limit))
    return tuple(_reminder(row) for row in found.mappings())


def _reminder(row: RowMapping) -> Reminder:
    return Reminder(
        case=CaseId(row["case"]),
        referral=ReferralId(row["uuid"]),
        need=row["need"],
        member=row["member"],
        state=State(row["state"]),
        due=date.fromisoformat(row["due"]),
        company=row["name"],
        contact=row["contact"],
        phone=row["phone"],
        email=row["email"],
        advisor=AdvisorId(row["of"]),
    )
