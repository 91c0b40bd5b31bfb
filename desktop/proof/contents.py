"""What is worded, documented or reached otherwise in another guide, whatever the visits do."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from desktop.guide.model import Guide, Member, Question, Route
from desktop.text import Text


@dataclass(frozen=True, slots=True)
class Edit:
    """One area in which something was added, dropped or changed, and the names of what was."""

    area: str
    names: tuple[Text | str, ...]


Contents = dict[str, tuple[Text | str, object]]
"""Id → its name, and what is compared of it."""


def find_edits(old: Guide, new: Guide) -> tuple[Edit, ...]:
    """The areas whose contents differ, in a fixed order."""
    found = ((area, _changed(read(old), read(new))) for area, read in _AREAS.items())
    return tuple(Edit(area, names) for area, names in found if names)


def _changed(old: Contents, new: Contents) -> tuple[Text | str, ...]:
    named = {name: (new.get(name) or old[name])[0] for name in (*old, *new)}
    return tuple(
        label
        for name, label in named.items()
        if name not in old or name not in new or old[name][1] != new[name][1]
    )


def _listed(items: Iterable[Any], name: str, look: Callable[[Any], object]) -> Contents:
    return {item.id: (getattr(item, name), look(item)) for item in items}


def _question(question: Question) -> object:
    choices = [(c.id, c.label, c.hint, c.icon) for c in question.choices]
    return (question.short, question.ask, question.hint, choices)


def _words(route: Route) -> object:
    return (route.because, route.first_step, route.prepare)


def _rule(route: Route) -> object:
    return (
        (route.need, route.member, route.verdict, route.when),
        (route.basis, route.source, route.valid_from, route.valid_until),
    )


def _contacts(member: Member) -> object:
    return (member.offices, member.regional, member.relay)


def _presentation(member: Member) -> object:
    return (member.name, member.short, member.role, member.role_source, member.leads, member.icon)


_AREAS: dict[str, Callable[[Guide], Contents]] = {
    "title": lambda guide: {"": (guide.title, guide.title)},
    "rules": lambda guide: _listed(guide.routes, "id", _rule),
    "questions": lambda guide: _listed(guide.questions, "short", _question),
    "needs": lambda guide: _listed(guide.needs, "name", lambda need: need.name),
    "words": lambda guide: _listed(guide.routes, "id", _words),
    "uncovered": lambda guide: _listed(
        guide.uncovered, "title", lambda item: (item.title, item.because, item.first_step)
    ),
    "contacts": lambda guide: _listed(guide.members, "name", _contacts),
    "members": lambda guide: _listed(guide.members, "name", _presentation),
    "sources": lambda guide: _listed(guide.sources, "title", lambda source: source),
    "pace": lambda guide: {str(i): (v.text, v) for i, v in enumerate(guide.pace)},
}
