"""From how likely each label is to what is proposed: needs, a closed question, or nothing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import log

from desktop.suggest.labels import ANY_NEED, ASK, NO_MATTER, SEVERAL, uncovered_of
from desktop.suggest.model import THEMES, Ask

_SURE = 1e-6
_ASKING_HELPS = 1.5  # a question where a need was clear costs a touch; a wrong need, more
_ASKING_HARMS_NOBODY = 1.0
_SEVERAL_HELPS = 0.25  # of what speaks for several needs, what each one gets


@dataclass(frozen=True, slots=True)
class Thresholds:
    """What it takes to propose a first need, each further one, a closed question.

    `first` is on a sum of log-odds and of the length, `more` on one of log-odds; `ask` is a
    likelihood.
    """

    first: float
    more: float
    ask: float


@dataclass(frozen=True, slots=True)
class Chosen:
    """Needs, surest first; the closed question; what is not covered."""

    needs: tuple[str, ...] = ()
    ask: str | None = None
    uncovered: str | None = None


def choose(
    likely: Mapping[str, float],
    words: int,
    needs: Sequence[str],
    asks: Sequence[Ask],
    limits: Thresholds,
) -> Chosen:
    """What to propose for a text of so many words, in which labels are so likely.

    Where nothing is proposed, the themes are to be asked.
    """
    ranked = sorted(needs, key=lambda need: -likely[need])
    first = likely[ranked[0]]
    ask = _ask(likely, asks, limits)
    asked = likely[f"{ASK}{ask.id}"] if ask else 0.0
    no_member = max(filter(uncovered_of, likely), key=likely.__getitem__, default=None)
    if no_member and likely[no_member] > max(first, asked, likely[NO_MATTER]):
        return Chosen(ask=THEMES, uncovered=uncovered_of(no_member))
    several = _SEVERAL_HELPS * _odds(likely[SEVERAL])
    heard = [need for need in ranked if _odds(likely[need]) + several >= limits.more]
    is_clear = _clearness(likely, first, words) >= limits.first
    if ask is None:
        found = (heard or ranked[:1]) if is_clear else []
        return Chosen(tuple(found)) if found else Chosen(ask=THEMES)
    beside = [need for need in heard if need not in ask.needs] if is_clear else []
    return Chosen(tuple(beside), ask.id)


def _clearness(likely: Mapping[str, float], first: float, words: int) -> float:
    """How much speaks for a need at all; its factors are those of a regression, rounded."""
    nothing = 2 * _odds(likely[NO_MATTER])
    return _odds(first) + 0.5 * _odds(likely[ANY_NEED]) - nothing + 3 * log(1 + words)


def _ask(likely: Mapping[str, float], asks: Sequence[Ask], limits: Thresholds) -> Ask | None:
    """The likeliest closed question, unless one of the needs it offers is far likelier than it."""
    best = max(asks, key=lambda ask: likely[f"{ASK}{ask.id}"], default=None)
    if best is None:
        return None
    likelihood = likely[f"{ASK}{best.id}"]
    need = _odds(max(likely[need] for need in best.needs)) - _ASKING_HELPS
    nothing = _odds(likely[NO_MATTER]) - _ASKING_HARMS_NOBODY
    return best if likelihood >= limits.ask and _odds(likelihood) > max(need, nothing) else None


def _odds(likelihood: float) -> float:
    return log((likelihood + _SURE) / (1 - likelihood + _SURE))
