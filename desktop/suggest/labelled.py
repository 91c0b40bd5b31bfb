"""Reads a file of labelled texts to measure with: `text TAB labels TAB fr|en`, one a line."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from desktop.errors import BadRequest, CannotRead, shown
from desktop.guide.loader import read_limited
from desktop.guide.model import Guide
from desktop.suggest.labels import ASK, NOTHING, UNCOVERED
from desktop.suggest.sayings import Saying
from desktop.text import LANGUAGES, phrase


def load_labelled(file: Path, guide: Guide) -> tuple[Saying, ...]:
    """The texts in `file`, labels being separated by commas; raises CannotRead, BadRequest.

    Empty lines, and those that start with #, are passed over; a file of nothing else is refused.
    The language may be left out.
    """
    try:
        raw = read_limited(file)
    except OSError as error:
        raise CannotRead(file, error) from error
    needs = frozenset(need.id for need in guide.needs)
    name = shown(file.name)
    sayings = tuple(_sayings(raw.decode("utf-8-sig", errors="replace"), name, needs))
    if not sayings:
        raise BadRequest(phrase("suggest.no-line", path=name))
    return sayings


def _sayings(read: str, name: str, needs: frozenset[str]) -> Iterator[Saying]:
    # Not splitlines: it also cuts at characters that a text may hold.
    for number, line in enumerate(read.split("\n"), start=1):
        if line.strip() and not line.startswith("#"):
            yield _saying(line.rstrip("\r"), f"{name}:{number}", needs)


def _saying(line: str, place: str, needs: frozenset[str]) -> Saying:
    text, *rest = line.split("\t")
    if len(rest) not in (1, 2) or not text.strip():
        raise BadRequest(phrase("suggest.bad-line", place=place))
    labels = tuple(label.strip() for label in rest[0].split(","))
    for label in labels:
        if label not in needs | NOTHING and not label.startswith((ASK, UNCOVERED)):
            raise BadRequest(phrase("suggest.bad-label", place=place, label=label[:40]))
    language = rest[1].strip() if len(rest) == 2 else LANGUAGES[0]
    if language not in LANGUAGES:
        raise BadRequest(phrase("suggest.bad-line", place=place))
    return Saying(text.strip(), labels, language)
