"""Reads `members.yaml`: the institutions, their offices and the channels that reach them."""

from __future__ import annotations

import re
from datetime import date

from desktop.guide.fields import Reader
from desktop.guide.model import Channel, Citation, Confidence, Member, Office, Relay
from desktop.guide.nodes import Fields, Node

_CHANNELS = {
    "address": re.compile(r".{5,200}"),
    "phone": re.compile(r"[+0-9][0-9 .()]{5,20}"),
    "website": re.compile(r"https?://[A-Za-z0-9.-]+\.[a-z]{2,}(/[A-Za-z0-9._~/%-]*)?"),
    "email": re.compile(r"[A-Za-z0-9._%+-]+@[A-Za-z0-9.-]+\.[a-z]{2,}"),
}
_OPTIONAL = "city address phone website email"


class MembersReader:
    """Reads the members; `departments` are the places the interview knows, `cited` the sources."""

    def __init__(
        self, reader: Reader, departments: frozenset[str], cited: dict[str, frozenset[str]]
    ) -> None:
        self._reader = reader
        self._departments = departments
        self._cited = cited
        self._office_ids: dict[str, Node] = {}

    def read(self, root: Node) -> tuple[Member, ...]:
        """Every member of `root`, in the file's order, which is the order of results."""
        reader = self._reader
        fields = reader.fields(root, "format members")
        nodes: list[Node] = []
        members = reader.items(fields, "members", lambda node: self._member(node, nodes))
        self._check_unique(members, nodes)
        self._check_doors(members, nodes)
        return members

    def _check_unique(self, members: tuple[Member, ...], nodes: list[Node]) -> None:
        ids: dict[str, Node] = {}
        numbers: dict[int, Node] = {}
        for member, node in zip(members, nodes, strict=True):
            self._reader.once(ids, member.id, node, "id-used-twice")
            self._reader.once(numbers, member.number, node, "number-used-twice")

    def _check_doors(self, members: tuple[Member, ...], nodes: list[Node]) -> None:
        """A visitor sent to a member must find a door wherever the project is."""
        by_id = {member.id: member for member in members}
        for member, node in zip(members, nodes, strict=True):
            if member.relay and not _opens(by_id.get(member.relay.member)):
                self._reader.fault(node, "relay-without-channel", relay=member.relay.member)
            elif not _opens(member) and member.relay is None:
                open_in = {
                    code
                    for office in member.offices
                    if office.has_channel
                    for code in office.departments
                }
                closed = sorted(self._departments - open_in)
                # Even with an office everywhere, an undecided place needs a regional door.
                self._reader.fault(node, "no-door", member=member.id, places=", ".join(closed))

    def _member(self, node: Node, nodes: list[Node]) -> Member:
        reader = self._reader
        fields = reader.fields(
            node, "id number name short role icon", "role-source leads regional relay offices"
        )
        nodes.append(fields)
        return Member(
            id=reader.id(fields),
            number=reader.number(fields, "number"),
            name=reader.text(fields, "name"),
            short=reader.word(fields, "short"),
            role=reader.text(fields, "role"),
            role_source=self._citation(fields),
            leads=reader.yes(fields, "leads"),
            icon=reader.word(fields, "icon"),
            offices=reader.items(fields, "offices", self._office),
            regional=self._regional(fields),
            relay=self._relay(fields),
        )

    def _citation(self, fields: Fields) -> Citation | None:
        node = fields.values.get("role-source")
        return None if node is None else read_citation(self._reader, node, self._cited)

    def _relay(self, fields: Fields) -> Relay | None:
        node = fields.values.get("relay")
        if node is None:
            return None
        relay = self._reader.fields(node, "member say")
        return Relay(self._reader.word(relay, "member"), self._reader.text(relay, "say"))

    def _regional(self, fields: Fields) -> Office | None:
        node = fields.values.get("regional")
        if node is None:
            return None
        reader = self._reader
        regional = reader.fields(node, "name", _OPTIONAL)
        office = Office(
            id=f"{reader.word(fields, 'id')}-regional",
            name=reader.text(regional, "name"),
            city=reader.word(regional, "city") or None,
            address=self._channel(regional, "address"),
            phone=self._channel(regional, "phone"),
            website=self._channel(regional, "website"),
            email=self._channel(regional, "email"),
        )
        if not office.has_channel:
            reader.fault(regional, "regional-without-channel")
        return office

    def _office(self, node: Node) -> Office:
        reader = self._reader
        fields = reader.fields(
            node, "id name departments confidence checked", f"seat area {_OPTIONAL}"
        )
        office = Office(
            id=reader.id(fields),
            name=reader.text(fields, "name"),
            departments=self._served(fields),
            city=reader.word(fields, "city") or None,
            seat=self._seat(fields),
            area=reader.find_text(fields, "area"),
            confidence=reader.one_of(fields, "confidence", Confidence, Confidence.ONE),
            checked=reader.date(fields, "checked") or date.min,
            address=self._channel(fields, "address"),
            phone=self._channel(fields, "phone"),
            website=self._channel(fields, "website"),
            email=self._channel(fields, "email"),
        )
        reader.once(self._office_ids, office.id, fields, "id-used-twice")
        return office

    def _served(self, fields: Fields) -> tuple[str, ...]:
        node = fields.values.get("departments")
        words = self._reader.words(node, "departments") if node is not None else ()
        for word in words:
            if word.value not in self._departments:
                self._reader.unknown(word, "unknown-department", self._departments)
        return tuple(word.value for word in words)

    def _seat(self, fields: Fields) -> str | None:
        seat = self._reader.scalar(fields, "seat")
        if seat is None:
            return None
        if not re.fullmatch(r"\d[\dAB]\d{3}", seat.value, re.ASCII):
            self._reader.fault(seat, "bad-insee", value=seat.value)
        return seat.value

    def _channel(self, fields: Fields, key: str) -> Channel | None:
        node = fields.values.get(key)
        if node is None:
            return None
        reader = self._reader
        channel = reader.fields(node, "value confidence checked")
        value = reader.scalar(channel, "value")
        if value is not None and not _CHANNELS[key].fullmatch(value.value):
            reader.fault(value, "bad-channel", kind=key, value=value.value[:80])
        return Channel(
            value=value.value if value else "",
            confidence=reader.one_of(channel, "confidence", Confidence, Confidence.ONE),
            checked=reader.date(channel, "checked") or date.min,
        )


def _opens(member: Member | None) -> bool:
    return member is not None and member.regional is not None and member.regional.has_channel


def read_citation(reader: Reader, node: Node, cited: dict[str, frozenset[str]]) -> Citation:
    """A place in a source, both of which the guide must list."""
    fields = reader.fields(node, "document place")
    document = reader.known(fields, "document", cited, "unknown-document")
    places = cited.get(document, frozenset())
    place = reader.known(fields, "place", places, "unknown-place") if document in cited else ""
    return Citation(document, place)
