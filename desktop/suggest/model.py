"""What is heard in a visitor's own words: needs, a closed question, a place. Values only."""

from __future__ import annotations

from dataclasses import dataclass

Span = tuple[int, int]
"""Where words stand in the text: first character, and the one after the last."""

THEMES = "themes"
"""The question asked when nothing was understood: the guide's themes, all of them."""


@dataclass(frozen=True, slots=True)
class Heard:
    """One need heard, how surely (0 to 1), and the words that made it think so."""

    need: str
    score: float
    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class PlaceHeard:
    """A place heard, as the territory question takes it; `others` are its namesakes."""

    value: str
    span: Span
    others: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Suggestion:
    """What a text seems to ask for; a person confirms it, and nothing is routed by it.

    `needs`: those proposed, the surest first. `ask`: the closed question to ask, None when the
    needs are clear. `uncovered`: what the network does not answer, if the text asks for that.
    `others`: the needs that were not proposed, the likeliest first.
    """

    needs: tuple[Heard, ...] = ()
    ask: str | None = None
    place: PlaceHeard | None = None
    uncovered: str | None = None
    others: tuple[Heard, ...] = ()


@dataclass(frozen=True, slots=True)
class Ask:
    """A closed question for words that fit several needs: "argent", "partenaire", "salon"."""

    id: str
    needs: tuple[str, ...]
