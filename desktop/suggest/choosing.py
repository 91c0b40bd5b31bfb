"""From how likely each label is to what is proposed: needs, a closed question, or nothing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import log

from desktop.suggest.labels import ASK, NO_MATTER, uncovered_of
from desktop.suggest.model import THEMES, Ask

_SURE = 1e-6
_NEED_HINDERS_ASKING = 0.45
_ASKING_HARMS_NOBODY = 3.0
_MOST_KEYWORDS = 3
_KEYWORD_SPEAKS = 4.0
"""Log-odds: about 98 in 100."""


@dataclass(frozen=True, slots=True)
class Thresholds:
    """What it takes to propose a first need, each further one, a closed question.

    All are on log-odds, `first` on a sum of them and of what the text is like.
    """

    first: float
    more: float
    ask: float


@dataclass(frozen=True, slots=True)
class Impression:
    """How likely each label is: in a text, and in that part of it which speaks most for it.

    `words` of the text; `unknown`: the share of it, from 0 to 1, that training never met.
    """

    likely: Mapping[str, float]
    in_parts: Mapping[str, float]
    words: int
    unknown: float


@dataclass(frozen=True, slots=True)
class Chosen:
    """Needs, surest first; the closed question; what is not covered."""

    needs: tuple[str, ...] = ()
    ask: str | None = None
    uncovered: str | None = None


def choose(
    heard: Impression, needs: Sequence[str], asks: Sequence[Ask], limits: Thresholds
) -> Chosen:
    """What to propose for a text; where nothing is proposed, the themes are to be asked."""
    likely = heard.likely
    ranked = sorted(needs, key=lambda need: -likely[need])
    first = likely[ranked[0]]
    ask = _ask(likely, first, asks, limits)
    asked = likely[f"{ASK}{ask.id}"] if ask else 0.0
    no_member = max(filter(uncovered_of, likely), key=likely.__getitem__, default=None)
    if no_member and likely[no_member] > max(first, asked, likely[NO_MATTER]):
        return Chosen(ask=THEMES, uncovered=uncovered_of(no_member))
    is_clear = _clearness(heard, needs) >= limits.first or _is_keyword(heard, needs)
    sure = {need for need in needs if is_clear and _strength(heard, need) >= limits.more}
    if ask is not None:
        return Chosen(tuple(n for n in ranked if n in sure and n not in ask.needs), ask.id)
    if not is_clear:
        return Chosen(ask=THEMES)
    return Chosen((ranked[0], *(need for need in ranked[1:] if need in sure)))


def _is_keyword(heard: Impression, needs: Sequence[str]) -> bool:
    """Whether a text is a few words that training met, and that speak for a need by themselves.

    Of "recrutement" alone there is little to hear, yet nothing that speaks against it.
    """
    is_short = heard.words <= _MOST_KEYWORDS and not heard.unknown
    speaks = max(_strength(heard, need) for need in needs) >= _KEYWORD_SPEAKS
    return is_short and speaks and heard.likely[NO_MATTER] < 0.5


def _clearness(heard: Impression, needs: Sequence[str]) -> float:
    """How much speaks for a need at all; its factors are those of a regression, rounded.

    Short texts, and those whose words training met, are nothing more often than they seem: a
    mistyped word was never met, and must not silence a need.
    """
    nothing = 2.3 * _odds(heard.likely[NO_MATTER])
    first = max(_strength(heard, need) for need in needs)
    return first - nothing + 22 * heard.unknown + 3 * log(1 + heard.words)


def _strength(heard: Impression, need: str) -> float:
    """How much speaks for a need, greetings and other needs beside it or not."""
    return (_odds(heard.likely[need]) + _odds(heard.in_parts[need])) / 2


def _ask(
    likely: Mapping[str, float], first: float, asks: Sequence[Ask], limits: Thresholds
) -> Ask | None:
    """The likeliest closed question, unless a need is far likelier than it."""
    best = max(asks, key=lambda ask: likely[f"{ASK}{ask.id}"], default=None)
    if best is None:
        return None
    odds = _odds(likely[f"{ASK}{best.id}"])
    stands = odds - _NEED_HINDERS_ASKING * _odds(first) >= limits.ask
    return best if stands and odds > _odds(likely[NO_MATTER]) - _ASKING_HARMS_NOBODY else None


def _odds(likelihood: float) -> float:
    return log((likelihood + _SURE) / (1 - likelihood + _SURE))
