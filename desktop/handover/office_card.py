"""The office as a card for an address book (vCard 3.0, which every program reads)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from icalendar import Component, vAdr, vN, vOrg, vText, vUri

from desktop.guide.model import Channel, Confidence, Office
from desktop.handover.model import File, HandOver
from desktop.text import phrase

_ADDRESS = re.compile(r"(?P<street>.+?),? +(?P<code>\d{5}) +(?P<city>.+)")


class _Card(Component):
    """A vCard: its version comes first, as some programs insist."""

    name = "VCARD"
    canonical_order = ("VERSION", "N", "FN", "ORG")  # type: ignore[assignment]  # said to be None


def to_vcard(handed: HandOver) -> File | None:
    """The card of the office; None where nothing is known that leads there."""
    office = handed.office
    if office is None or not office.has_channel:
        return None
    name = handed.say(office.name)
    card = _Card()
    card.add("version", "3.0")
    card.add("n", vN(("", "", "", "", "")))
    card.add("fn", vText(name))
    card.add("org", vOrg((handed.say(handed.member.name), name)))
    for kind, value in _channels(office):
        card.add(kind, vUri(value) if kind == "url" else vText(value))
    if office.address is not None:
        card.add("adr", vAdr(_address(office.address.value, office.city)), {"type": "WORK"})
    card.add("note", vText(_note(handed, office)))
    return File(handed.file_name("card", "vcf"), card.to_ical())


def _channels(office: Office) -> Iterator[tuple[str, str]]:
    for kind, channel in (("tel", office.phone), ("email", office.email), ("url", office.website)):
        if channel is not None:
            yield kind, channel.value


def _address(written: str, city: str | None) -> tuple[str, ...]:
    """The seven parts of an address: post box, more, street, town, region, code, country."""
    parts = _ADDRESS.fullmatch(written)
    if parts is None:
        return ("", "", written, city or "", "", "", "")
    return ("", "", parts["street"], parts["city"], "", parts["code"], "France")


def _note(handed: HandOver, office: Office) -> str:
    """When it was checked, and whether it was seen in one place only."""
    known: list[Channel] = [
        channel
        for channel in (office.address, office.phone, office.website, office.email)
        if channel is not None
    ]
    day = min(channel.checked for channel in known).isoformat()
    is_sure = all(channel.confidence is Confidence.TWO_PLUS for channel in known)
    key = "handover.checked" if is_sure else "handover.to-check"
    return handed.say(phrase(key, day=day))
