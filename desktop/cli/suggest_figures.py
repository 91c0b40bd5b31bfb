"""Says what `suggest --evaluate` measured: the figures by language, then the confusion table."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from desktop.suggest.evaluation import Figures, Hear, Rate, confusions, measure, measure_spoilt
from desktop.suggest.sayings import Saying
from desktop.text import LANGUAGES, Phrase, phrase

_RATES = (
    "first",
    "first_two",
    "silent",
    "exact",
    "off_topic",
    "uncovered",
)


def to_lines(sayings: Sequence[Saying], hear: Hear, language: str) -> Iterator[Phrase | str]:
    """The report, line by line."""
    for spoken in LANGUAGES:
        chosen = [saying for saying in sayings if saying.language == spoken]
        if chosen:
            figures = measure(chosen, hear)
            name = phrase(f"suggest.language.{spoken}")
            yield phrase("suggest.measured", language=name, n=len(chosen))
            yield from _figures(figures, language)
            for spoilt, rate in measure_spoilt(chosen, hear).items():
                yield from _rate(f"suggest.rate.{spoilt}", rate, language)
    yield phrase("suggest.confusions")
    yield from _table(sayings, hear)


def _figures(figures: Figures, language: str) -> Iterator[Phrase]:
    for name in _RATES:
        yield from _rate(f"suggest.rate.{name.replace('_', '-')}", getattr(figures, name), language)
    for ask, rate in figures.asks.items():
        yield from _rate("suggest.rate.ask", rate, language, ask=ask)


def _rate(key: str, rate: Rate, language: str, **values: str) -> Iterator[Phrase]:
    if rate.of:
        percent = f"{rate.percent:.1f}"
        yield phrase(
            "suggest.rate",
            percent=(percent if language == "en" else percent.replace(".", ",")).rjust(5),
            what=phrase(key, **values),
            count=rate.count,
            of=rate.of,
        )


def _table(sayings: Sequence[Saying], hear: Hear) -> Iterator[str]:
    """One row for what was meant, one column for what was heard; columns are in the rows' order."""
    counted = confusions(sayings, hear)
    names = sorted({name for pair in counted for name in pair})
    letters = [chr(ord("A") + rank) for rank in range(len(names))]
    width = max((len(name) for name in names), default=0)
    yield " " * (width + 2) + "".join(letter.rjust(5) for letter in letters)
    for letter, meant in zip(letters, names, strict=True):
        cells = (counted[meant, heard] for heard in names)
        yield f"{letter} {meant.ljust(width)}" + "".join(
            (str(cell) if cell else "·").rjust(5) for cell in cells
        )
