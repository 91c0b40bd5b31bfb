"""What the register keeps and answers, as frozen values; ids only, never a label."""

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


class Sort(Enum):
    """What a list can be sorted by: each shown column."""

    OPENED = "opened"
    CHANGED = "changed"
    COMPANY = "company"
    PLACE = "place"
    DEPARTMENT = "department"
    NEED = "need"
    MEMBER = "member"
    STATE = "state"
    ADVISOR = "advisor"
    DUE = "due"


@dataclass(frozen=True, slots=True)
class Cursor:
    """Where a page ended; give it back with the same query for the next."""

    key: str
    row: int
    matches: int = 0


@dataclass(frozen=True, slots=True)
class Query:
    """Which cases, in which order. Empty text and empty filters take all.

    Member, need and state are looked for on one and the same referral. `since` and `until` are
    days of opening, both included. `need` also finds what no member covers. `order` says in which
    order the ids of the sorted column come (needs, members, departments, advisors); those that it
    leaves out follow by id. What has nothing in the sorted column comes last either way.
    """

    text: str = ""
    member: str = ""
    need: str = ""
    state: State | None = None
    department: str = ""
    advisor: str = ""
    since: date | None = None
    until: date | None = None
    overdue: bool = False
    sort: Sort = Sort.OPENED
    descending: bool = True
    order: tuple[str, ...] = ()
    limit: int = 50
    cursor: Cursor | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a list."""

    id: CaseId
    opened: datetime
    changed: datetime
    company: str
    place: str
    department: str
    advisor: AdvisorId
    referrals: tuple[tuple[str, str, State], ...]
    """(need, member, state) of each."""
    uncovered: tuple[str, ...]
    state: State | None
    due: date | None
    overdue: bool
    made_up: bool


@dataclass(frozen=True, slots=True)
class Page:
    """One page of a list. `matches` counts all that match, and stops at a thousand."""

    rows: tuple[Row, ...]
    more: bool
    next: Cursor | None
    matches: int = 0
    counted_all: bool = True
    """False: there are more than `matches`."""


@dataclass(frozen=True, slots=True)
class Reminder:
    """A referral whose day has come."""

    case: CaseId
    referral: ReferralId
    need: str
    member: str
    state: State
    due: date
    company: str
    contact: str
    phone: str
    email: str
    advisor: AdvisorId


@dataclass(frozen=True, slots=True)
class Statistics:
    """Counts of cases opened from a day until another, both included; nothing personal."""

    since: date
    until: date
    cases: int
    cases_by_month: Mapping[str, int]
    """ "2026-11" → n."""
    needs_by_month: Mapping[tuple[str, str], int]
    """(month, need) → n; each need counts once a case."""
    members: Mapping[tuple[str, State], int]
    """(member, state now) → referrals."""
    departments: Mapping[str, int]
    uncovered: Mapping[str, int]
    delays: Mapping[int, int]
    """Days from a referral to the first contact → referrals."""
    advisors: Mapping[str, int]
    overrides: Mapping[tuple[str, str], int]
    """(member, reason) → n."""


@dataclass(frozen=True, slots=True)
class Report:
    """What an erasure, a purge or a rectification did."""

    action: str
    cases: tuple[CaseId, ...]
    swept: bool = True
    """Whether the file was rewritten too; if not, the next `tidy` does it."""


@dataclass(frozen=True, slots=True)
class Trace:
    """Who did what: kept 12 months."""

    at: datetime
    by: AdvisorId
    act: str
    case: CaseId | None
    count: int


@dataclass(frozen=True, slots=True)
class Finding:
    """Something a check of the file found, by code; and the case, where it is one's."""

    code: str
    case: CaseId | None = None


@dataclass(frozen=True, slots=True)
class Soundness:
    """What a check of the file came to."""

    cases: int
    findings: tuple[Finding, ...]

    @property
    def sound(self) -> bool:
        """Whether nothing was found."""
        return not self.findings


@dataclass(frozen=True, slots=True)
class Backup:
    """A copy of the register. Kinds: daily, migration, asked (for by a person), restore."""

    name: str
    made: datetime
    kind: str
    size: int


def overall(states: tuple[State, ...]) -> State | None:
    """Where a case with referrals in these states stands."""
    return next((state for state in URGENCY if state in states), None)
