"""What changes for visitors from one guide to another: exactly, over every visit, with witnesses.

A visit is compared where both guides can have it: the same answers to every question that both ask.
What one asks alone is answered in every way it allows. Visits that only one of them can have are
counted apart (see `apart`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from desktop.decide import routes_in_force
from desktop.guide.cutting import TooLarge
from desktop.guide.masks import Answers
from desktop.guide.model import Condition, Guide, Member, Need, Question, Route, Uncovered, Verdict
from desktop.proof.apart import Apart, count_apart
from desktop.proof.count import count_visits
from desktop.proof.joint import Joint, Pair, paired
from desktop.proof.tracks import Level, Sides, Track, Tracks
from desktop.proof.walk import Found, Walk
from desktop.proof.weighed import Weighed, have_same_interview


@dataclass(frozen=True, slots=True)
class Shift:
    """One member, or one uncovered need, that stands otherwise than before."""

    subject: Member | Uncovered
    before: Level
    after: Level


@dataclass(frozen=True, slots=True)
class Change:
    """A class of visits on which the same shifts happen for the same need.

    `need` is None for what the network does not cover. `visits` is exact. `answers`: one of these
    visits, as each guide asks it.
    """

    need: Need | None
    shifts: tuple[Shift, ...]
    visits: int
    answers: tuple[Answers, Answers]


@dataclass(frozen=True)
class Diff:
    """Two guides compared on one day.

    `visits`: the finished visits of each. `common`: those that were compared. `changed`: those of
    them on which anything at all changes. A class belongs to one need, so that a visit may be in
    several classes. `only_old`, `only_new`: the visits that the other guide cannot have.
    """

    old: Guide
    new: Guide
    on: date
    visits: tuple[int, int]
    common: int
    changed: int
    changes: tuple[Change, ...]
    only_old: tuple[Apart, ...]
    only_new: tuple[Apart, ...]
    renamed: tuple[tuple[str, str], ...]
    unshared: tuple[tuple[Question, ...], tuple[Question, ...]]

    @property
    def is_unchanged(self) -> bool:
        """Whether it is proved that no visit changes, and that each can be had in both guides."""
        return not (self.changed or self.only_old or self.only_new)


def compare(old: Guide, new: Guide, on: date) -> Diff:
    """What changes from `old` to `new`.

    Raises TooLarge when too many different visits would have to be told apart, and OrdersDiffer
    when the guides' questions hang on one another in opposite orders.
    """
    joint = Joint(old, new)
    topics = list(topics_of(old, new, on))
    asks_the_same = have_same_interview(old, new)
    try:
        changed, changes = walked(joint, topics)
    except TooLarge:
        if not asks_the_same:
            raise
        changed, changes = weighed(new, topics)
    visits = count_visits(old), count_visits(new)
    return Diff(
        old=old,
        new=new,
        on=on,
        visits=visits,
        common=visits[1] if asks_the_same else _count_common(joint),
        changed=changed,
        changes=tuple(sorted(changes, key=lambda change: -change.visits)),
        only_old=() if asks_the_same else count_apart(joint, 0),
        only_new=() if asks_the_same else count_apart(joint, 1),
        renamed=tuple(_renamed(joint)),
        unshared=_unshared(joint),
    )


def walked(joint: Joint, topics: list[Topic]) -> tuple[int, list[Change]]:
    """On how many visits anything changes, and the classes, by walking both guides."""
    everything = Tracks(joint, [track for _, tracks in topics for track in tracks], once=True)
    changed = sum(f.visits for f in Walk(everything.layout).run(everything.reduce).values())
    if not changed:
        return 0, []
    return changed, [change for topic in topics for change in _changes(joint, *topic)]


def weighed(guide: Guide, topics: list[Topic]) -> tuple[int, list[Change]]:
    """The same by weighing what differs, for guides that ask the same."""
    scale = Weighed(guide)
    changed = scale.count_changed([track for _, tracks in topics for track in tracks])
    changes = []
    for need, tracks in topics:
        for found in scale.classes(tracks):
            shifts = [
                Shift(subject, before, after)
                for number, before, after in found.shifts
                if isinstance(subject := tracks[number].subject, Member | Uncovered)
            ]
            answers = (found.answers, found.answers)
            changes.append(Change(need, tuple(shifts), found.visits, answers))
    return changed, changes


def _count_common(joint: Joint) -> int:
    tracks = Tracks(joint, [])
    asks = tracks.layout.both(tracks.layout.every)
    found = Walk(tracks.layout).run(lambda state, _: state & asks)
    return sum(item.visits for item in found.values())


def _changes(joint: Joint, need: Need | None, tracks: list[Track]) -> Iterator[Change]:
    followed = Tracks(joint, tracks)
    walk = Walk(followed.layout)
    classes: dict[tuple[Shift, ...], Found] = {}
    for state, found in walk.run(followed.reduce).items():
        shifts = tuple(
            Shift(track.subject, before, after)
            for track, before, after in followed.levels(state)
            if isinstance(track.subject, Member | Uncovered)
        )
        known = classes.get(shifts)
        classes[shifts] = found if known is None else known.with_(found)
    for shifts, found in classes.items():
        yield Change(need, shifts, found.visits, (walk.tell(found, 0), walk.tell(found, 1)))


# What is compared

Topic = tuple[Need | None, list[Track]]
_Routes = tuple[tuple[Route, ...], tuple[Route, ...]]


def topics_of(old: Guide, new: Guide, on: date) -> Iterator[Topic]:
    """Each need with its members; what is not covered; whom to ask about it."""
    routes = routes_in_force(old, on), routes_in_force(new, on)
    members = paired(old.members, new.members)
    for needs in paired(old.needs, new.needs):
        yield _latest(needs), list(_need_tracks(routes, needs, members))
    yield None, list(_uncovered_tracks(old, new))
    for member in members:
        yield None, [_consider_track(old, new, routes, member)]


def _need_tracks(
    routes: _Routes, needs: Pair[Need], members: tuple[Pair[Member], ...]
) -> Iterator[Track]:
    for member in members:

        def whens(side: int, verdict: Verdict, member: Pair[Member] = member) -> list[Condition]:
            return [
                route.when
                for route in routes[side]
                if route.verdict is verdict
                and _is(needs[side], route.need)
                and _is(member[side], route.member)
            ]

        yield Track(
            _latest(member),
            _sides(lambda side: whens(side, Verdict.RECOMMENDED)),
            _sides(lambda side: whens(side, Verdict.TO_CONSIDER)),
        )


def _uncovered_tracks(old: Guide, new: Guide) -> Iterator[Track]:
    before = {item.id: item for item in old.uncovered}
    after = {item.id: item for item in new.uncovered}
    for name in dict.fromkeys((*before, *after)):
        sides = tuple([item.when] if item else [] for item in (before.get(name), after.get(name)))
        yield Track(after.get(name) or before[name], (sides[0], sides[1]))


def _consider_track(old: Guide, new: Guide, routes: _Routes, member: Pair[Member]) -> Track:
    """Whether a member that no route leads to is the one to ask about something uncovered."""
    guides = old, new
    return Track(
        _latest(member),
        _sides(lambda side: [r.when for r in routes[side] if _is(member[side], r.member)]),
        _sides(
            lambda side: [
                item.when
                for item in guides[side].uncovered
                if item.consider is not None and _is(member[side], item.consider)
            ]
        ),
        below=True,
    )


def _sides(build: Callable[[int], list[Condition]]) -> Sides:
    return build(0), build(1)


def _is(item: Member | Need | None, item_id: str) -> bool:
    return item is not None and item.id == item_id


_Item = TypeVar("_Item")


def _latest(pair: tuple[_Item | None, ...]) -> _Item:
    return next(item for item in reversed(pair) if item is not None)


# What the guides call otherwise, or one of them does not have


def _renamed(joint: Joint) -> Iterator[tuple[str, str]]:
    old, new = joint.guides
    for before, after in (
        *(question.sides for question in joint.questions),
        *(pair for question in joint.questions for pair in question.choices),
        *paired(old.needs, new.needs),
        *paired(old.members, new.members),
    ):
        if before is not None and after is not None and before.id != after.id:
            yield before.id, after.id


def _unshared(joint: Joint) -> tuple[tuple[Question, ...], tuple[Question, ...]]:
    """The questions that only the old guide has, then those that only the new one has."""
    found: list[list[Question]] = [[], []]
    for question in joint.questions:
        for side in (0, 1):
            own, other = question.sides[side], question.sides[1 - side]
            if own is not None and other is None:
                found[side].append(own)
    return tuple(found[0]), tuple(found[1])
