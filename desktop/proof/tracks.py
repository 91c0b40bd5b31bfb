"""What is followed for each member while two guides are walked through side by side.

A track compares one thing on both sides: how a member stands for a need, or whether an uncovered
need is told. It is at its level once nothing that comes can change it.
"""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from enum import IntEnum

from desktop.guide.model import Condition
from desktop.proof.joint import Joint
from desktop.proof.layout import Layout

Sides = tuple[Sequence[Condition], Sequence[Condition]]
"""Conditions of the old guide, conditions of the new."""

NEVER: Sides = ((), ())


class Level(IntEnum):
    """How a member stands; of two reasons the stronger counts."""

    NONE = 0
    TO_CONSIDER = 1
    RECOMMENDED = 2


@dataclass(frozen=True)
class Track:
    """One thing to compare. `below`: the strong level is told elsewhere, not here."""

    subject: Hashable
    strong: Sides
    weak: Sides = NEVER
    below: bool = False


@dataclass(frozen=True, slots=True)
class _Places:
    strong: int
    weak: int
    is_strong: int
    is_weak: int
    below: bool

    @property
    def all(self) -> int:
        return self.strong | self.weak | self.is_strong | self.is_weak

    def level(self, part: int) -> Level | None:
        """The level that one side of a state has come to; None while it may still change."""
        if part & self.is_strong:
            return Level.RECOMMENDED
        if part & (self.strong | self.weak):
            return None
        return Level.TO_CONSIDER if part & self.is_weak else Level.NONE


class Tracks:
    """Several tracks over one joint interview, as a layout and the way to reduce its states.

    `once`: it is enough to know that one of them differs.
    """

    def __init__(self, joint: Joint, tracks: Sequence[Track], once: bool = False) -> None:
        self.tracks = tuple(tracks)
        groups: dict[Hashable, Sides] = {}
        for number, track in enumerate(tracks):
            groups["strong", number], groups["weak", number] = track.strong, track.weak
        self.layout = Layout(joint, groups, marks=2 * len(tracks) + 1)
        self._places = tuple(self._placed(i, track) for i, track in enumerate(tracks))
        self._followed = [(places, self.layout.both(places.all)) for places in self._places]
        self._once = self.layout.mark(2 * len(tracks)) if once else 0
        self._in_step = _in_step(self.layout)
        self._asks = tuple(self._asks_from(index) for index in range(len(joint.questions) + 1))

    def _placed(self, number: int, track: Track) -> _Places:
        layout = self.layout
        strong, weak = (layout.positions((name, number)) for name in ("strong", "weak"))
        marks = layout.mark(2 * number), layout.mark(2 * number + 1)
        return _Places(strong, weak, *marks, track.below)

    def _asks_from(self, index: int) -> int:
        places = 0
        for look in self.layout.looks[index:]:
            places |= look.ask
        return places

    def reduce(self, state: int, index: int) -> int | None:
        """What is worth telling apart before the question at `index`; None if nothing differs."""
        layout = self.layout
        if state & self._once:
            return state & layout.both(self._asks[index]) | self._once
        same_path = self._in_step[index] and not (
            (layout.on(0, state) ^ layout.on(1, state)) & self._asks[index]
        )
        kept = state & layout.both(self._asks[index])
        for places, everywhere in self._followed:
            if not state & everywhere:
                continue
            old, new = (self._settled(places, layout.on(side, state), index) for side in (0, 1))
            if same_path and old == new:
                continue
            before, after = places.level(old), places.level(new)
            if before is None or after is None:
                kept |= old | new << layout.width
            elif _differs(places, before, after):
                if self._once:
                    return state & layout.both(self._asks[index]) | self._once
                kept |= old | new << layout.width
        return kept if kept & ~layout.both(self._asks[index]) else None

    def _settled(self, places: _Places, part: int, index: int) -> int:
        """One side's part of a track, less what no longer counts."""
        part &= places.all
        sure = part & self.layout.settled[index]
        if sure & (places.strong | places.is_strong):
            return places.is_strong
        if sure & (places.weak | places.is_weak):
            return part & places.strong | places.is_weak
        return part

    def levels(self, state: int) -> list[tuple[Track, Level, Level]]:
        """Each track that differs at the end of a visit, with its level on both sides."""
        found = []
        for track, places in zip(self.tracks, self._places, strict=True):
            before, after = (places.level(self.layout.on(side, state)) for side in (0, 1))
            if before is not None and after is not None and before is not after:
                found.append((track, before, after))
        return found


def _differs(places: _Places, before: Level, after: Level) -> bool:
    if places.below and Level.RECOMMENDED in (before, after):
        return False
    return before is not after


def _in_step(layout: Layout) -> tuple[bool, ...]:
    """For each question's place: whether from there on both sides ask in the same way.

    They do if the same questions are still to be asked: that is told by the state.
    """
    found = [True]
    for question, look in reversed(list(zip(layout.joint.questions, layout.looks, strict=True))):
        same_ends = all(layout.on(0, bits) == layout.on(1, bits) for bits in look.closes)
        found.append(found[-1] and question.is_same and same_ends)
    return tuple(reversed(found))
