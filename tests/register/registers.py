"""Registers for tests, and made-up cases to put in them."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from pathlib import Path

from desktop import configuration
from desktop.register.model import AdvisorId, CaseDraft, Company, Consent, Numbered, Sent
from desktop.register.store import Register, open_register

ANNA, BRUNO = AdvisorId("anna"), AdvisorId("bruno")
SETTINGS = configuration.Register()
NOON = datetime(2026, 11, 24, 12, 0).astimezone()  # wherever the tests run
TODAY = date(2026, 11, 24)


class Clock:
    """A clock that stands until it is moved."""

    def __init__(self, now: datetime = NOON) -> None:
        self.now = now

    def __call__(self) -> datetime:
        return self.now

    def go_on(self, **time: float) -> None:
        self.now += timedelta(**time)


def register_in(
    data: Path, clock: Clock | None = None, settings: configuration.Register = SETTINGS
) -> Register:
    return open_register(data, settings, clock or Clock())


BAKERY = Company(
    name="Boulangerie Éxemple",
    number="000 000 000",
    numbered=Numbered.GIVEN,
    commune="63113",
    place="Clermont-Ferrand",
    contact="Zoé Inventée",
    phone="00 00 00 00 00",
    email="zoe@example.invalid",
    notes="Cherche un four. Client très pressé.",
    consent=Consent("1", NOON),
)


def bakery(**changes: object) -> CaseDraft:
    values: dict[str, object] = {
        "company": BAKERY,
        "department": "63",
        "answers": {"themes": ("funding", "export"), "territory": ("63113",)},
        "outcome": {"format": 1, "on": "2026-11-24"},
        "referrals": (Sent("financing", "bpifrance"), Sent("export", "ccir")),
    }
    return CaseDraft(**(values | changes))  # type: ignore[arg-type]
