"""The tables as the queries name them; their layout is made by the migrations alone."""

from __future__ import annotations

from sqlalchemy import BLOB, Column, Integer, MetaData, Table, Text

METADATA = MetaData()


def _table(name: str, *columns: Column[object]) -> Table:
    return Table(name, METADATA, *columns)


def _numbers(*names: str) -> list[Column[object]]:
    return [Column(name, Integer) for name in names]


def _texts(*names: str) -> list[Column[object]]:
    return [Column(name, Text) for name in names]


def _key() -> Column[object]:
    return Column("id", Integer, primary_key=True)


cases = _table(
    "cases",
    _key(),
    *_numbers("revision", "opened", "changed", "made_up", "overdue"),
    *_texts("uuid", "day", "advisor", "department", "language", "uncovered", "overrides"),
    *_texts("erased"),
    Column("seal", BLOB),
)
personal = _table(
    "personal",
    _key(),
    *_texts("name", "number", "numbered", "commune", "place", "contact", "phone", "email"),
    *_texts("notes", "on_behalf_of", "consent_version", "answers", "outcome", "ticket"),
    *_numbers("consent_at"),
)
referrals = _table(
    "referrals",
    _key(),
    *_numbers("case_id", "opened", "changed", "withdrawn"),
    *_texts("uuid", "need", "member", "state", "due", "advisor", "first_contact", "day"),
)
events = _table(
    "events",
    _key(),
    *_numbers("case_id", "referral_id", "at"),
    *_texts("uuid", "advisor", "kind", "state", "reason", "due"),
)
progress = _table(
    "progress",
    Column("advisor", Text, primary_key=True),
    Column("at", Integer),
    Column("draft", BLOB),
)
audit = _table("audit", _key(), *_numbers("at", "count"), *_texts("advisor", "act", "case_uuid"))
tombstones = _table("tombstones", Column("uuid", Text, primary_key=True), *_texts("day"))
facts = _table("facts", Column("name", Text, primary_key=True), *_texts("value"))
tally = _table("tally", *_texts("day", "counted", "key", "other"), *_numbers("n"))
sorting = _table(
    "sorting",
    _key(),
    *_texts("company", "place", "department", "need", "member", "state", "advisor", "due"),
    *_texts("changed"),
)
