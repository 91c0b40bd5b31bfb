"""What a setting's value may be: each kind reads a TOML value, or says what to write instead."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol

from desktop.configuration.model import Texts
from desktop.text import LANGUAGES, Phrase, phrase

MAX_ITEMS = 400


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
        if isinstance(value, str) and len(value) <= self.longest and is_printable(value):
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
            if not is_text or not is_printable(text.replace("\n", "")):
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


def is_printable(text: str) -> bool:
    """Whether every sign of it can be shown."""
    return text.isprintable() or text.replace("\u00a0", " ").isprintable()
