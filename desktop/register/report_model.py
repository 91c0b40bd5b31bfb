"""What the register says of itself: counts, reports, traces, checks and copies."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from desktop.register.case_model import AdvisorId, CaseId, State


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
