"""Property 2: each need goes to exactly the members of the guide's own table of the division."""

from __future__ import annotations

from collections.abc import Iterator

from desktop.guide.model import Need
from desktop.proof.findings import Finding, Property
from desktop.proof.view import View
from desktop.text import phrase

_ROLES = Property.DIVISION_OF_ROLES


def division_of_roles(view: View) -> Iterator[Finding]:
    """For each need, the recommended members are those of the table, no more and no fewer."""
    if not view.guide.division:
        yield view.find(_ROLES, "no-table", view.guide.id, phrase("proof.no-table"))
        return
    for need in view.guide.needs:
        yield from _one_need(view, need)
    yield from _idle_rows(view)


def _one_need(view: View, need: Need) -> Iterator[Finding]:
    for member in view.guide.members:
        routes = view.recommending(need.id, member.id)
        given = view.boxes(routes)
        owed = view.boxes_of(
            share.when
            for share in view.guide.division
            if share.need == need.id and member.id in share.members
        )
        subject = f"{need.id}/{member.id}"
        names = {"need": need.name, "member": member.name}
        ids = tuple(route.id for route in routes)
        sentence = phrase("proof.wrong-door", **names)
        key = ("wrong-door", subject, ids)
        yield from view.shown(_ROLES, "wrong-door", subject, sentence, given, owed, key)
        # What an ended interview asks for is said to be uncovered: the table owes it nothing.
        inside = view.meeting(owed, [view.inside])
        sentence = phrase("proof.door-missed", **names)
        key = ("door-missed", subject, ids)
        yield from view.shown(_ROLES, "door-missed", subject, sentence, inside, given, key)


def _idle_rows(view: View) -> Iterator[Finding]:
    """A row that holds on no visit asks nothing of the routes."""
    for row, share in enumerate(view.guide.division, 1):
        if not share.members or not view.is_some(view.boxes_of([share.when]), key=("row", row)):
            name = f"{share.need}/{share.source.document} {share.source.place}"
            sentence = phrase("proof.idle-row", row=row, need=share.need)
            yield view.find(_ROLES, "idle-row", f"{row}/{name}", sentence)
