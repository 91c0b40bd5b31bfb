"""A referral that moves on: its state now, and the event that says so."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from sqlalchemy import RowMapping, select, update

from desktop.register import derived
from desktop.register.due import next_due
from desktop.register.faults import CaseUnknown
from desktop.register.limits import check_code
from desktop.register.model import OPEN_STATES, CaseId, ReferralId, State
from desktop.register.moment import Moment
from desktop.register.tables import cases, referrals
from desktop.register.times import to_moment
from desktop.text import phrase


def set_state(
    moment: Moment,
    referral: ReferralId,
    state: State,
    reason: str,
    due: date | None,
    days: Sequence[int],
) -> None:
    """Puts the referral in `state`; raises CaseUnknown, and ValueError for a reason in words."""
    if reason:
        check_code(reason)
    found = select(referrals).where(referrals.c.uuid == referral, referrals.c.withdrawn == 0)
    known = moment.connection.execute(found).mappings().first()
    if known is None:
        raise CaseUnknown(phrase("register.no-case"))
    was = derived.before(moment.connection, known["case_id"])
    until = due or next_due(to_moment(known["opened"]).date(), moment.today, state, days)
    day = until.isoformat() if until and state in OPEN_STATES else None
    _write(moment, known, state, day)
    moment.note(
        known["case_id"],
        "state",
        referral_id=known["id"],
        state=state.value,
        reason=reason,
        due=day,
    )
    case = touch(moment, known["case_id"])
    derived.settle(moment.connection, was, known["case_id"], moment.today)
    moment.trace("state", case)


def _write(moment: Moment, known: RowMapping, state: State, due: str | None) -> None:
    first = known["first_contact"]
    if first is None and state not in (State.WAITING, State.UNREACHABLE):
        first = moment.today.isoformat()
    values = {
        "state": state.value,
        "due": due,
        "changed": moment.seconds,
        "advisor": moment.by,
        "first_contact": first,
    }
    moment.connection.execute(update(referrals).where(referrals.c.id == known["id"]).values(values))


def touch(moment: Moment, row: int) -> CaseId:
    """The case has changed just now: a new revision."""
    moment.connection.execute(
        update(cases)
        .where(cases.c.id == row)
        .values(revision=cases.c.revision + 1, changed=moment.seconds)
    )
    uuid = select(cases.c.uuid).where(cases.c.id == row)
    return CaseId(moment.connection.execute(uuid).scalar_one())
