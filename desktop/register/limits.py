"""How long what the register takes may be."""

from __future__ import annotations

import re

from desktop.register.faults import CaseTooLong
from desktop.register.model import CaseDraft, Company
from desktop.register.packed import COMPANY_TEXTS, to_json
from desktop.text import phrase

MAX_TEXT = 300
MAX_NOTES = 20_000
MAX_JSON = 256 * 1024
MAX_ID = 100
MAX_IDS = 100
CODE = re.compile(r"[a-z0-9][a-z0-9:.-]{0,63}")
"""A reason or an act is a code: free words would be personal data that no erasure reaches."""


def check_company(company: Company) -> None:
    """Raises CaseTooLong if a text is longer than the register takes."""
    for name in COMPANY_TEXTS:
        limit = MAX_NOTES if name == "notes" else MAX_TEXT
        if len(getattr(company, name)) > limit:
            raise CaseTooLong(phrase("register.too-long", n=limit))


def check_draft(draft: CaseDraft) -> None:
    """Raises CaseTooLong for what a person typed, ValueError for ids that cannot be ids."""
    check_company(draft.company)
    if len(to_json([{k: list(v) for k, v in draft.answers.items()}, draft.outcome])) > MAX_JSON:
        raise ValueError("answers and outcome are too large")
    ids = [draft.department, draft.language, *draft.uncovered]
    ids += [part for sent in draft.referrals for part in (sent.need, sent.member)]
    ids += [part for each in draft.overrides for part in (each.member, each.engine, each.verdict)]
    ids += [draft.company.consent.notice_version] if draft.company.consent else []
    if len(ids) > MAX_IDS:
        raise ValueError("too many ids")
    for each in ids:
        check_id(each)
    if len(draft.ticket) > MAX_TEXT:
        raise ValueError("no code of a visit is that long")
    for override in draft.overrides:
        check_code(override.reason)


def check_id(text: str) -> None:
    """Raises ValueError for what is too long to be an id."""
    if len(text) > MAX_ID:
        raise ValueError("an id is too long")


def check_code(code: str) -> None:
    """Raises ValueError unless it is a code, never free words."""
    if not CODE.fullmatch(code):
        raise ValueError("a reason or an act is a code")
