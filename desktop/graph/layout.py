"""Where everything stands on the sheet: cards in four columns, tracks between them. Millimetres."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import pairwise

from desktop.graph.flow import KIND, MEMBER, NEED, THEME, Flow, Line, Station
from desktop.graph.measure import wrap
from desktop.text import say

PAPERS = {"A3": (420.0, 297.0), "A2": (594.0, 420.0), "A1": (841.0, 594.0), "A0": (1189.0, 841.0)}
MARGIN = 13.0
TOP, BOTTOM = 46.0, 27.0
"""What the heading and the legend take."""

SMALL = 3.3
"""Font size of the smallest text: a little over 9 points."""

LINE_HEIGHT = 1.28
PAD = 2.4
PITCH = 2.1
"""Between two tracks that leave the same card."""

GAP = 1.7
# Column: start, width (parts of the inner width); label size and most lines; note lines; icon.
_COLUMNS = {
    THEME: (0.0, 0.19, 4.1, 3, 2, 8.0),
    KIND: (0.26, 0.215, 3.6, 3, 1, 6.6),
    NEED: (0.575, 0.17, 4.1, 3, 2, 8.0),
    MEMBER: (0.815, 0.185, 4.1, 4, 4, 8.0),
}


@dataclass(frozen=True, slots=True)
class Words:
    """One line of text: its left end, its baseline, its size, how it is set."""

    text: str
    x: float
    y: float
    size: float
    weight: int = 400
    muted: bool = False


@dataclass(slots=True)
class Card:
    """A station on the sheet; `y` is its middle."""

    station: Station
    x: float
    width: float
    label: tuple[str, ...]
    note: tuple[str, ...]
    height: float
    y: float = 0.0
    outgoing: list[Segment] = field(default_factory=list)
    incoming: list[Segment] = field(default_factory=list)

    @property
    def top(self) -> float:
        """Its upper edge."""
        return self.y - self.height / 2

    @property
    def is_passage(self) -> bool:
        """Whether lines only go straight through."""
        return self.station.label is None

    @property
    def icon_side(self) -> float:
        """How large its icon is drawn."""
        return _COLUMNS[self.station.column][5]

    def words(self) -> list[Words]:
        """Its lines of text, label then note."""
        size = _COLUMNS[self.station.column][2]
        heights = [size * LINE_HEIGHT] * len(self.label) + [SMALL * LINE_HEIGHT] * len(self.note)
        y = self.y - sum(heights) / 2
        x = self.x + PAD + 1.2 + (self.icon_side + 2 if self.station.icon else 0)
        found = []
        weight = 400 if self.station.column == KIND else 600
        for text in self.label:
            found.append(Words(text, x, y + size * 0.98, size, weight))
            y += size * LINE_HEIGHT
        for text in self.note:
            found.append(Words(text, x, y + SMALL * 0.98, SMALL, muted=True))
            y += SMALL * LINE_HEIGHT
        return found


@dataclass(slots=True)
class Segment:
    """The part of a line between two cards: where it leaves the one and reaches the other."""

    start: Card
    end: Card
    member: str | None
    thin: bool
    dashed: bool
    routes: list[str]
    from_y: float = 0.0
    to_y: float = 0.0


@dataclass(frozen=True)
class Sheet:
    """The whole, on the smallest of the papers that it fits."""

    paper: str
    width: float
    height: float
    cards: tuple[Card, ...]
    segments: tuple[Segment, ...]


def lay_out(flow: Flow, language: str) -> Sheet:
    """Places a flow; a guide too large for the largest paper gets a longer sheet."""
    *smaller, largest = PAPERS.items()
    for paper, size in smaller:
        draft = _Draft(flow, language, size[0])
        if draft.needed <= size[1]:
            return draft.placed(paper, size[1])
    draft = _Draft(flow, language, largest[1][0])
    is_larger = draft.needed > largest[1][1]
    return draft.placed("" if is_larger else largest[0], max(draft.needed, largest[1][1]))


class _Draft:
    """The cards and tracks of a flow for one width of paper."""

    def __init__(self, flow: Flow, language: str, width: float) -> None:
        self._width = width
        cards = {s.key: _card(s, width - 2 * MARGIN, language) for s in flow.stations}
        self._segments = _segments(flow.lines, cards)
        self._columns = [[c for c in cards.values() if c.station.column == n] for n in range(4)]
        for card in cards.values():
            ports = max(len(card.outgoing), len(card.incoming))
            card.height = max(card.height, ports * PITCH + 1.4)

    @property
    def needed(self) -> float:
        """The height of paper that the fullest column takes."""
        heights = [sum(card.height + GAP for card in column) for column in self._columns]
        groups = len(self._columns[THEME]) * GAP
        return max(heights) + groups + TOP + BOTTOM

    def placed(self, paper: str, height: float) -> Sheet:
        """Everything in its place on a sheet of this height."""
        top, bottom = TOP, height - BOTTOM
        themes, kinds, needs, members = self._columns
        order = {card.station.key: rank for rank, card in enumerate(themes)}
        kinds.sort(key=lambda kind: min(order[s.start.station.key] for s in kind.incoming))
        _spread(kinds, top, bottom)
        _place(themes, [_mean(s.end.y for s in card.outgoing) for card in themes], top, bottom)
        for column in (needs, members):
            _place(
                column, [_mean(s.start.y for s in card.incoming) for card in column], top, bottom
            )
        cards = (*themes, *kinds, *needs, *members)
        for card in cards:
            _place_ports(card)
        return Sheet(paper, self._width, height, cards, tuple(self._segments))


def _card(station: Station, inner: float, language: str) -> Card:
    start, part, size, lines, note_lines, icon = _COLUMNS[station.column]
    x, width = MARGIN + start * inner, part * inner
    if station.label is None:
        return Card(station, x, width, (), (), PITCH)
    room = width - 2 * PAD - 1.2 - (icon + 2 if station.icon else 0)
    label = wrap(say(station.label, language), size, room, lines)
    note: tuple[str, ...] = ()
    if station.note:
        note = wrap(say(station.note, language), SMALL, room, note_lines)
    text = len(label) * size * LINE_HEIGHT + len(note) * SMALL * LINE_HEIGHT
    height = max(text, icon if station.icon else 0) + (1.8 if station.column == KIND else 3.2)
    return Card(station, x, width, label, note, height)


def _segments(lines: Iterable[Line], cards: Mapping[str, Card]) -> list[Segment]:
    """The parts of all lines, those that are drawn alike between the same cards being one."""
    found: dict[tuple[str, str, str | None, bool, bool], Segment] = {}
    for line in lines:
        for start, end in pairwise(line.stops):
            key = (start, end, line.member, line.thin, line.dashed)
            segment = found.get(key)
            if segment is None:
                one, other = cards[start], cards[end]
                segment = Segment(one, other, line.member, line.thin, line.dashed, [])
                found[key] = segment
                one.outgoing.append(segment)
                other.incoming.append(segment)
            segment.routes += [name for name in line.routes if name not in segment.routes]
    return list(found.values())


def _spread(cards: list[Card], top: float, bottom: float) -> None:
    """Spreads cards over the height, a wider gap where the theme changes."""
    gaps = [
        1.0 if one.incoming[0].start is other.incoming[0].start else 2.6
        for one, other in pairwise(cards)
    ]
    free = bottom - top - sum(card.height for card in cards)
    unit = min(free / (sum(gaps) or 1), 9.0)
    y = (top + bottom - sum(card.height for card in cards) - unit * sum(gaps)) / 2
    for card, gap in zip(cards, [*gaps, 0.0], strict=True):
        card.y = y + card.height / 2
        y += card.height + gap * unit


def _mean(values: Iterable[float]) -> float:
    found = list(values)
    return sum(found) / len(found) if found else 0.0


def _place(cards: list[Card], wanted: list[float], top: float, bottom: float) -> None:
    """Puts cards as near as can be to where they want, in that order, none on another."""
    order = sorted(range(len(cards)), key=lambda index: wanted[index])
    cards[:] = [cards[index] for index in order]
    free = bottom - top - sum(card.height for card in cards)
    gap = min(max(free / max(len(cards) - 1, 1), GAP), 6.0)
    blocks: list[list[float]] = []  # of cards in contact: how many, sum of wanted tops, height
    for card, middle in zip(cards, sorted(wanted), strict=True):
        blocks.append([1, middle - card.height / 2, card.height + gap])
        while len(blocks) > 1 and _end(blocks[-2]) > blocks[-1][1] / blocks[-1][0]:
            count, tops, height = blocks.pop()
            last = blocks[-1]
            blocks[-1] = [last[0] + count, last[1] + tops - count * last[2], last[2] + height]
    y = top
    rest = sum(card.height + gap for card in cards) - gap
    upcoming = iter(cards)
    for count, tops, height in blocks:
        y = max(y, min(tops / count, bottom - rest))
        for _ in range(int(count)):
            card = next(upcoming)
            card.y = y + card.height / 2
            y += card.height + gap
        rest -= height


def _end(block: list[float]) -> float:
    return block[1] / block[0] + block[2]


def _place_ports(card: Card) -> None:
    """Where tracks touch a card: evenly about its middle, in the order of where they come from."""
    card.outgoing.sort(key=lambda s: (s.end.y, _ahead(s), *_look_of(s)))
    card.incoming.sort(key=lambda s: (s.start.y, _ahead(s), *_look_of(s)))
    for segment, y in zip(card.outgoing, _ports(card, len(card.outgoing)), strict=True):
        segment.from_y = y
    for segment, y in zip(card.incoming, _ports(card, len(card.incoming)), strict=True):
        segment.to_y = y


def _ahead(segment: Segment) -> float:
    """How high the line goes on to after this part: lines that part later do not cross before."""
    look = _look_of(segment)
    return _mean(s.end.y for s in segment.end.outgoing if _look_of(s) == look)


def _look_of(segment: Segment) -> tuple[bool, bool, str]:
    return (segment.thin, segment.dashed, segment.member or "")


def _ports(card: Card, count: int) -> list[float]:
    first = card.y - PITCH * (count - 1) / 2
    return [first + rank * PITCH for rank in range(count)]
