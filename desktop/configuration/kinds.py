"""What a setting's value may be: each kind reads a TOML value, or says what to write instead."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol

from desktop.configuration.model import WEEK, Advisor, Hours, Span, Texts
from desktop.text import LANGUAGES, Phrase, phrase

MAX_ITEMS = 400
_DAY_MINUTES = 24 * 60
_SPAN = re.compile(r"\s*(\d{1,2})[:h](\d{2})\s*[-–]\s*(\d{1,2})[:h](\d{2})\s*")
_ID = re.compile(r"[a-z0-9][a-z0-9-]{0,39}")


class WrongValue(Exception):
    """A value that a setting cannot take; `remedy` says what to write."""

    def __init__(self, remedy: Phrase) -> None:
        super().__init__(remedy.key)
        self.remedy = remedy


class Kind(Protocol):
    """Reads a value as TOML gives it."""

    def read(self, value: object) -> object:
        """The setting's value; raises WrongValue."""
        ...  # pragma: no cover

    def write(self, value: object) -> str:
        """The value as TOML."""
        ...  # pragma: no cover


@dataclass(frozen=True, slots=True)
class Whole:
    """A whole number between two others."""

    low: int
    high: int

    def read(self, value: object) -> int:
        """The number; raises WrongValue."""
        if (
            isinstance(value, int)
            and not isinstance(value, bool)
            and self.low <= value <= self.high
        ):
            return value
        raise WrongValue(phrase("config.want.whole", low=self.low, high=self.high))

    def write(self, value: object) -> str:
        """The number as TOML."""
        return str(value)


@dataclass(frozen=True, slots=True)
class Number:
    """A number, with or without decimals, between two others."""

    low: float
    high: float

    def read(self, value: object) -> float:
        """The number; raises WrongValue."""
        if isinstance(value, bool) or not isinstance(value, int | float):
            raise WrongValue(phrase("config.want.number", low=self.low, high=self.high))
        if self.low <= value <= self.high:
            return float(value)
        raise WrongValue(phrase("config.want.number", low=self.low, high=self.high))

    def write(self, value: object) -> str:
        """The number as TOML."""
        return str(value)


@dataclass(frozen=True, slots=True)
class YesNo:
    """true or false."""

    def read(self, value: object) -> bool:
        """The answer; raises WrongValue."""
        if isinstance(value, bool):
            return value
        raise WrongValue(phrase("config.want.yes-no"))

    def write(self, value: object) -> str:
        """The answer as TOML."""
        return "true" if value else "false"


@dataclass(frozen=True, slots=True)
class OneOf:
    """One of a few words or numbers."""

    allowed: tuple[str | int, ...]

    def read(self, value: object) -> str | int:
        """The one meant; raises WrongValue."""
        for known in self.allowed:
            if known == value and type(known) is type(value):
                return known
        written = ", ".join(map(quoted, self.allowed))
        raise WrongValue(phrase("config.want.one-of", allowed=written))

    def write(self, value: object) -> str:
        """The one meant, as TOML."""
        return quoted(value)


@dataclass(frozen=True, slots=True)
class Line:
    """A text on one line, without anything that cannot be printed."""

    longest: int = 200
    may_start_with_dash: bool = True

    def read(self, value: object) -> str:
        """The text; raises WrongValue."""
        if isinstance(value, str) and len(value) <= self.longest and _is_printable(value):
            is_option = value.startswith("-") and not self.may_start_with_dash
            if not is_option:
                return value
        raise WrongValue(phrase("config.want.line", longest=self.longest))

    def write(self, value: object) -> str:
        """The text as TOML."""
        return quoted(value)


@dataclass(frozen=True, slots=True)
class TextsKind:
    """A text in each of the product's languages: a table of `fr` and `en`."""

    longest: int = 400

    def read(self, value: object) -> Texts:
        """The texts, in the product's order; raises WrongValue."""
        if value == {}:
            return ()
        if not isinstance(value, dict) or set(value) != set(LANGUAGES):
            raise WrongValue(phrase("config.want.texts", longest=self.longest))
        for text in value.values():
            is_text = isinstance(text, str) and len(text) <= self.longest
            if not is_text or not _is_printable(text.replace("\n", "")):
                raise WrongValue(phrase("config.want.texts", longest=self.longest))
        if not any(text.strip() for text in value.values()):
            return ()
        return tuple((language, value[language].strip()) for language in LANGUAGES)

    def write(self, value: object) -> str:
        """The texts as an inline table."""
        pairs = value if isinstance(value, tuple) else ()
        inside = ", ".join(f"{language} = {quoted(text)}" for language, text in pairs)
        return f"{{ {inside} }}" if inside else "{}"


