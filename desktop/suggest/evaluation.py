"""Measures what is heard on labelled texts: how often right, how often silent, the confusions."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from random import Random
from zlib import crc32

from desktop.suggest.labels import ASK, NOTHING, UNCOVERED, ask_of, is_need, uncovered_of
from desktop.suggest.model import THEMES, Suggestion
from desktop.suggest.noise import mistype, strip_accents
from desktop.suggest.sayings import Saying

Hear = Callable[[str], Suggestion]
UNHEARD = "nothing"
"""What the confusion table calls a text in which nothing was heard, or was to be heard."""


@dataclass(frozen=True, slots=True)
class Rate:
    """So many out of so many."""

    count: int
    of: int

    @property
    def percent(self) -> float:
        """From 0 to 100; 0 where there was nothing to measure."""
        return 100 * self.count / self.of if self.of else 0.0


@dataclass(frozen=True, slots=True)
class Figures:
    """What was measured on some texts.

    Over texts with a need: `first` the need proposed first is right; `first_two` one of the two
    likeliest is; `silent` none was proposed. `exact`: over texts with several needs, all of them
    and no other. `off_topic` and `uncovered`: a need was proposed where there was none. `asks`: by
    closed question, asked where it had to be.
    """

    texts: int
    first: Rate
    first_two: Rate
    silent: Rate
    exact: Rate
    off_topic: Rate
    uncovered: Rate
    asks: dict[str, Rate]


def measure(sayings: Sequence[Saying], hear: Hear) -> Figures:
    """The figures of `hear` on labelled texts."""
    heard = [(saying, hear(saying.text)) for saying in sayings]
    wanting = [(saying, found) for saying, found in heard if _needs(saying) and not _ask(saying)]
    return Figures(
        texts=len(sayings),
        first=_rate(is_first_right(saying, found) for saying, found in wanting),
        first_two=_rate(_is_among_two(saying, found) for saying, found in wanting),
        silent=_rate(not found.needs for _, found in wanting),
        exact=_rate(_is_exact(saying, found) for saying, found in heard if _is_multiple(saying)),
        off_topic=_rate(
            bool(found.needs) for saying, found in heard if not NOTHING.isdisjoint(saying.labels)
        ),
        uncovered=_rate(
            bool(found.needs) for saying, found in heard if uncovered_of(saying.labels[0])
        ),
        asks=_ask_rates(heard),
    )


def measure_spoilt(sayings: Sequence[Saying], hear: Hear) -> dict[str, Rate]:
    """The first need proposed is right: on texts without accents, and mistyped."""
    wanting = [saying for saying in sayings if _needs(saying) and not _ask(saying)]
    return {
        "without-accents": _rate(
            is_first_right(saying, hear(strip_accents(saying.text))) for saying in wanting
        ),
        "mistyped": _rate(
            is_first_right(saying, hear(mistyped(saying.text))) for saying in wanting
        ),
    }


def mistyped(text: str) -> str:
    """The text with one letter in twenty mistyped, the same way each time."""
    return mistype(text, Random(~crc32(text.encode()) & 0xFFFFFFFF))


def is_first_right(saying: Saying, found: Suggestion) -> bool:
    """Whether the need proposed first is one that the text asks for."""
    return bool(found.needs) and found.needs[0].need in saying.labels


def confusions(sayings: Iterable[Saying], hear: Hear) -> Counter[tuple[str, str]]:
    """How often each label (texts with a single one) was heard as each: (meant, heard)."""
    return Counter(
        (_named(saying.labels[0]), _heard_as(hear(saying.text)))
        for saying in sayings
        if len(saying.labels) == 1
    )


def _heard_as(found: Suggestion) -> str:
    if found.needs:
        return found.needs[0].need
    if found.ask not in (None, THEMES):
        return f"{ASK}{found.ask}"
    return UNCOVERED.rstrip(":") if found.uncovered else UNHEARD


def _named(label: str) -> str:
    if label in NOTHING:
        return UNHEARD
    return UNCOVERED.rstrip(":") if uncovered_of(label) else label


def _needs(saying: Saying) -> set[str]:
    return set(filter(is_need, saying.labels))


def _ask(saying: Saying) -> str | None:
    return next((ask for ask in map(ask_of, saying.labels) if ask), None)


def _is_multiple(saying: Saying) -> bool:
    return len(_needs(saying)) > 1


def _is_exact(saying: Saying, found: Suggestion) -> bool:
    return {item.need for item in found.needs} == _needs(saying) and found.ask == _ask(saying)


def _is_among_two(saying: Saying, found: Suggestion) -> bool:
    return any(item.need in saying.labels for item in (*found.needs, *found.others)[:2])


def _ask_rates(heard: Sequence[tuple[Saying, Suggestion]]) -> dict[str, Rate]:
    wanted = sorted({ask for saying, _ in heard if (ask := _ask(saying)) and not _needs(saying)})
    return {
        ask: _rate(
            found.ask == ask
            for saying, found in heard
            if _ask(saying) == ask and not _needs(saying)
        )
        for ask in wanted
    }


def _rate(answers: Iterable[bool]) -> Rate:
    known = list(answers)
    return Rate(sum(known), len(known))
