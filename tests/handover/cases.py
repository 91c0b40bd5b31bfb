"""Cases to hand over: made by the shipped guide, for a company nobody can be."""

from __future__ import annotations

from datetime import UTC, date, datetime
from functools import lru_cache
from typing import Any

from desktop import paths
from desktop.guide.loader import load_guide
from desktop.guide.model import Guide
from desktop.handover import HandOver
from desktop.record import to_record
from desktop.register.model import (
    AdvisorId,
    Case,
    CaseId,
    Company,
    Consent,
    Numbered,
    Referral,
    ReferralId,
    State,
)
from desktop.routing import Outcome, route

NOON = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)
ANSWERS = {
    "territory": ("15014",),
    "themes": ("funding",),
    "funding-kind": ("financial-management",),
}
"""A visit in the Cantal that ends at the CPME, whose office there has an e-mail address."""

COMPANY = Company(
    name="Boulangerie Exemple (fictif)",
    number="000000000",
    numbered=Numbered.GIVEN,
    commune="15014",
    place="Aurillac",
    contact="Zoé Inventée",
    phone="00 00 00 00 00",
    email="zoe@exemple.invalid",
    notes="Un secret du guichet",
    consent=Consent("1", NOON),
)


@lru_cache
def shipped() -> Guide:
    """The shipped guide."""
    return load_guide(paths.shipped_guide())


def referral(**changes: Any) -> Referral:
    """One referral of the case."""
    values: dict[str, Any] = {
        "id": ReferralId("019ab3f0-0000-7000-8000-0000000000aa"),
        "need": "financial-management",
        "member": "cpme",
        "state": State.WAITING,
        "due": date(2026, 12, 3),
        "opened": NOON,
        "changed": NOON,
        "by": AdvisorId("anna"),
        "first_contact": None,
    }
    return Referral(**(values | changes))


def case(outcome: Outcome, **changes: Any) -> Case:
    """A case with this outcome."""
    values: dict[str, Any] = {
        "id": CaseId("019ab3f0-0000-7000-8000-0000c0ffee12"),
        "revision": 1,
        "opened": NOON,
        "changed": NOON,
        "advisor": AdvisorId("anna"),
        "company": COMPANY,
        "department": "15",
        "answers": outcome.answers,
        "outcome": to_record(outcome),
        "referrals": (referral(),),
        "uncovered": (),
        "overrides": (),
        "language": "fr",
        "ticket": "",
        "made_up": False,
        "erased": None,
    }
    return Case(**(values | changes))


def handed(
    language: str = "fr", answers: Any = None, member: str = "cpme", **changes: Any
) -> HandOver:
    """A hand-over; `changes` are to the case."""
    outcome = route(shipped(), answers or ANSWERS, NOON.date())
    return HandOver(case(outcome, **changes), outcome, member, language, NOON, "Anna Exemple")