@dataclass(frozen=True, slots=True)
class Day:
    """A date, or "" for none."""

    def read(self, value: object) -> date | None:
        """The date; raises WrongValue."""
        if value == "":
            return None
        return _day(value)

    def write(self, value: object) -> str:
        """The date as TOML."""
        return value.isoformat() if isinstance(value, date) else '""'


@dataclass(frozen=True, slots=True)
class Several:
    """A list of values of one sort."""

    each: Callable[[object], object]
    longest: int = MAX_ITEMS

    def read(self, value: object) -> tuple[object, ...]:
        """The values in the order written; raises WrongValue."""
        if not isinstance(value, list) or len(value) > self.longest:
            raise WrongValue(phrase("config.want.list", longest=self.longest))
        return tuple(map(self.each, value))

    def write(self, value: object) -> str:
        """The values as TOML."""
        items = value if isinstance(value, tuple) else ()
        return "[" + ", ".join(map(_plain, items)) + "]"


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


@dataclass(frozen=True, slots=True)
class Advisors:
    """A list of tables with `id`, `name` and `key`."""

    def read(self, value: object) -> tuple[Advisor, ...]:
        """The advisors, no id and no key twice; raises WrongValue."""
        if not isinstance(value, list) or len(value) > 36:
            raise WrongValue(phrase("config.want.advisors"))
        found = tuple(map(_advisor, value))
        ids, keys = {one.id for one in found}, {one.key for one in found}
        if len(ids) < len(found) or len(keys) < len(found):
            raise WrongValue(phrase("config.want.advisors"))
        return found

    def write(self, value: object) -> str:
        """The advisors as inline tables."""
        return "[" + ", ".join(map(_advisor_written, _advisors(value))) + "]"


def day_number(value: object) -> int:
    """A number of days from 1 to 3,650; raises WrongValue."""
    return Whole(1, 3650).read(value)


def day_of_year(value: object) -> date:
    """A date; raises WrongValue."""
    return _day(value)


def quoted(value: object) -> str:
    """A text as a TOML basic string; a number as it is."""
    if not isinstance(value, str):
        return str(value)
    escaped = value.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'"{escaped}"'


def _plain(value: object) -> str:
    return value.isoformat() if isinstance(value, date) else str(value)


def _day(value: object) -> date:
    if isinstance(value, str):
        try:
            return date.fromisoformat(value)
        except ValueError as error:
            raise WrongValue(phrase("config.want.date")) from error
    if isinstance(value, date) and not isinstance(value, datetime):
        return value
    raise WrongValue(phrase("config.want.date"))


def _is_printable(text: str) -> bool:
    return text.isprintable() or text.replace("\u00a0", " ").isprintable()


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


def _advisor(value: object) -> Advisor:
    if not isinstance(value, dict) or set(value) != {"id", "name", "key"}:
        raise WrongValue(phrase("config.want.advisors"))
    id_, name, key = (value[part] for part in ("id", "name", "key"))
    is_sound = isinstance(id_, str) and _ID.fullmatch(id_) is not None
    is_sound = is_sound and isinstance(key, str) and len(key) == 1 and key.isalnum()
    if not is_sound or not isinstance(name, str) or not 0 < len(name.strip()) <= 60:
        raise WrongValue(phrase("config.want.advisors"))
    if not _is_printable(name):
        raise WrongValue(phrase("config.want.advisors"))
    return Advisor(id_, name.strip(), key.lower())


def _advisors(value: object) -> tuple[Advisor, ...]:
    return value if isinstance(value, tuple) else ()


def _advisor_written(one: Advisor) -> str:
    return f"{{ id = {quoted(one.id)}, name = {quoted(one.name)}, key = {quoted(one.key)} }}"
