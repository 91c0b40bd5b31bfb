"""Filters of the list of cases: what is asked, and those that somebody kept under a name."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from datetime import date, timedelta
from pathlib import Path

from desktop import files
from desktop.register.model import Query, Sort, State

FORMAT = 1
MAX_KEPT = 30
LONGEST_NAME = 60
PERIODS = ("", "today", "week", "month", "this-year", "last-year")
_FILE = "filters.json"
_MAX_BYTES = 64 * 1024
_LONGEST = 200


@dataclass(frozen=True, slots=True)
class Filter:
    """What a list shows; empty takes all. `period` is one of PERIODS, by the day of opening."""

    text: str = ""
    member: str = ""
    need: str = ""
    state: str = ""
    department: str = ""
    advisor: str = ""
    period: str = ""
    overdue: bool = False
    sort: str = Sort.OPENED.value
    descending: bool = True

    @property
    def is_narrow(self) -> bool:
        """Whether anything is filtered at all."""
        return replace(self, sort="", descending=False) != Filter(sort="", descending=False)

    def with_field(self, name: str, value: str) -> Filter:
        """The same with another value in one of the fields of text."""
        return replace(self, **{name: value})  # type: ignore[arg-type]

    def to_query(self, today: date, order: tuple[str, ...] = ()) -> Query:
        """The same as a question to the register."""
        since, until = days_of(self.period, today)
        return Query(
            text=self.text,
            member=self.member,
            need=self.need,
            state=State(self.state) if self.state else None,
            department=self.department,
            advisor=self.advisor,
            since=since,
            until=until,
            overdue=self.overdue,
            sort=Sort(self.sort),
            descending=self.descending,
            order=order,
        )


def days_of(period: str, today: date) -> tuple[date | None, date | None]:
    """From which day until which a period goes; None where it has no end."""
    found: dict[str, tuple[date | None, date | None]] = {
        "today": (today, None),
        "week": (today - timedelta(days=7), None),
        "month": (today - timedelta(days=30), None),
        "this-year": (date(today.year, 1, 1), None),
        "last-year": (date(today.year - 1, 1, 1), date(today.year - 1, 12, 31)),
    }
    return found.get(period, (None, None))


def load_kept(data: Path) -> dict[str, Filter]:
    """The filters kept by name; what is missing, damaged or unknown is left out."""
    try:
        with (data / _FILE).open("rb") as file:
            read = json.loads(file.read(_MAX_BYTES))
    except (OSError, ValueError, RecursionError):
        return {}
    if not isinstance(read, dict) or read.get("format") != FORMAT:
        return {}
    kept = read.get("filters")
    if not isinstance(kept, dict):
        return {}
    found = {name: _to_filter(values) for name, values in kept.items() if name.strip()}
    return {name[:LONGEST_NAME]: one for name, one in list(found.items())[:MAX_KEPT] if one}


def keep(data: Path, kept: Mapping[str, Filter]) -> None:
    """Keeps these filters, atomically; raises CannotWrite."""
    written = {name: asdict(one) for name, one in list(kept.items())[-MAX_KEPT:]}
    text = json.dumps({"format": FORMAT, "filters": written}, ensure_ascii=False, indent=1)
    files.make_folder(data)
    files.write_atomically(data / _FILE, text.encode("utf-8"))


def _to_filter(values: object) -> Filter | None:
    """A filter as it was kept; None for anything else."""
    if not isinstance(values, dict) or not set(values) <= set(asdict(Filter())):
        return None
    default = asdict(Filter())
    if any(type(value) is not type(default[name]) for name, value in values.items()):
        return None
    if any(isinstance(value, str) and len(value) > _LONGEST for value in values.values()):
        return None
    found = Filter(**values)
    is_known = found.period in PERIODS and found.sort in {sort.value for sort in Sort}
    is_known = is_known and found.state in {"", *(state.value for state in State)}
    return found if is_known else None
