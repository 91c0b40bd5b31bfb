"""The notice about personal data, and what may be kept without an agreement."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from desktop.configuration import Configuration
from desktop.register.model import Company, Consent, Numbered
from desktop.text import Phrase, phrase

PERSONAL = ("contact", "phone", "email", "notes")
"""What tells of a person: kept only with their agreement."""


@dataclass(frozen=True, slots=True)
class Notice:
    """What is read out or shown before personal data are written down, and its version."""

    text: Phrase | str
    version: str


def find_notice(configuration: Configuration, language: str) -> Notice | None:
    """The notice of this deployment; None while nobody answers for the data.

    A deployment that names who answers and how to reach them, and writes no text of its own, gets
    one that says what the program does.
    """
    privacy = configuration.privacy
    if not privacy.controller.strip() or not privacy.contact.strip():
        return None
    written = dict(privacy.notice)
    own = written.get(language) or next(iter(written.values()), "")
    if own.strip():
        return Notice(own, privacy.notice_version)
    text = phrase(
        "advisor.consent.notice",
        controller=privacy.controller,
        contact=privacy.contact,
        n=configuration.register.retention_years,
    )
    return Notice(text, privacy.notice_version)


def is_personal(company: Company) -> bool:
    """Whether it holds anything that needs an agreement.

    The name of somebody who is creating a company is a person's.
    """
    named = company.numbered is Numbered.CREATOR and bool(company.name.strip())
    return named or any(getattr(company, name).strip() for name in PERSONAL)


def agreed(company: Company, notice: Notice | None, at: datetime | None) -> Company:
    """With the agreement to this notice given then; None takes it back."""
    if notice is None or at is None:
        return replace(company, consent=None)
    return replace(company, consent=Consent(notice.version, at))


def without_personal(company: Company) -> Company:
    """What may be kept without an agreement."""
    emptied = replace(company, contact="", phone="", email="", notes="", consent=None)
    return replace(emptied, name="") if emptied.numbered is Numbered.CREATOR else emptied
