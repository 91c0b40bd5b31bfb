"""What a list is asked, and what it answers: queries, pages, rows and reminders."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum

from desktop.register.case_model import AdvisorId, CaseId, ReferralId, State


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
