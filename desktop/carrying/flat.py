"""A whole case as one row of a table, and back; answers and history are not in it."""

from __future__ import annotations

import json
import uuid
from collections.abc import Mapping
from typing import Any

from desktop.register.model import Numbered, State

COLUMNS = (
    *("id", "opened", "changed", "advisor", "department", "language"),
    *("name", "number", "numbered", "commune", "place", "contact", "phone", "email", "notes"),
    *("on_behalf_of", "consent_version", "consent_at", "referrals", "uncovered", "made_up"),
)
COMPANY = COLUMNS[6:16]
BETWEEN, INSIDE = "|", ":"

_OURS = uuid.UUID("6f0d5a4e-6b0c-5f0e-9a51-2f6d1c5e7a11")
"""Under which ids are made for what has none: always the same for the same row."""


class BadFlat(ValueError):
    """A row that is not a case; the column that is wrong."""

    def __init__(self, column: str) -> None:
        super().__init__(column)
        self.column = column


def to_row(whole: Mapping[str, Any]) -> list[str]:
    """The cells of COLUMNS."""
    case = whole["case"]
    company = case["company"] or {}
    consent = company.get("consent") or {}
    cells = {name: case[name] for name in COLUMNS[:6]}
    cells |= {name: company.get(name, "") for name in COMPANY}
    cells |= {
        "consent_version": consent.get("notice_version", ""),
        "consent_at": consent.get("at", ""),
        "referrals": BETWEEN.join(map(_referral_text, case["referrals"])),
        "uncovered": BETWEEN.join(case["uncovered"]),
        "made_up": "1" if case["made_up"] else "",
    }
    return [str(cells[name]) for name in COLUMNS]


def _referral_text(held: Mapping[str, Any]) -> str:
    parts = (held["need"], held["member"], held["state"], held["due"] or "")
    return INSIDE.join(parts).rstrip(INSIDE)


def to_whole(row: Mapping[str, str], now: str, by: str) -> dict[str, Any]:
    """The case in a row, whose columns may be few; raises BadFlat.

    A row without an id gets one of its own content: the same row again is the same case.
    """
    cell = {name: (row.get(name) or "").strip() for name in COLUMNS}
    case = cell["id"] or _id(json.dumps(cell, sort_keys=True))
    opened = cell["opened"] or now
    changed = cell["changed"] or opened
    advisor = cell["advisor"] or by
    sent = [
        _referral(case, text, opened, changed, advisor)
        for text in cell["referrals"].split(BETWEEN)
        if text.strip()
    ]
    held = {
        "id": case,
        "revision": 1,
        "opened": opened,
        "changed": changed,
        "advisor": advisor,
        "company": _company(cell),
        "department": cell["department"],
        "answers": {},
        "outcome": {},
        "referrals": sent,
        "uncovered": [each.strip() for each in cell["uncovered"].split(BETWEEN) if each.strip()],
        "overrides": [],
        "language": cell["language"] or "fr",
        "ticket": "",
        "made_up": cell["made_up"] not in ("", "0"),
    }
    happened = [_event(case, opened, advisor, "opened")]
    happened += [_event(case, opened, advisor, "referred", each) for each in sent]
    return {"case": held, "events": happened}


def _company(cell: Mapping[str, str]) -> dict[str, Any]:
    numbered = cell["numbered"] or (Numbered.GIVEN if cell["number"] else Numbered.NOT_GIVEN).value
    if numbered not in {each.value for each in Numbered}:
        raise BadFlat("numbered")
    if bool(cell["consent_version"]) is not bool(cell["consent_at"]):
        raise BadFlat("consent_at")
    consent = {"notice_version": cell["consent_version"], "at": cell["consent_at"]}
    texts = {name: cell[name] for name in COMPANY}
    return {**texts, "numbered": numbered, "consent": consent if cell["consent_at"] else None}


def _referral(case: str, text: str, opened: str, changed: str, advisor: str) -> dict[str, Any]:
    parts = [part.strip() for part in text.split(INSIDE)]
    if not 2 <= len(parts) <= 4 or not all(parts[:2]):
        raise BadFlat("referrals")
    need, member, state, due = (*parts, "", "")[:4]
    state = state or State.WAITING.value
    if state not in {each.value for each in State}:
        raise BadFlat("referrals")
    is_reached = state not in (State.WAITING.value, State.UNREACHABLE.value)
    return {
        "id": _id(f"{case} {need} {member}"),
        "need": need,
        "member": member,
        "state": state,
        "due": due or None,
        "opened": opened,
        "changed": changed,
        "by": advisor,
        "first_contact": changed[:10] if is_reached else None,
    }


def _event(
    case: str, at: str, by: str, kind: str, sent: Mapping[str, Any] | None = None
) -> dict[str, Any]:
    told = {"referral": None, "state": None, "reason": "", "due": None}
    if sent is not None:
        told |= {"referral": sent["id"], "state": sent["state"], "due": sent["due"]}
    name = f"{case} {kind} {told['referral']}"
    return {"id": _id(name), "at": at, "by": by, "kind": kind} | told


def _id(name: str) -> str:
    return str(uuid.uuid5(_OURS, name))
