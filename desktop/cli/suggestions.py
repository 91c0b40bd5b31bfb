"""The command that hears needs and a place in words: suggest."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path

import click

from desktop.cli.session import Session, command
from desktop.cli.suggest_figures import to_lines
from desktop.errors import BadRequest, CannotRead
from desktop.guide.model import Guide
from desktop.sources import lines_of
from desktop.suggest import THEMES, Suggestion, load_suggester
from desktop.suggest.labelled import load_labelled
from desktop.territory import Communes, place_name
from desktop.text import Phrase, phrase

MAX_LINE = 64 * 1024
"""Bytes of a line that are read: many more than anything is heard in."""


@command("suggest")
@click.argument("words", nargs=-1)
@click.option("--json", "as_json", is_flag=True)
@click.option("--file", "lines")
@click.option("--evaluate", "labelled")
@click.pass_obj
def suggest_command(
    session: Session,
    words: tuple[str, ...],
    as_json: bool,
    lines: str | None,
    labelled: str | None,
) -> None:
    if (bool(words), lines is None, labelled is None).count(True) != (3 if words else 1):
        raise BadRequest(phrase("suggest.what"))
    guide, communes = session.guide(), Communes()
    suggester = load_suggester(guide, communes)
    if labelled is not None:
        sayings = load_labelled(Path(labelled), guide)
        for line in to_lines(sayings, suggester.suggest, session.language):
            session.print(line)
        return
    for text in _read_lines(lines) if lines is not None else (" ".join(words),):
        found = suggester.suggest(text)
        if as_json or lines is not None:
            click.echo(json.dumps(to_json(text, found), ensure_ascii=False))
            continue
        for sentence in _sentences(guide, communes, text, found, session.language):
            session.print(sentence)


def to_json(text: str, found: Suggestion) -> dict[str, object]:
    """What was heard in `text`, for other programs."""
    place = found.place
    return {
        "needs": [
            {
                "need": heard.need,
                "score": heard.score,
                "words": [text[start:end] for start, end in heard.spans],
            }
            for heard in found.needs
        ],
        "ask": found.ask,
        "uncovered": found.uncovered,
        "place": None
        if place is None
        else {
            "territory": place.value,
            "words": text[place.span[0] : place.span[1]],
            "others": list(place.others),
        },
    }


def _read_lines(source: str) -> Iterator[str]:
    """Each line of the file `source` ("-": standard input), whatever its bytes."""
    try:
        if source == "-":
            yield from map(_to_text, lines_of(sys.stdin.buffer, MAX_LINE))
        else:
            with Path(source).open("rb") as file:
                yield from map(_to_text, lines_of(file, MAX_LINE))
    except OSError as error:
        raise CannotRead(source, error) from error


def _to_text(line: bytes) -> str:
    return line.decode("utf-8-sig", errors="replace").rstrip("\r\n")


def _sentences(
    guide: Guide, communes: Communes, text: str, found: Suggestion, language: str
) -> Iterator[Phrase]:
    for heard in found.needs:
        words = ", ".join(text[start:end] for start, end in heard.spans)
        name = guide.get_need(heard.need).name
        key = "suggest.heard" if words else "suggest.heard-in-all"
        yield phrase(key, need=name, percent=round(100 * heard.score), words=words)
    if found.uncovered:
        yield phrase("suggest.uncovered")
    elif found.ask == THEMES:
        yield phrase("suggest.not-understood")
    elif found.ask:
        yield phrase(f"suggest.ask.{found.ask}")
    if found.place:
        place = place_name(guide, communes, found.place.value, language)
        yield phrase("suggest.place", place=place)
