"""A case, its company, its referrals and what happened to them, as frozen values; ids only."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import Enum
from typing import Any, NewType

CaseId = NewType("CaseId", str)
ReferralId = NewType("ReferralId", str)
AdvisorId = NewType("AdvisorId", str)


class State(Enum):
    """Where a referral stands, in the words of the State's own service."""

    WAITING = "waiting"
    TAKEN_UP = "taken-up"
    HELP_OFFERED = "help-offered"
    NO_HELP = "no-help"
    UNREACHABLE = "unreachable"
    REFUSED = "refused"


OPEN_STATES = (State.WAITING, State.TAKEN_UP, State.UNREACHABLE)
"""Those in which somebody still has to do something."""
URGENCY = (
    *(State.WAITING, State.UNREACHABLE, State.TAKEN_UP),
    *(State.HELP_OFFERED, State.NO_HELP, State.REFUSED),
)
"""A case stands where the first of these stands that one of its referrals is in."""


class Numbered(Enum):
    """Whether the company has a SIREN or SIRET here."""

    GIVEN = "given"
    NOT_GIVEN = "not-given"
    CREATOR = "creator"


@dataclass(frozen=True, slots=True)
class Consent:
    """Which version of the notice was shown and agreed to, and when."""

    notice_version: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Company:
    """All that is personal, and nothing else: this is what an erasure takes away."""

    name: str = ""
    number: str = ""
    """SIREN or SIRET, digits only; spaces are taken out."""
    numbered: Numbered = Numbered.NOT_GIVEN
    commune: str = ""
    """INSEE code."""
    place: str = ""
    """The commune's name as it is shown, so that it can be searched for."""
    contact: str = ""
    phone: str = ""
    email: str = ""
    notes: str = ""
    on_behalf_of: str = ""
    consent: Consent | None = None


@dataclass(frozen=True, slots=True)
class Sent:
    """A need sent to a member."""

    need: str
    member: str


@dataclass(frozen=True, slots=True)
class Override:
    """A verdict of the advisor's beside the engine's, with a coded reason."""

    member: str
    engine: str
    verdict: str
    reason: str


@dataclass(frozen=True, slots=True)
class CaseDraft:
    """A case as it is to be saved; without `id` a new one.

    `revision` is the one read before the change: CaseChanged is raised if somebody else saved
    meanwhile. None saves over whatever is there. `opened` is for imports; None is now.
    """

    company: Company = field(default_factory=Company)
    department: str = ""
    """Of the project: a code, "undecided", "outside"…"""
    answers: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    outcome: Mapping[str, Any] = field(default_factory=dict)
    """The record of desktop.record: ids alone."""
    referrals: tuple[Sent, ...] = ()
    uncovered: tuple[str, ...] = ()
    overrides: tuple[Override, ...] = ()
    language: str = "fr"
    ticket: str = ""
    made_up: bool = False
    id: CaseId | None = None
    revision: int | None = None
    opened: datetime | None = None


@dataclass(frozen=True, slots=True)
class Referral:
    """One need sent to one member, and where that stands."""

    id: ReferralId
    need: str
    member: str
    state: State
    due: date | None
    opened: datetime
    changed: datetime
    by: AdvisorId
    first_contact: date | None
    """The day the member, or the company, was first reached; None while waiting."""


@dataclass(frozen=True, slots=True)
class Case:
    """A case as it is kept. `company` is None, and answers and outcome are empty, once erased."""

    id: CaseId
    revision: int
    opened: datetime
    changed: datetime
    advisor: AdvisorId
    company: Company | None
    department: str
    answers: Mapping[str, tuple[str, ...]]
    outcome: Mapping[str, Any]
    referrals: tuple[Referral, ...]
    uncovered: tuple[str, ...]
    overrides: tuple[Override, ...]
    language: str
    ticket: str
    made_up: bool
    erased: date | None

    @property
    def state(self) -> State | None:
        """Where the case stands; None without a referral."""
        return overall(tuple(referral.state for referral in self.referrals))


@dataclass(frozen=True, slots=True)
class Event:
    """One thing that happened to a case, in ids and codes; never changed, never taken away.

    Kinds: opened, changed, rectified, referred, withdrawn, state, overridden, erased.
    """

    id: str
    at: datetime
    by: AdvisorId
    kind: str
    referral: ReferralId | None = None
    state: State | None = None
    reason: str = ""
    due: date | None = None


def overall(states: tuple[State, ...]) -> State | None:
    """Where a case with referrals in these states stands."""
    return next((state for state in URGENCY if state in states), None)
