"""Properties 1 and 6: nobody leaves without a door, and every member has one everywhere."""

from __future__ import annotations

from collections.abc import Iterator

from desktop.doors import find_doors
from desktop.guide.model import Member
from desktop.proof.findings import Finding, Property
from desktop.proof.view import View
from desktop.territory import territory_question
from desktop.text import phrase


def nobody_without_a_door(view: View) -> Iterator[Finding]:
    """Every finished visit ends with a recommended member or a declared uncovered need."""
    covered = view.boxes(view.recommending())
    covered += view.boxes_of(item.when for item in view.guide.uncovered)
    sentence = phrase("proof.nobody")
    yield from view.shown(
        Property.NOBODY_WITHOUT_A_DOOR,
        "nobody",
        "visit",
        sentence,
        [view.space.full],
        covered,
    )
    for member in view.guide.members:
        yield from _recommended_without_channel(view, member)


def _recommended_without_channel(view: View, member: Member) -> Iterator[Finding]:
    """A member recommended where none of its doors has a channel."""
    boxes = view.boxes(view.recommending(member=member.id))
    for place, inside in _places(view):
        if not _opens(view, member, place):
            yield from view.shown(
                Property.NOBODY_WITHOUT_A_DOOR,
                "no-channel",
                member.id,
                phrase("proof.no-channel", member=member.name, place=place or "—"),
                [box & inside for box in boxes if view.space.is_some(box & inside)],
            )


def offices_everywhere(view: View) -> Iterator[Finding]:
    """Every member can be reached from every place of the interview, office or fallback."""
    for member in view.guide.members:
        closed = [place for place, _ in _places(view) if not _opens(view, member, place)]
        if closed:
            places = ", ".join(place or "—" for place in closed)
            sentence = phrase("proof.no-office", member=member.name, places=places)
            yield view.find(Property.OFFICES_EVERYWHERE, "no-office", member.id, sentence)


def _places(view: View) -> Iterator[tuple[str | None, int]]:
    """Each place a visit can be for, with its box; those that end the interview have no offices."""
    question = territory_question(view.guide)
    if question is None:
        yield None, view.space.full
        return
    for choice in question.choices:
        if not choice.ends:
            yield choice.id, view.space.saying(question, choice.id, True)


def _opens(view: View, member: Member, place: str | None) -> bool:
    return any(door.office.has_channel for door in find_doors(view.guide, member, place))
