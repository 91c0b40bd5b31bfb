"""Who vouches for a member's part of a guide, when, for how long, and whether it still holds.

`signoffs.yaml` in the guide's folder. A sign-off keeps a hash of the member's part: an edit of that
part afterwards makes it stale. It is information: no guide is refused for it.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, fields, is_dataclass
from datetime import date
from enum import Enum
from pathlib import Path

from desktop.errors import Fault, GuideRefused
from desktop.guide.fields import Reader
from desktop.guide.loader import FORMAT, read_limited
from desktop.guide.model import Guide
from desktop.guide.nodes import Fields, Node, Scalar, read_nodes
from desktop.library.package import SIGNOFFS
from desktop.text import Phrase
from desktop.workspace.spans import Plain

MONTHS = 12
"""How long a sign-off holds unless its date says otherwise."""

HEAD = "format: 1\nsignoffs: []\n"
_HASH = re.compile(r"[0-9a-f]{64}")


class State(Enum):
    """Whether a member's part is vouched for."""

    VALID = "valid"
    STALE = "stale"
    """The part was edited since."""
    EXPIRED = "expired"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class SignOff:
    """One sign-off: `by` is a role or initials; `part` is the hash of what was vouched for."""

    member: str
    by: str
    on: date
    until: date
    part: str

    def to_item(self) -> dict[str, Plain]:
        """As it is written in the file."""
        return {
            "member": self.member,
            "by": self.by,
            "on": self.on.isoformat(),
            "until": self.until.isoformat(),
            "part": self.part,
        }


@dataclass(frozen=True, slots=True)
class Standing:
    """How one member's part stands, and the sign-off that says so."""

    member: str
    state: State
    sign_off: SignOff | None = None


def load_signoffs(folder: Path) -> tuple[SignOff, ...]:
    """The sign-offs kept with the guide in `folder`, none if there is no file.

    Raises GuideRefused with every fault of the file.
    """
    if not (folder / SIGNOFFS).exists():
        return ()
    try:
        raw = read_limited(folder / SIGNOFFS)
    except OSError:
        raw = b""
    return read_signoffs(raw)


def read_signoffs(raw: bytes) -> tuple[SignOff, ...]:
    """The sign-offs in a file's bytes; raises GuideRefused with every fault."""
    faults: list[Fault] = []
    root = read_nodes(raw, SIGNOFFS, faults)
    found: tuple[SignOff, ...] = ()
    if root is not None:
        reader = Reader(SIGNOFFS, faults)
        reader.format(root, FORMAT)
        seen: dict[str, Node] = {}
        listed = reader.fields(root, "format signoffs")
        found = reader.items(listed, "signoffs", lambda node: _read(reader, node, seen))
    if faults:
        raise GuideRefused(faults)
    return found


def _read(reader: Reader, node: Node, seen: dict[str, Node]) -> SignOff:
    item = reader.fields(node, "member by on until part")
    found = SignOff(
        member=reader.id(item, "member"),
        by=reader.word(item, "by"),
        on=reader.date(item, "on") or date.min,
        until=reader.date(item, "until") or date.min,
        part=_hash(reader, item),
    )
    reader.once(seen, found.member, item, "id-used-twice")
    if found.until < found.on:
        reader.fault(item, "dates-reversed")
    return found


def _hash(reader: Reader, item: Fields) -> str:
    scalar = item.values.get("part")
    if isinstance(scalar, Scalar) and not _HASH.fullmatch(scalar.value):
        reader.fault(scalar, "bad-id", value=scalar.value[:80])
    return reader.word(item, "part")


def months_later(day: date, months: int = MONTHS) -> date:
    """The same day some months later, or the last of that month."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    for last in (day.day, 30, 29, 28):
        try:
            return date(min(year, 9999), month + 1, min(day.day, last))
        except ValueError:
            continue
    raise AssertionError("every month has a 28th day")


def part_hash(guide: Guide, member_id: str) -> str:
    """SHA-256 of all that a guide says of one member: itself, its routes, its rows of the table."""
    said = [
        guide.get_member(member_id),
        [route for route in guide.routes if route.member == member_id],
        [share for share in guide.division if member_id in share.members],
        [item for item in guide.uncovered if item.consider == member_id],
    ]
    text = json.dumps(_canonical(said), ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


_PLACES = frozenset(("line", "column"))
"""Where an example stands is not what it says."""


def _canonical(value: object) -> object:
    if isinstance(value, list | tuple):
        return [_canonical(item) for item in value]
    if isinstance(value, frozenset):
        return sorted(value)
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, date):
        return value.isoformat()
    if is_dataclass(value):
        names = [field.name for field in fields(value) if field.name not in _PLACES]
        return [_canonical(getattr(value, name)) for name in names]
    return value


def standings(guide: Guide, kept: tuple[SignOff, ...], on: date) -> tuple[Standing, ...]:
    """How each member's part stands on a day, in the members' order."""
    by_member = {sign_off.member: sign_off for sign_off in kept}
    return tuple(_standing(guide, m.id, by_member.get(m.id), on) for m in guide.members)


def _standing(guide: Guide, member: str, kept: SignOff | None, on: date) -> Standing:
    if kept is None:
        return Standing(member, State.NONE)
    if kept.part != part_hash(guide, member):
        return Standing(member, State.STALE, kept)
    return Standing(member, State.EXPIRED if on > kept.until else State.VALID, kept)


def sentences(guide: Guide, folder: Path, on: date) -> Iterator[Phrase]:
    """How each member's part stands, if any was ever vouched for."""
    try:
        kept = load_signoffs(folder)
    except GuideRefused:
        yield Phrase("workspace.signoff.unreadable")
        return
    for standing in standings(guide, kept, on) if kept else ():
        values: dict[str, object] = {"member": guide.get_member(standing.member).name}
        if standing.sign_off is not None:
            values |= {
                "by": standing.sign_off.by,
                "on": standing.sign_off.on.isoformat(),
                "until": standing.sign_off.until.isoformat(),
            }
        yield Phrase(f"workspace.signoff.line-{standing.state.value}", values)
