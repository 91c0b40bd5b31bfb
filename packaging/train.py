"""Trains what hears a visitor's own words: `sh dev.sh train [--disputed FILE]`.

Reads the sayings of the shipped guide, writes `resources/suggest/needs.weights`: the same bytes
each time. `--disputed` lists the sayings whose labels the classifier doubts, for a person to read.
"""

from __future__ import annotations

import sys
from pathlib import Path

from desktop import paths
from desktop.files import write_atomically
from desktop.guide.loader import load_guide
from desktop.suggest.evaluation import Figures, Rate
from desktop.suggest.sayings import SAYINGS, load_sayings
from desktop.suggest.suggester import shipped_weights
from training import Training


def main(arguments: list[str]) -> int:
    """Train, write the weights, print what was measured."""
    folder = paths.shipped_guide()
    guide = load_guide(folder)
    training = Training(load_sayings(folder / SAYINGS, guide), [need.id for need in guide.needs])
    raw = training.to_bytes()
    shipped_weights().parent.mkdir(exist_ok=True)
    write_atomically(shipped_weights(), raw)
    print(f"{shipped_weights().name}: {len(raw)} bytes; {training.limits}")
    for language in ("fr", "en"):
        print(language, _line(training.figures(language), training.spoilt(language)))
    if arguments[:1] == ["--disputed"]:
        Path(arguments[1]).write_text(_disputed(training), encoding="utf-8")
    return 0


def _line(figures: Figures, spoilt: dict[str, Rate]) -> str:
    named = {
        "first": figures.first,
        "first two": figures.first_two,
        "silent": figures.silent,
        "several, exactly": figures.exact,
        **spoilt,
        "need for off-topic": figures.off_topic,
        "need for uncovered": figures.uncovered,
        **{f"asks {ask}": rate for ask, rate in figures.asks.items()},
    }
    rates = ", ".join(f"{name} {rate.percent:.1f} %" for name, rate in named.items())
    return f"{figures.texts} sayings held out: {rates}"


def _disputed(training: Training) -> str:
    lines = []
    for saying, found in training.disputed():
        heard = ",".join(f"{item.need}={item.score:.2f}" for item in found.needs)
        instead = heard or found.ask or "nothing"
        lines.append(f"{instead}\t{','.join(saying.labels)}\t{saying.language}\t{saying.text}")
    return "\n".join(sorted(lines)) + "\n"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
