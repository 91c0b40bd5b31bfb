"""A bar that fills while a long work goes on: beside the output, and only on a terminal."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import click

from desktop.cli.session import Session
from desktop.text import phrase, say


def is_shown() -> bool:
    """Whether somebody looks on."""
    return sys.stderr is not None and sys.stderr.isatty()


@contextmanager
def progress(session: Session, key: str, length: int) -> Iterator[Callable[[int], None]]:
    """Shows how much of `length` is done; gives what is to be told how much that is."""
    label = say(phrase(key), session.language)
    with click.progressbar(
        length=max(length, 1), label=label, file=sys.stderr, hidden=not is_shown()
    ) as bar:
        yield lambda done: bar.update(done - bar.pos)
        bar.update(bar.length - bar.pos if bar.length else 0)
