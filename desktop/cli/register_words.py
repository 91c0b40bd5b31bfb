"""Cases as a person reads them on a terminal or in a table, and as programs do, by ids."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any

from desktop.export import Cell
from desktop.figures.naming import Names
from desktop.register.model import Case, Event, ReferralId, Row, Sent, State
from desktop.sheet.dates import in_words
from desktop.text import phrase

COLUMNS = (
    *("case", "opened", "changed", "company", "place", "department", "advisor", "referrals"),
    *("uncovered", "state", "due", "overdue", "made-up"),
)


def headers(names: Names) -> list[str]:
    """The heads of the table."""
    return [names.say(phrase(f"register-cli.head.{column}")) for column in COLUMNS]


def to_cells(names: Names, row: Row) -> list[Cell]:
    """One case as a row of the table."""
    return [
        row.id,
        row.opened.date(),
        row.changed.date(),
        row.company,
        row.place,
        names.department(row.department),
        row.advisor,
        "; ".join(_referral(names, *each) for each in row.referrals),
        "; ".join(map(names.uncovered, row.uncovered)),
        names.state(row.state) if row.state else "",
        row.due,
        _yes(names, row.overdue),
        _yes(names, row.made_up),
    ]


def _yes(names: Names, is_so: bool) -> str:
    return names.say(phrase("register-cli.yes")) if is_so else ""


def _referral(names: Names, need: str, member: str, state: State) -> str:
    said = phrase(
        "register-cli.referral",
        need=names.need(need),
        member=names.member(member),
        state=names.state(state),
    )
    return names.say(said)


def to_json(row: Row) -> dict[str, Any]:
    """One case for other programs: ids and dates alone."""
    return {
        "id": row.id,
        "opened": row.opened.isoformat(timespec="seconds"),
        "changed": row.changed.isoformat(timespec="seconds"),
        "company": row.company,
        "place": row.place,
        "department": row.department,
        "advisor": row.advisor,
        "referrals": [
            {"need": need, "member": member, "state": state.value}
            for need, member, state in row.referrals
        ],
        "uncovered": list(row.uncovered),
        "state": row.state.value if row.state else None,
        "due": row.due.isoformat() if row.due else None,
        "overdue": row.overdue,
        "made_up": row.made_up,
    }


def to_lines(names: Names, row: Row) -> Iterator[str]:
    """One case on the terminal."""
    place = row.place or names.department(row.department)
    day = names.say(in_words(row.opened.date()))
    company = row.company or names.say(phrase("register-cli.no-name"))
    yield names.say(phrase("register-cli.line", day=day, company=_flat(company), place=place))
    yield from (f"    {_referral(names, *each)}" for each in row.referrals)
    for what in row.uncovered:
        yield f"    {names.say(phrase('register-cli.uncovered', what=names.uncovered(what)))}"
    if row.due is not None:
        yield f"    {names.say(_due(row.due, is_over=row.overdue))}"
    yield f"    {row.id}"


def _due(day: date, *, is_over: bool) -> Any:
    key = "register-cli.overdue" if is_over else "register-cli.due"
    return phrase(key, day=in_words(day))


def _flat(text: str) -> str:
    """A name as one line that cannot steer the terminal."""
    return "".join(c if c.isprintable() else "·" for c in text)


def case_lines(
    names: Names, case: Case, events: Iterable[Event], sent: Mapping[ReferralId, Sent]
) -> Iterator[str]:
    """A whole case on the terminal, with its history; `sent`: what each referral in it was."""
    yield from _company_lines(names, case)
    yield _pair(names, "opened", names.say(in_words(case.opened.date())))
    yield _pair(names, "advisor", case.advisor)
    yield _pair(names, "department", names.department(case.department))
    for each in case.referrals:
        yield _pair(names, "referral", _referral(names, each.need, each.member, each.state))
        if each.due is not None:
            yield f"    {names.say(_due(each.due, is_over=False))}"
    for what in case.uncovered:
        yield _pair(names, "uncovered", names.uncovered(what))
    if case.made_up:
        yield names.say(phrase("register-cli.made-up"))
    yield ""
    yield names.say(phrase("register-cli.history"))
    yield from (f"    {_event(names, sent, event)}" for event in events)


def _company_lines(names: Names, case: Case) -> Iterator[str]:
    company = case.company
    yield _pair(names, "case", case.id)
    if company is None:
        erased = in_words(case.erased) if case.erased else ""
        yield names.say(phrase("register-cli.erased", day=erased))
        return
    for column, value in (
        ("company", company.name),
        ("number", company.number or names.say(phrase(f"register-cli.{company.numbered.value}"))),
        ("on-behalf-of", company.on_behalf_of),
        ("place", company.place),
        ("contact", company.contact),
        ("phone", company.phone),
        ("email", company.email),
        ("notes", company.notes),
        ("consent", names.say(in_words(company.consent.at.date())) if company.consent else ""),
    ):
        if value:
            yield _pair(names, column, value)


def _pair(names: Names, column: str, value: str) -> str:
    label = phrase(f"register-cli.head.{column}")
    return names.say(phrase("register-cli.pair", label=label, value=_flat(value)))


def _event(names: Names, sent: Mapping[ReferralId, Sent], event: Event) -> str:
    what = names.say(phrase(f"register-cli.event.{event.kind}"))
    about = sent.get(event.referral) if event.referral else None
    if about is not None and event.state is not None:
        what = _referral(names, about.need, about.member, event.state)
    elif about is not None:
        need, member = names.need(about.need), names.member(about.member)
        what = names.say(phrase("register-cli.about", what=what, need=need, member=member))
    day = names.say(in_words(event.at.date()))
    return _flat(names.say(phrase("register-cli.event", day=day, by=event.by, what=what)))
