"""Values between their Python form and the columns that hold them."""

from __future__ import annotations

import json
from typing import Any

from sqlalchemy import RowMapping

from desktop.register.model import (
    AdvisorId,
    CaseDraft,
    Company,
    Consent,
    Numbered,
    Override,
    Referral,
    ReferralId,
    State,
)
from desktop.register.times import to_day, to_moment, to_seconds

COMPANY_TEXTS = (
    *("name", "number", "commune", "place", "contact", "phone", "email", "notes"),
    "on_behalf_of",
)


def to_json(value: object) -> str:
    """As short as JSON can be, and always the same for the same value."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), sort_keys=True)


def company_columns(company: Company) -> dict[str, Any]:
    """The columns of `personal` that tell of the company."""
    consent = company.consent
    texts = {name: getattr(company, name) for name in COMPANY_TEXTS}
    return texts | {
        "number": "".join(company.number.split()),
        "numbered": company.numbered.value,
        "consent_version": consent.notice_version if consent else None,
        "consent_at": to_seconds(consent.at) if consent else None,
    }


def to_company(row: RowMapping) -> Company:
    """The company of a row of `personal`."""
    version = row["consent_version"]
    consent = None if version is None else Consent(version, to_moment(row["consent_at"]))
    texts = {name: row[name] for name in COMPANY_TEXTS}
    return Company(**texts, numbered=Numbered(row["numbered"]), consent=consent)


def visit_columns(draft: CaseDraft) -> dict[str, Any]:
    """The columns of `personal` that tell what was answered; order of choices is kept."""
    answers = {question: list(values) for question, values in draft.answers.items()}
    return {
        "answers": to_json(answers),
        "outcome": to_json(dict(draft.outcome)),
        "ticket": draft.ticket,
    }


def to_answers(text: str) -> dict[str, tuple[str, ...]]:
    """Answers by question."""
    return {question: tuple(values) for question, values in json.loads(text).items()}


def overrides_text(overrides: tuple[Override, ...]) -> str:
    """Overrides as JSON."""
    return to_json([[o.member, o.engine, o.verdict, o.reason] for o in overrides])


def to_overrides(text: str) -> tuple[Override, ...]:
    """Overrides from JSON."""
    return tuple(Override(*values) for values in json.loads(text))


def to_referral(row: RowMapping) -> Referral:
    """The referral of a row of `referrals`."""
    return Referral(
        id=ReferralId(row["uuid"]),
        need=row["need"],
        member=row["member"],
        state=State(row["state"]),
        due=to_day(row["due"]),
        opened=to_moment(row["opened"]),
        changed=to_moment(row["changed"]),
        by=AdvisorId(row["advisor"]),
        first_contact=to_day(row["first_contact"]),
    )
