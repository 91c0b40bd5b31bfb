"""What a deployment may set: frozen values, each with the default it ships with."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from desktop.settings import TEXT_SIZES, THEMES
from desktop.text import LANGUAGES

MODES = ("visit", "desk", "kiosk")
WEEK = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
WHOLE_DAY = ((0, 24 * 60),)

Span = tuple[int, int]
"""From a minute of the day until another, the last one not included."""
Hours = tuple[tuple[Span, ...], ...]
"""For each day of WEEK, the spans in which the kiosk is open."""
Texts = tuple[tuple[str, str], ...]
"""(language, text) pairs; empty where nothing was written."""


@dataclass(frozen=True, slots=True)
class Start:
    """How the program opens."""

    mode: str = MODES[0]
    language: str = LANGUAGES[0]
    theme: str = THEMES[0]
    text_size: int = TEXT_SIZES[0]
    motion: bool = True


@dataclass(frozen=True, slots=True)
class Kiosk:
    """One screen in a hall. Lengths in millimetres, times in seconds, the diagonal in inches."""

    screen_diagonal_inches: float = 24.0
    viewing_distance_mm: int = 600
    idle_seconds: int = 90
    countdown_seconds: int = 30
    after_sheet_seconds: int = 60
    printer: str = ""
    large_text: bool = False
    repeat_guard: bool = False
    speech: bool = True
    hours: Hours = (WHOLE_DAY,) * len(WEEK)
    closed_on: tuple[date, ...] = ()
    message: Texts = ()
    message_until: date | None = None


@dataclass(frozen=True, slots=True)
class Advisor:
    """One of those who work at this desk; `key` chooses them with one touch."""

    id: str
    name: str
    key: str


@dataclass(frozen=True, slots=True)
class Desk:
    """The advisors of this desk, and whether others may sit down at it."""

    advisors: tuple[Advisor, ...] = ()
    shared: bool = False
    lock_minutes: int = 10
    single_keys: bool = True


@dataclass(frozen=True, slots=True)
class Register:
    """How long the register keeps what, and when it reminds."""

    retention_years: int = 3
    reminders_days: tuple[int, ...] = (9, 21, 45)
    backups_daily: int = 7
    backups_weekly: int = 4
    company_lookup: bool = False


@dataclass(frozen=True, slots=True)
class Privacy:
    """Who answers for personal data, and the notice shown before any is asked for."""

    controller: str = ""
    contact: str = ""
    notice: Texts = ()
    notice_version: str = "1"


@dataclass(frozen=True, slots=True)
class Configuration:
    """All that a deployment may set."""

    start: Start = field(default_factory=Start)
    kiosk: Kiosk = field(default_factory=Kiosk)
    desk: Desk = field(default_factory=Desk)
    register: Register = field(default_factory=Register)
    privacy: Privacy = field(default_factory=Privacy)
