"""Hears needs in a visitor's own words: a proposal to confirm, never a verdict, never an error."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import cached_property
from pathlib import Path

from desktop import paths
from desktop.guide.model import Guide
from desktop.log import logger
from desktop.suggest.choosing import Chosen, choose
from desktop.suggest.hearing import Hearing
from desktop.suggest.model import THEMES, Ask, Heard, PlaceHeard, Span, Suggestion
from desktop.suggest.places import PlaceFinder
from desktop.suggest.weights import BadWeights, Weights, hash_needs
from desktop.suggest.words import to_words
from desktop.territory import Communes


def load_suggester(
    guide: Guide, communes: Communes | None = None, file: Path | None = None
) -> Suggester:
    """What hears the needs of `guide`; its files are read at the first text."""
    return Suggester(guide, communes or Communes(), file or shipped_weights())


def shipped_weights() -> Path:
    """The weights shipped with the program."""
    return paths.resources() / "suggest" / "needs.weights"


class Suggester:
    """Hears the needs of one guide. Keeps nothing of a text."""

    def __init__(self, guide: Guide, communes: Communes, file: Path) -> None:
        self._needs = [need.id for need in guide.needs]
        self._file = file
        self._places = PlaceFinder(guide, communes)

    @cached_property
    def _weights(self) -> Weights | None:
        """None where none were made for this guide: then no need is ever heard."""
        try:
            weights = Weights(self._file.read_bytes())
        except (OSError, BadWeights) as error:
            logger.warning("suggest: no weights: %s", type(error).__name__)
            return None
        if weights.header.needs != hash_needs(self._needs):
            logger.warning("suggest: the weights are for other needs than the guide's")
            return None
        return weights

    @property
    def asks(self) -> tuple[Ask, ...]:
        """The closed questions there are, with the needs each one offers."""
        return self._weights.header.asks if self._weights else ()

    def suggest(self, text: str, language: str | None = None) -> Suggestion:
        """What `text` seems to ask for; `language`: the one it is typed in, where that is known."""
        words = to_words(text)
        place = self._places.hear(text, words, language)
        if self._weights is None or not words:
            return Suggestion(ask=THEMES, place=place)
        hearing = Hearing(self._weights, words)
        if hearing.is_empty:
            return Suggestion(ask=THEMES, place=place)
        header = self._weights.header
        heard = hearing.impression(text)
        chosen = choose(heard, self._needs, header.asks, header.limits)
        return to_suggestion(heard.likely, self._needs, chosen, hearing.spans, place)


def to_suggestion(
    likely: Mapping[str, float],
    needs: Sequence[str],
    chosen: Chosen,
    spans: Callable[[str], tuple[Span, ...]],
    place: PlaceHeard | None = None,
) -> Suggestion:
    """What was chosen, with how likely it is; `spans` says which words speak for a need."""
    others = sorted(set(needs) - set(chosen.needs), key=lambda need: (-likely[need], need))
    return Suggestion(
        needs=tuple(Heard(need, round(likely[need], 3), spans(need)) for need in chosen.needs),
        ask=chosen.ask,
        place=place,
        uncovered=chosen.uncovered,
        others=tuple(Heard(need, round(likely[need], 3), ()) for need in others),
    )
