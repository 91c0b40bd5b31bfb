"""Properties 1 and 6: nobody leaves without a door, and every member has one everywhere."""

from __future__ import annotations

from collections.abc import Iterator

from desktop.doors import find_doors
from desktop.guide.model import Member, Office
from desktop.proof.findings import Finding, Property
from desktop.proof.view import View
from desktop.territory import territory_question
from desktop.text import phrase

_NOBODY = Property.NOBODY_WITHOUT_A_DOOR
Place = tuple[str | None, int, bool]
"""A choice of the question of the place (None: it is not asked), the box of the visits that are for
it, and whether the interview goes on from there.
"""


def nobody_without_a_door(view: View) -> Iterator[Finding]:
    """Every finished visit ends with a recommended member or a declared uncovered need."""
    uncovered = view.boxes_of(item.when for item in view.guide.uncovered)
    strong = view.recommending()
    yield from view.shown(
        _NOBODY,
        "nobody",
        "visit",
        phrase("proof.nobody"),
        [view.space.full],
        [*view.boxes(strong), *uncovered],
        ("nobody", *(route.id for route in strong)),
    )
    for theme in dict.fromkeys(need.theme for need in view.guide.needs):
        yield from _theme_without_answer(view, theme, uncovered)
    places = list(_places(view))
    for member in view.guide.members:
        yield from _recommended_without_channel(view, member, places)


def _theme_without_answer(view: View, theme: str, uncovered: list[int]) -> Iterator[Finding]:
    """A theme chosen on a visit where no route says anything of any of its needs."""
    chosen = [
        view.space.saying(question, theme, True)
        for question in view.guide.questions
        if question.find_choice(theme) is not None
    ]
    needs = {need.id for need in view.guide.needs if need.theme == theme}
    routes = [route for route in view.routes if route.need in needs]
    yield from view.shown(
        _NOBODY,
        "theme-alone",
        theme,
        phrase("proof.theme-alone", theme=theme),
        chosen,
        [*view.boxes(routes), *uncovered],
        ("theme-alone", theme, *(route.id for route in routes)),
    )


def _recommended_without_channel(
    view: View, member: Member, places: list[Place]
) -> Iterator[Finding]:
    """A member recommended where none of its doors has a channel."""
    boxes = view.boxes(view.recommending(member=member.id))
    for place, inside, _ in places:
        if not _opens(view, member, place):
            yield from view.shown(
                _NOBODY,
                "no-channel",
                f"{member.id}/{place or '-'}",
                phrase("proof.no-channel", member=member.name, place=place or "—"),
                view.meeting(boxes, [inside]),
            )


def offices_everywhere(view: View) -> Iterator[Finding]:
    """Every member can be reached from every place of the interview, office or fallback."""
    places = [place for place, _, goes_on in _places(view) if goes_on]
    for member in view.guide.members:
        closed = [place for place in places if not _opens(view, member, place)]
        if closed:
            names = ", ".join(place or "—" for place in closed)
            sentence = phrase("proof.no-office", member=member.name, places=names)
            yield view.find(Property.OFFICES_EVERYWHERE, "no-office", member.id, sentence)


def _places(view: View) -> Iterator[Place]:
    """Each place a visit can be for; the question of the place may also stay unasked."""
    question = territory_question(view.guide)
    if question is None:
        yield None, view.space.full, True
        return
    for choice in question.choices:
        said = view.space.saying(question, choice.id, True)
        if view.is_some([said], key=("chosen", f"{question.id}/{choice.id}")):
            yield choice.id, said, view.is_some([said & view.inside], key=("goes on", choice.id))
    unasked = view.space.asked(question, False)
    if view.is_some([unasked], key="place unasked"):
        yield None, unasked, view.is_some([unasked & view.inside], key="goes on unasked")


def _opens(view: View, member: Member, place: str | None) -> bool:
    return any(_works(door.office) for door in find_doors(view.guide, member, place))


def _works(office: Office) -> bool:
    channels = (office.address, office.phone, office.website, office.email)
    return any(channel is not None and channel.value.strip() for channel in channels)
