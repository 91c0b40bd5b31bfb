"""Every setting there is: its name, what it may be, and where its value lives."""

from __future__ import annotations

from dataclasses import dataclass, replace

from desktop.configuration.advisors_kind import Advisors
from desktop.configuration.hours_kind import HoursKind
from desktop.configuration.kinds import (
    Day,
    Kind,
    Line,
    Number,
    OneOf,
    Several,
    TextsKind,
    Whole,
    YesNo,
    day_number,
    day_of_year,
)
from desktop.configuration.model import MODES, Configuration
from desktop.settings import TEXT_SIZES, THEMES
from desktop.text import LANGUAGES

KINDS: dict[str, Kind] = {
    "start.mode": OneOf(MODES),
    "start.language": OneOf(LANGUAGES),
    "start.theme": OneOf(THEMES),
    "start.text_size": OneOf(TEXT_SIZES),
    "start.motion": YesNo(),
    "kiosk.screen_diagonal_inches": Number(7, 110),
    "kiosk.viewing_distance_mm": Whole(300, 2000),
    "kiosk.idle_seconds": Whole(45, 300),
    "kiosk.countdown_seconds": Whole(20, 120),
    "kiosk.after_sheet_seconds": Whole(20, 600),
    "kiosk.printer": Line(longest=127, may_start_with_dash=False),
    "kiosk.large_text": YesNo(),
    "kiosk.repeat_guard": YesNo(),
    "kiosk.speech": YesNo(),
    "kiosk.hours": HoursKind(),
    "kiosk.closed_on": Several(day_of_year),
    "kiosk.message": TextsKind(longest=240),
    "kiosk.message_until": Day(),
    "desk.advisors": Advisors(),
    "desk.shared": YesNo(),
    "desk.lock_minutes": Whole(1, 240),
    "desk.single_keys": YesNo(),
    "register.retention_years": Whole(1, 10),
    "register.reminders_days": Several(day_number, longest=10),
    "register.backups_daily": Whole(1, 60),
    "register.backups_weekly": Whole(0, 60),
    "register.company_lookup": YesNo(),
    "privacy.controller": Line(),
    "privacy.contact": Line(),
    "privacy.notice": TextsKind(longest=4000),
    "privacy.notice_version": Line(longest=40),
}
"""What each setting may be, by its name: `<table>.<key>`."""


@dataclass(frozen=True, slots=True)
class Given:
    """A value somebody wrote for a setting."""

    name: str
    value: object


def value_of(configuration: Configuration, name: str) -> object:
    """The value that a setting has; raises AttributeError for a name there is not."""
    table, key = name.split(".")
    return getattr(getattr(configuration, table), key)


def with_value(configuration: Configuration, given: Given) -> Configuration:
    """The same configuration with one setting given."""
    table, key = given.name.split(".")
    part = replace(getattr(configuration, table), **{key: given.value})
    return replace(configuration, **{table: part})
