"""From how likely each label is to what is proposed: needs, a closed question, or nothing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from desktop.suggest.labels import NOTHING, uncovered_of
from desktop.suggest.model import THEMES, Ask


@dataclass(frozen=True, slots=True)
class Thresholds:
    """How likely a label must be: the first need, each further one, a question, no need at all."""

    first: float
    more: float
    ask: float
    nothing: float


@dataclass(frozen=True, slots=True)
class Chosen:
    """Needs, surest first; the closed question; what is not covered."""

    needs: tuple[str, ...] = ()
    ask: str | None = None
    uncovered: str | None = None


def choose(
    likely: Mapping[str, float], needs: Sequence[str], asks: Sequence[Ask], limits: Thresholds
) -> Chosen:
    """What to propose when labels are so likely; never nothing without the question of themes."""
    ranked = sorted(needs, key=lambda need: -likely[need])
    ask = _ask(likely, asks, ranked[0], limits)
    offered = ask.needs if ask else ()
    heard = [need for need in ranked if likely[need] >= limits.more and need not in offered]
    if not heard and ask is None and likely[ranked[0]] >= limits.first:
        heard = ranked[:1]
    other = max((label for label in likely if _is_other(label)), key=lambda label: likely[label])
    if likely[other] >= limits.nothing and likely[other] > max(
        likely[ranked[0]], likely[f"ask:{ask.id}"] if ask else 0.0
    ):
        return Chosen(ask=THEMES, uncovered=uncovered_of(other))
    if not heard and ask is None:
        return Chosen(ask=THEMES)
    return Chosen(tuple(heard), ask.id if ask else None)


def _ask(
    likely: Mapping[str, float], asks: Sequence[Ask], first: str, limits: Thresholds
) -> Ask | None:
    """The likeliest closed question, unless one of the needs it offers is likelier than it."""
    best = max(asks, key=lambda ask: likely[f"ask:{ask.id}"], default=None)
    if best is None:
        return None
    likelihood = likely[f"ask:{best.id}"]
    surest = max(likely[need] for need in best.needs)
    return best if likelihood >= limits.ask and likelihood > surest else None


def _is_other(label: str) -> bool:
    return label in NOTHING or uncovered_of(label) is not None
