"""Property 2: each need goes to exactly the members of the guide's own table of the division."""

from __future__ import annotations

from collections.abc import Iterator

from desktop.guide.model import Need
from desktop.proof.findings import Finding, Property
from desktop.proof.view import View
from desktop.text import phrase


def division_of_roles(view: View) -> Iterator[Finding]:
    """For each need, the recommended members are those of the table, no more and no fewer."""
    if not view.guide.division:
        yield view.find(
            Property.DIVISION_OF_ROLES, "no-table", view.guide.id, phrase("proof.no-table")
        )
        return
    for need in view.guide.needs:
        yield from _one_need(view, need)


def _one_need(view: View, need: Need) -> Iterator[Finding]:
    inside = _inside(view)
    for member in view.guide.members:
        given = view.boxes(view.recommending(need.id, member.id))
        shares = [
            share
            for share in view.guide.division
            if share.need == need.id and member.id in share.members
        ]
        owed = view.boxes_of(share.when for share in shares)
        subject = f"{need.id}/{member.id}"
        names = {"need": need.name, "member": member.name}
        yield from view.shown(
            Property.DIVISION_OF_ROLES,
            "wrong-door",
            subject,
            phrase("proof.wrong-door", **names),
            _meet(view, given, inside),
            owed,
        )
        yield from view.shown(
            Property.DIVISION_OF_ROLES,
            "door-missed",
            subject,
            phrase("proof.door-missed", **names),
            _meet(view, owed, inside),
            given,
        )


def _inside(view: View) -> int:
    """The visits inside the region: no answer has ended the interview."""
    box = view.space.full
    for question in view.guide.questions:
        for choice in question.choices:
            if choice.ends:
                box &= view.space.saying(question, choice.id, False)
    return box


def _meet(view: View, boxes: list[int], other: int) -> list[int]:
    return [box & other for box in boxes if view.space.is_some(box & other)]
