"""Ids that sort by the time they were made, so that new rows stand together in their index."""

from __future__ import annotations

import secrets
import uuid

from desktop.register.model import CaseId, ReferralId


def new_id(seconds: float) -> str:
    """A UUID, version 7: 48 bits of time in milliseconds, 74 random ones."""
    value = (int(seconds * 1000) & (2**48 - 1)) << 80
    value |= 0x7 << 76 | secrets.randbits(12) << 64 | 0b10 << 62 | secrets.randbits(62)
    return str(uuid.UUID(int=value))


def new_case_id(seconds: float) -> CaseId:
    """An id for a case."""
    return CaseId(new_id(seconds))


def new_referral_id(seconds: float) -> ReferralId:
    """An id for a referral."""
    return ReferralId(new_id(seconds))


def is_id(text: str) -> bool:
    """Whether `text` is written as our ids are."""
    try:
        return str(uuid.UUID(text)) == text
    except ValueError:
        return False
