"""The same difference, for guides too large to walk whose interviews are one and the same.

What differs for one member lies in a few boxes, less a cover. Where several such regions meet,
their meeting is again a box less a cover, and `weigh` counts it: adding and taking away the
meetings gives the exact number of visits of every class.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from desktop.guide.cutting import Budget
from desktop.guide.masks import Answers
from desktop.guide.model import Condition, Guide
from desktop.guide.space import Space
from desktop.guide.weighing import weigh
from desktop.proof.tracks import Level, Track
from desktop.proof.witness import to_answers

WORK = 30_000_000
"""How often all searches of one difference may look at a box."""

Shifted = tuple[int, Level, Level]
"""Number of a track, its level before and after."""


@dataclass(frozen=True, slots=True)
class _Region:
    """Visits on which one track shifts: those of `box` that no box of `cover` holds."""

    shift: Shifted
    box: int
    cover: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Class:
    """Visits on which exactly these tracks shift, how many, and one of them."""

    shifts: tuple[Shifted, ...]
    visits: int
    answers: Answers


def have_same_interview(old: Guide, new: Guide) -> bool:
    """Whether both guides ask the same, under the same names, in the same order."""
    return _asked(old) == _asked(new)


def _asked(guide: Guide) -> list[object]:
    return [
        (
            question.id,
            question.kind,
            [(choice.id, choice.exclusive, choice.ends) for choice in question.choices],
            {frozenset(box) for box in question.ask_when},
        )
        for question in guide.questions
    ]


class Weighed:
    """The differences of some tracks over the space of one interview; each may raise TooLarge."""

    def __init__(self, guide: Guide) -> None:
        self._guide = guide
        self._space = guide.derived(Space)
        self._budget = Budget(WORK)

    def count_changed(self, tracks: Sequence[Track]) -> int:
        """On how many visits one of the tracks, at least, shifts."""
        return sum(
            visits if len(shifts) % 2 else -visits
            for shifts, visits in self._meetings(self._regions(tracks)).items()
        )

    def classes(self, tracks: Sequence[Track]) -> Iterator[Class]:
        """The visits on which one of the tracks shifts, by all that shifts on them."""
        regions = self._regions(tracks)
        meetings = self._meetings(regions)
        for shifts in meetings:
            visits = sum(
                held if (len(others) - len(shifts)) % 2 == 0 else -held
                for others, held in meetings.items()
                if set(shifts) <= set(others)
            )
            if visits:
                yield Class(shifts, visits, self._witness(shifts, regions))

    # Regions

    def _regions(self, tracks: Sequence[Track]) -> list[_Region]:
        found: list[_Region] = []
        for number, track in enumerate(tracks):
            if track.strong[0] != track.strong[1] or track.weak[0] != track.weak[1]:
                found += self._regions_of(number, track)
        return found

    def _regions_of(self, number: int, track: Track) -> Iterator[_Region]:
        """The shifts of one track, in parts that have no visit in common."""
        (strong, weak), (strong_now, weak_now) = (
            (self._boxes(track.strong[side]), self._boxes(track.weak[side])) for side in (0, 1)
        )
        none, some, full = Level
        ways = [
            (none, some, weak_now, [*strong, *weak, *strong_now]),
            (some, none, weak, [*strong, *strong_now, *weak_now]),
        ]
        if not track.below:
            ways += [
                (none, full, strong_now, [*strong, *weak]),
                (full, none, strong, [*strong_now, *weak_now]),
                (some, full, self._both(weak, strong_now), strong),
                (full, some, self._both(strong, weak_now), strong_now),
            ]
        for before, after, boxes, cover in ways:
            taken = list(cover)
            for box in boxes:
                if box not in taken:
                    yield _Region((number, before, after), box, self._near(box, taken))
                    taken.append(box)

    def _boxes(self, conditions: Iterable[Condition]) -> list[int]:
        return [box for condition in conditions for box in self._space.boxes_of(condition)]

    def _both(self, some: list[int], others: list[int]) -> list[int]:
        meetings = (a & b for a in some for b in others)
        return [box for box in meetings if self._space.is_some(box)]

    def _near(self, box: int, cover: Iterable[int]) -> tuple[int, ...]:
        return tuple(other for other in cover if self._space.is_some(box & other))

    # Meetings of regions

    def _meetings(self, regions: list[_Region]) -> Counter[tuple[Shifted, ...]]:
        """For each set of shifts, on how many visits all of them happen, whatever else does."""
        found: Counter[tuple[Shifted, ...]] = Counter()

        def add(start: int, box: int, cover: tuple[int, ...], shifts: tuple[Shifted, ...]) -> None:
            for place in range(start, len(regions)):
                region = regions[place]
                meeting = box & region.box
                is_other = all(shift[0] != region.shift[0] for shift in shifts)
                if is_other and self._space.is_some(meeting):
                    both = (*cover, *region.cover)
                    visits = self._weigh(meeting, both)
                    if visits:
                        found[*shifts, region.shift] += visits
                        add(place + 1, meeting, both, (*shifts, region.shift))

        add(0, self._space.full, (), ())
        return found

    def _weigh(self, box: int, cover: Iterable[int]) -> int:
        near = self._near(box, cover)
        whole = [*self._space.unreachable, *near]
        return weigh(self._space.cutter, box, whole, 0, self._budget).points

    # Witnesses

    def _witness(self, shifts: tuple[Shifted, ...], regions: list[_Region]) -> Answers:
        """A visit on which these tracks shift so and no other does; there is one."""
        numbers = {number for number, _, _ in shifts}
        others = [region for region in regions if region.shift[0] not in numbers]
        for box, cover in self._together(shifts, regions):
            found = self._apart_from(box, cover, others)
            if found is not None:
                return to_answers(self._guide, found)
        raise AssertionError("a class that was counted has a visit")

    def _together(
        self, shifts: tuple[Shifted, ...], regions: list[_Region]
    ) -> Iterator[tuple[int, tuple[int, ...]]]:
        """The boxes, each with its cover, where all these shifts happen."""
        if not shifts:
            yield self._space.full, ()
            return
        for region in regions:
            if region.shift == shifts[0]:
                for box, cover in self._together(shifts[1:], regions):
                    if self._space.is_some(box & region.box):
                        yield box & region.box, (*region.cover, *cover)

    def _apart_from(self, box: int, cover: tuple[int, ...], others: list[_Region]) -> int | None:
        """A part of the box, less the cover, that is in no other region."""
        whole = [*self._space.unreachable, *self._near(box, cover)]
        gap = self._space.cutter.find_gap(box, whole, self._budget)
        if gap is None:
            return None
        meeting = next((r for r in others if self._space.is_some(gap & r.box)), None)
        if meeting is None:
            return gap
        rest = [region for region in others if region is not meeting]
        # Outside its box; failing that, inside it and under its cover.
        found = self._apart_from(box, (*cover, meeting.box), rest)
        for other in meeting.cover if found is None else ():
            inside = box & meeting.box & other
            if found is None and self._space.is_some(inside):
                found = self._apart_from(inside, cover, rest)
        return found
