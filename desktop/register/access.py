"""All that is held on a case, or on a company or person, as one value that JSON takes."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date, datetime
from enum import Enum
from typing import Any

from sqlalchemy import Connection, select

from desktop.register.matching import HIGHEST, LOWEST, Match, by_row
from desktop.register.model import CaseId
from desktop.register.reading import read_case, read_events
from desktop.register.tables import audit, cases, personal
from desktop.register.times import to_moment
from desktop.register.typed import typed_words
from desktop.register.words import digits, words

FORMAT = 1
MAX_CASES = 10_000


def cases_of(connection: Connection, who: str) -> tuple[CaseId, ...]:
    """The cases of a company or person: of this id, name, contact, number, e-mail or telephone.

    Accents and capitals are forgiven, the rest must be the same.
    """
    name = who.strip().encode("utf-8", "replace").decode()  # a terminal may give what is no text
    if connection.execute(select(cases.c.uuid).where(cases.c.uuid == name)).first():
        return (CaseId(name),)
    rows = _candidates(connection, who)
    found = select(cases.c.uuid, personal).join(personal, personal.c.id == cases.c.id)
    mine = connection.execute(found.where(cases.c.id.in_(rows)).order_by(cases.c.id)).mappings()
    return tuple(CaseId(each["uuid"]) for each in mine if _is(who, each))


def _candidates(connection: Connection, who: str) -> list[int]:
    typed = typed_words(connection, who)
    if not typed:
        return []
    match = Match(" AND ".join(typed), LOWEST, HIGHEST)
    return by_row(connection, match, True, MAX_CASES)


def _is(who: str, held: Any) -> bool:
    wanted = words(who)
    names = (held[name] for name in ("name", "contact", "email", "on_behalf_of"))
    if any(words(name) == wanted for name in names if name):
        return True
    number = digits(who)
    numbers = (held["number"], held["number"][:9], digits(held["phone"]))
    return len(number) >= 9 and number in numbers


def access(connection: Connection, chosen: tuple[CaseId, ...], now: datetime) -> dict[str, Any]:
    """All that is held on these cases."""
    return {
        "format": FORMAT,
        "made": now.isoformat(timespec="seconds"),
        "cases": [whole(connection, case) for case in chosen],
    }


def whole(connection: Connection, case: CaseId) -> dict[str, Any]:
    """One case with its history and who looked after it."""
    traces = select(audit).where(audit.c.case_uuid == case).order_by(audit.c.id)
    return {
        "case": plain(asdict(read_case(connection, case))),
        "events": [plain(asdict(each)) for each in read_events(connection, case)],
        "audit": [
            {"at": plain(to_moment(each["at"])), "by": each["advisor"], "act": each["act"]}
            for each in connection.execute(traces).mappings()
        ],
    }


def plain(value: Any) -> Any:
    """The value in JSON's own types."""
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, datetime):
        return value.isoformat(timespec="seconds")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, dict):
        return {str(key): plain(each) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return [plain(each) for each in value]
    return value
