"""Whole cases taken in from what `access` gave out: from another register, or after a mishap."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from sqlalchemy import insert, select
from sqlalchemy.exc import IntegrityError

from desktop.register import derived, limits
from desktop.register.faults import BadCase
from desktop.register.ids import is_id
from desktop.register.model import (
    CaseDraft,
    CaseId,
    Company,
    Consent,
    Numbered,
    Override,
    Sent,
    State,
)
from desktop.register.moment import Moment
from desktop.register.packed import company_columns, overrides_text, to_json, visit_columns
from desktop.register.saving import free_row
from desktop.register.tables import cases, events, personal, referrals, tombstones
from desktop.register.times import to_seconds
from desktop.text import phrase

TAKEN, KNOWN, ERASED = "taken", "known", "erased"
"""What became of a case: added, there already, or erased here and therefore not taken."""
MAX_ROWS = 2000
_SENSELESS = (KeyError, TypeError, ValueError, AttributeError, OverflowError, IntegrityError)
"""What is raised on the way when something is missing, of another kind, or there twice."""


def take_in(moment: Moment, whole: Mapping[str, Any]) -> str:
    """Adds one case as `access.whole` wrote it, with its history; raises BadCase, CaseTooLong.

    A case that is there already stays as it is; one that was erased here stays erased.
    """
    try:
        return _take_in(moment, whole)
    except _SENSELESS as error:
        raise BadCase(phrase("register.bad-case")) from error


def _take_in(moment: Moment, whole: Mapping[str, Any]) -> str:
    held: Mapping[str, Any] = whole["case"]
    case = _id(held["id"])
    for table, outcome in ((tombstones, ERASED), (cases, KNOWN)):
        known = select(table.c.uuid).where(table.c.uuid == case)
        if moment.connection.execute(known).first():
            return outcome
    draft = _draft(held)
    limits.check_draft(draft)
    row = _insert_case(moment, held, draft, case)
    sent = {
        _id(each["id"]): _insert_referral(moment, row, each) for each in _few(held["referrals"])
    }
    for each in _few(whole["events"]):
        _insert_event(moment, row, each, sent)
    derived.settle(moment.connection, None, row, moment.today)
    moment.trace("taken-in", CaseId(case))
    return TAKEN


def _draft(held: Mapping[str, Any]) -> CaseDraft:
    return CaseDraft(
        company=_company(held["company"]),
        department=_text(held["department"]),
        answers={_text(k): tuple(map(_text, v)) for k, v in held["answers"].items()},
        outcome=dict(held["outcome"]),
        referrals=tuple(Sent(e["need"], e["member"]) for e in _few(held["referrals"])),
        uncovered=tuple(map(_text, _few(held["uncovered"]))),
        overrides=tuple(Override(**each) for each in _few(held["overrides"])),
        language=_text(held["language"]),
        ticket=_text(held["ticket"]),
        made_up=held["made_up"] is True,
    )


def _company(held: Mapping[str, Any]) -> Company:
    consent = held["consent"]
    kept = dict(held) | {
        "numbered": Numbered(held["numbered"]),
        "consent": consent and Consent(_text(consent["notice_version"]), _moment(consent["at"])),
    }
    for name, value in held.items():
        if name != "consent":
            _text(value)
    return Company(**kept)


def _insert_case(moment: Moment, held: Mapping[str, Any], draft: CaseDraft, case: str) -> int:
    opened = _moment(held["opened"])
    row = free_row(moment, to_seconds(opened))
    values = {
        "id": row,
        "uuid": case,
        "revision": int(held["revision"]),
        "opened": to_seconds(opened),
        "changed": to_seconds(_moment(held["changed"])),
        "day": opened.date().isoformat(),
        "advisor": _advisor(held["advisor"]),
        "department": draft.department,
        "language": draft.language,
        "made_up": int(draft.made_up),
        "uncovered": to_json(list(draft.uncovered)),
        "overrides": overrides_text(draft.overrides),
    }
    moment.connection.execute(insert(cases).values(values))
    columns = company_columns(draft.company) | visit_columns(draft) | {"id": row}
    moment.connection.execute(insert(personal).values(columns))
    return row


def _insert_referral(moment: Moment, row: int, held: Mapping[str, Any]) -> int:
    opened = _moment(held["opened"])
    values = {
        "uuid": _id(held["id"]),
        "case_id": row,
        "need": _text(held["need"]),
        "member": _text(held["member"]),
        "state": State(held["state"]).value,
        "due": _day(held["due"]),
        "opened": to_seconds(opened),
        "day": opened.date().isoformat(),
        "changed": to_seconds(_moment(held["changed"])),
        "advisor": _advisor(held["by"]),
        "first_contact": _day(held["first_contact"]),
        "withdrawn": 0,
    }
    return int(moment.connection.execute(insert(referrals).values(values)).lastrowid)


def _insert_event(
    moment: Moment, row: int, held: Mapping[str, Any], sent: Mapping[str, int]
) -> None:
    kind, reason = _text(held["kind"]), _text_or_none(held["reason"])
    for code in (kind, reason):
        if code:
            limits.check_code(code)
    values = {
        "uuid": _id(held["id"]),
        "case_id": row,
        "referral_id": sent.get(held["referral"]),
        "at": to_seconds(_moment(held["at"])),
        "advisor": _advisor(held["by"]),
        "kind": kind,
        "state": State(held["state"]).value if held["state"] else None,
        "reason": reason,
        "due": _day(held["due"]),
    }
    moment.connection.execute(insert(events).values(values))


def _few(values: Any) -> list[Any]:
    if not isinstance(values, list) or len(values) > MAX_ROWS:
        raise ValueError("not a list, or too long")
    return values


def _text_or_none(value: Any) -> str | None:
    return None if value is None else _text(value)


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError("not a text")
    return value


def _advisor(value: Any) -> str:
    limits.check_id(_text(value))
    return str(value)


def _id(value: Any) -> str:
    if not is_id(_text(value)):
        raise ValueError("not an id")
    return str(value)


def _moment(value: Any) -> datetime:
    found = datetime.fromisoformat(_text(value))
    return found if found.tzinfo else found.astimezone()


def _day(value: Any) -> str | None:
    return None if value is None else date.fromisoformat(_text(value)).isoformat()
