"""How closely a sheet is set, so that it fits one page.

Laying a sheet out to find its height costs as much as making it, so its height is first estimated
from the length of its texts (within some 3 %, measured on the shipped guide); the pages that come
out decide, and a closer mode is tried when there are two.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from desktop.sheet.content import Card, Content


@dataclass(frozen=True, slots=True)
class Mode:
    """A size of text in points, and how it is arranged.

    "roomy": a card in two columns, with the content of its sources. "plain": without that content.
    "tight": in three or four columns. "brief": tight, one reason for each need, lists run on.
    `several`: the pages are counted, for there may be more than one.
    """

    arrangement: str
    size: float
    several: bool = False


_ROOMY = tuple(Mode("roomy", size) for size in (11.5, 11, 10.5, 10))
_PLAIN = tuple(Mode("plain", size) for size in (11, 10.5, 10, 9.5))
_TIGHT = tuple(Mode("tight", size) for size in (10, 9.5, 9, 8.5, 8, 7.5))
_BRIEF = tuple(Mode("brief", size) for size in (8.5, 8, 7.5, 7, 6.75))

SEVERAL_PAGES = Mode("tight", 8.5, several=True)
"""For a sheet that no mode brings on one page."""

_PAGE = 297.0


@dataclass(frozen=True, slots=True)
class _Estimate:
    """Millimetres at `size`: of the page's frame, a character, a card, a member to consider."""

    size: float
    frame: float
    character: float
    card: float
    considered: float


_OF_ROOMY = _Estimate(10.5, 122, 0.090, 48, 52)
_OF_PLAIN = _Estimate(10, 120, 0.079, 47, 47)
_OF_TIGHT = _Estimate(9, 86, 0.047, 26, 31)
_OF_BRIEF = _Estimate(7.5, 83, 0.027, 16, 21)


def modes(content: Content) -> Iterator[Mode]:
    """The modes worth trying, the most comfortable first; perhaps none will do."""
    yield from _from_the_first_likely(_ROOMY, _OF_ROOMY, content)
    yield from _from_the_first_likely(_PLAIN, _OF_PLAIN, content)
    yield from _from_the_first_likely(_TIGHT, _OF_TIGHT, content)
    yield from _from_the_first_likely(_BRIEF, _OF_BRIEF, content) or _BRIEF[-1:]


def _from_the_first_likely(
    tried: tuple[Mode, ...], estimate: _Estimate, content: Content
) -> Sequence[Mode]:
    height = (
        estimate.frame
        + estimate.character * sum(_length(card) for card in content.cards)
        + estimate.card * len(content.cards)
        + estimate.considered * (len(content.consider) + len(content.notices))
    )
    return [mode for mode in tried if height * mode.size / estimate.size <= _PAGE]


def _length(card: Card) -> int:
    words = sum(map(len, (*card.why, *card.also, *card.steps, *card.prepare)))
    return words + sum(
        len(entry.name)
        + sum(len(text or "") for text in (entry.detail, entry.say, entry.note))
        + sum(len(way.label) + len(way.value) + len(way.note or "") for way in entry.ways)
        for entry in card.entries
    )
