"""A case saved, new or changed, with what it leaves in the history."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import RowMapping, func, select, update

from desktop.register import derived
from desktop.register.due import next_due
from desktop.register.faults import CaseChanged, CaseUnknown
from desktop.register.ids import new_case_id, new_referral_id
from desktop.register.model import CaseDraft, CaseId, Sent, State
from desktop.register.moment import Moment
from desktop.register.packed import company_columns, overrides_text, to_json, visit_columns
from desktop.register.tables import cases, personal, referrals, tombstones
from desktop.register.times import first_row, to_seconds
from desktop.text import phrase


def save(moment: Moment, draft: CaseDraft, days: Sequence[int]) -> CaseId:
    """Saves the case; raises CaseChanged, and CaseUnknown for one that was erased."""
    case = draft.id or new_case_id(moment.now.timestamp())
    known = moment.connection.execute(select(cases).where(cases.c.uuid == case)).mappings().first()
    _refuse_erased(moment, case)
    was = derived.before(moment.connection, known["id"] if known else None)
    row = _insert(moment, draft, case) if known is None else _change(moment, draft, known)
    _send(moment, row, draft.referrals, days)
    derived.settle(moment.connection, was, row, moment.today)
    return case


def _refuse_erased(moment: Moment, case: CaseId) -> None:
    erased = select(tombstones.c.uuid).where(tombstones.c.uuid == case)
    if moment.connection.execute(erased).first():
        raise CaseUnknown(phrase("register.erased"))


def _columns(draft: CaseDraft) -> dict[str, Any]:
    return {
        "department": draft.department,
        "language": draft.language,
        "made_up": int(draft.made_up),
        "uncovered": to_json(list(draft.uncovered)),
        "overrides": overrides_text(draft.overrides),
    }


def _insert(moment: Moment, draft: CaseDraft, case: CaseId) -> int:
    opened = draft.opened or moment.now
    row = free_row(moment, to_seconds(opened))
    values = _columns(draft) | {
        "id": row,
        "uuid": case,
        "revision": 1,
        "opened": to_seconds(opened),
        "changed": moment.seconds,
        "day": opened.astimezone().date().isoformat(),
        "advisor": moment.by,
    }
    moment.connection.execute(cases.insert().values(values))
    held = company_columns(draft.company) | visit_columns(draft)
    moment.connection.execute(personal.insert().values(held | {"id": row}))
    moment.note(row, "opened")
    _note_overrides(moment, row, draft)
    moment.trace("opened", case)
    return row


def free_row(moment: Moment, seconds: int) -> int:
    """The first free row number from that second on: row numbers follow the time of opening."""
    row = first_row(seconds)
    while moment.connection.execute(select(cases.c.id).where(cases.c.id == row)).first():
        last = select(func.max(cases.c.id)).where(cases.c.id.between(row, row + 63))
        row = int(moment.connection.execute(last).scalar_one()) + 1
    return row


def _change(moment: Moment, draft: CaseDraft, known: RowMapping) -> int:
    if draft.revision is not None and draft.revision != known["revision"]:
        raise CaseChanged(phrase("register.case-changed"))
    row = int(known["id"])
    # What was made up stays so, whoever tries it and saves it again.
    values = _columns(draft) | {"made_up": known["made_up"]}
    overrides_differ = values["overrides"] != known["overrides"]
    values |= {"revision": known["revision"] + 1, "changed": moment.seconds}
    moment.connection.execute(update(cases).where(cases.c.id == row).values(values))
    held = company_columns(draft.company) | visit_columns(draft)
    moment.connection.execute(update(personal).where(personal.c.id == row).values(held))
    moment.note(row, "changed")
    if overrides_differ:
        _note_overrides(moment, row, draft)
    moment.trace("changed", CaseId(known["uuid"]))
    return row


def _note_overrides(moment: Moment, row: int, draft: CaseDraft) -> None:
    for override in draft.overrides:
        moment.note(row, "overridden", reason=f"{override.member}:{override.reason}")


def _send(moment: Moment, row: int, sent: Sequence[Sent], days: Sequence[int]) -> None:
    """Makes the referrals that are new, and withdraws those that are no longer wanted."""
    mine = select(referrals).where(referrals.c.case_id == row)
    known = {
        (each["need"], each["member"]): each for each in moment.connection.execute(mine).mappings()
    }
    wanted = dict.fromkeys((each.need, each.member) for each in sent)
    for pair in wanted:
        if pair not in known:
            _refer(moment, row, *pair, days)
        elif known[pair]["withdrawn"]:
            _turn(moment, row, known[pair], withdrawn=False, days=days)
    for pair, each in known.items():
        if pair not in wanted and not each["withdrawn"]:
            _turn(moment, row, each, withdrawn=True, days=days)


def _refer(moment: Moment, row: int, need: str, member: str, days: Sequence[int]) -> None:
    due = next_due(moment.today, moment.today, State.WAITING, days)
    values = {
        "uuid": new_referral_id(moment.now.timestamp()),
        "case_id": row,
        "need": need,
        "member": member,
        "state": State.WAITING.value,
        "due": due.isoformat() if due else None,
        "opened": moment.seconds,
        "day": moment.today.isoformat(),
        "changed": moment.seconds,
        "advisor": moment.by,
        "withdrawn": 0,
    }
    made = moment.connection.execute(referrals.insert().values(values))
    key = made.lastrowid
    moment.note(row, "referred", referral_id=key, state=values["state"], due=values["due"])


def _turn(
    moment: Moment, row: int, known: RowMapping, *, withdrawn: bool, days: Sequence[int]
) -> None:
    due = None if withdrawn else next_due(moment.today, moment.today, State.WAITING, days)
    values = {
        "withdrawn": int(withdrawn),
        "state": State.WAITING.value,
        "due": due.isoformat() if due else None,
        "changed": moment.seconds,
        "first_contact": None,
    }
    moment.connection.execute(update(referrals).where(referrals.c.id == known["id"]).values(values))
    kind = "withdrawn" if withdrawn else "referred"
    moment.note(row, kind, referral_id=known["id"], due=values["due"])
