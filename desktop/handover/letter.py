"""What the e-mail says, and to whom: the company's own data only where it agreed."""

from __future__ import annotations

from collections.abc import Iterator

from desktop.handover.model import HandOver, on_one_line
from desktop.register.model import Company
from desktop.sheet.dates import in_words
from desktop.territory import Communes, place_name
from desktop.text import phrase


def subject(handed: HandOver) -> str:
    """Names the need and the case, nobody: subjects are seen by many."""
    key = "handover.subject-made-up" if handed.case.made_up else "handover.subject"
    return on_one_line(handed.say(phrase(key, needs=handed.needs, reference=handed.reference)))


def body(handed: HandOver) -> str:
    """The whole letter, in plain text."""
    return "\n".join(_lines(handed)) + "\n"


def _lines(handed: HandOver) -> Iterator[str]:
    if handed.case.made_up:
        yield from (handed.say(phrase("handover.made-up")), "")
    yield from (handed.say(phrase("handover.hello")), "")
    yield handed.say(phrase("handover.sends", needs=handed.needs))
    yield from _relayed(handed)
    yield ""
    for label, value in _facts(handed):
        yield handed.say(phrase("handover.fact", label=phrase(label), value=value))
    if handed.company is None:
        yield handed.say(phrase("handover.no-consent"))
    yield from ("", handed.say(phrase(_attached(handed))))
    yield from _worked_out(handed)
    yield handed.say(phrase("handover.answer", reference=handed.reference))
    yield from ("", handed.say(phrase("handover.regards")))
    if handed.sender:
        yield on_one_line(handed.sender)


def _attached(handed: HandOver) -> str:
    """A sheet by another guide than that of the day is not the one the company was given."""
    return "handover.attached-todays" if handed.is_todays else "handover.attached"


def _worked_out(handed: HandOver) -> Iterator[str]:
    """By which guide, where it is not the one that decided."""
    if handed.is_todays:
        day = in_words(handed.case.opened.astimezone().date())
        version = handed.outcome.guide.version
        yield handed.say(phrase("handover.todays-guide", day=day, version=version))


def _relayed(handed: HandOver) -> Iterator[str]:
    """How to ask, where another member passes the request on."""
    if handed.way_in is not None and handed.way_in.relay is not None:
        yield handed.say(handed.way_in.relay.say)


def _facts(handed: HandOver) -> Iterator[tuple[str, str]]:
    place = handed.outcome.territory
    if place is not None:
        said = place_name(handed.outcome.guide, Communes(), place, handed.language)
        yield "handover.place", said
    if handed.company is not None:
        yield from _company(handed.company)


def _company(company: Company) -> Iterator[tuple[str, str]]:
    for label, value in (
        ("handover.company", company.name),
        ("handover.number", company.number),
        ("handover.on-behalf-of", company.on_behalf_of),
        ("handover.contact", company.contact),
        ("handover.phone", company.phone),
        ("handover.email", company.email),
    ):
        if value.strip():
            yield label, on_one_line(value)
