"""The opening hours of a week as a settings file writes them."""

from __future__ import annotations

import re
from dataclasses import dataclass

from desktop.configuration.kinds import WrongValue
from desktop.configuration.model import WEEK, Hours, Span
from desktop.text import phrase

_DAY_MINUTES = 24 * 60
_SPAN = re.compile(r"\s*(\d{1,2})[:h](\d{2})\s*[-–]\s*(\d{1,2})[:h](\d{2})\s*")


@dataclass(frozen=True, slots=True)
class HoursKind:
    """For each day its spans, as "08:30-12:00, 13:30-17:30"; "" is a day closed."""

    def read(self, value: object) -> Hours:
        """A whole week; days not written are open all day; raises WrongValue."""
        if not isinstance(value, dict) or not set(value) <= set(WEEK):
            raise WrongValue(phrase("config.want.hours"))
        return tuple(_spans(value.get(day, "00:00-24:00")) for day in WEEK)

    def write(self, value: object) -> str:
        """The week as an inline table."""
        week = value if isinstance(value, tuple) else ()
        days = (f'{day} = "{_written(spans)}"' for day, spans in zip(WEEK, week, strict=True))
        return "{ " + ", ".join(days) + " }"


def _spans(written: object) -> tuple[Span, ...]:
    if not isinstance(written, str):
        raise WrongValue(phrase("config.want.hours"))
    spans = tuple(_span(part) for part in written.split(",")) if written.strip() else ()
    bounds = [minute for span in spans for minute in span]
    if bounds != sorted(bounds) or any(start >= end for start, end in spans):
        raise WrongValue(phrase("config.want.hours"))
    return spans


def _span(written: str) -> Span:
    found = _SPAN.fullmatch(written)
    if found is None:
        raise WrongValue(phrase("config.want.hours"))
    hour, minute, last_hour, last_minute = map(int, found.groups())
    start, end = hour * 60 + minute, last_hour * 60 + last_minute
    if minute > 59 or last_minute > 59 or end > _DAY_MINUTES:
        raise WrongValue(phrase("config.want.hours"))
    return start, end


def _written(spans: tuple[Span, ...]) -> str:
    return ", ".join(f"{_clock(start)}-{_clock(end)}" for start, end in spans)


def _clock(minute: int) -> str:
    return f"{minute // 60:02}:{minute % 60:02}"
