"""How a member is reached from where the project will be: local office, region, or a relay."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from desktop.guide.masks import to_choices
from desktop.guide.model import Guide, Member, Office, Relay
from desktop.territory import territory_question


class DoorKind(Enum):
    """In what capacity an office stands on the card."""

    LOCAL = "local"
    REGIONAL = "regional"
    RELAY = "relay"


@dataclass(frozen=True, slots=True)
class Door:
    """One way in. For a relay, `office` is the relaying member's and `relay` says how to ask."""

    office: Office
    kind: DoorKind
    relay: Relay | None = None


def find_doors(guide: Guide, member: Member, territory: str | None) -> tuple[Door, ...]:
    """The doors of `member` for a place (a department, a commune, a choice, or None).

    Every local office first, the one seated in the visitor's own commune before the others. Unless
    each of them can be reached, the regional channel comes next; and if nothing so far can be
    reached, the relay. A guide that loads has at least one door with a working channel for each
    member and place.
    """
    doors = [Door(office, DoorKind.LOCAL) for office in _local(guide, member, territory)]
    if doors and all(door.office.has_channel for door in doors):
        return tuple(doors)
    if member.regional is not None and member.regional.has_channel:
        return (*doors, Door(member.regional, DoorKind.REGIONAL))
    is_reached = any(door.office.has_channel for door in doors)
    if member.relay is not None and not is_reached:
        through = guide.get_member(member.relay.member).regional
        if through is not None:
            return (*doors, Door(through, DoorKind.RELAY, member.relay))
    return tuple(doors)


def _local(guide: Guide, member: Member, territory: str | None) -> list[Office]:
    question = territory_question(guide)
    if question is None or not territory:
        return []
    department = to_choices(question, (territory,))[0]
    offices = [office for office in member.offices if department in office.departments]
    # sorted() is stable: offices keep the guide's order unless one sits in this very commune.
    return sorted(offices, key=lambda office: office.seat != territory)
