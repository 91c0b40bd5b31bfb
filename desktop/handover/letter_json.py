"""The same facts for a member's own program: ids to act on, texts to read."""

from __future__ import annotations

import json
from typing import Any

from desktop import outcome_json
from desktop.answers import to_json
from desktop.handover.model import HandOver
from desktop.register.model import Company

FORMAT = 1


def to_bytes(handed: HandOver) -> bytes:
    """The hand-over as a JSON object."""
    return f"{json.dumps(_object(handed), ensure_ascii=False, indent=1)}\n".encode()


def _object(handed: HandOver) -> dict[str, Any]:
    case, office = handed.case, handed.office
    return {
        "format": FORMAT,
        "kind": "aiguillage-handover",
        "case": case.id,
        "made": handed.made.isoformat(timespec="seconds"),
        "made_up": case.made_up,
        "language": handed.language,
        "member": handed.member_id,
        "office": office.id if office else None,
        "referrals": [
            {"id": each.id, "need": each.need, "state": each.state.value}
            for each in case.referrals
            if each.member == handed.member_id
        ],
        "department": case.department,
        "company": _company(handed.company) if handed.company else None,
        "as_decided": not handed.is_todays,
        "answers": to_json(handed.outcome.guide, handed.outcome.answers),
        "outcome": outcome_json.to_json(handed.outcome, handed.language),
    }


def _company(company: Company) -> dict[str, Any]:
    """What the company agreed to pass on; the advisor's notes are the desk's own."""
    consent = company.consent
    return {
        "name": company.name,
        "number": company.number or None,
        "numbered": company.numbered.value,
        "commune": company.commune or None,
        "place": company.place or None,
        "contact": company.contact,
        "phone": company.phone,
        "email": company.email,
        "on_behalf_of": company.on_behalf_of,
        "consent": {
            "notice_version": consent.notice_version,
            "at": consent.at.isoformat(timespec="seconds"),
        }
        if consent
        else None,
    }
