"""The log as it may leave: each line is one that the program writes, of words it knows; or is not.

A line of any other shape is replaced by its time and a mark, so that one sees that there was one.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from desktop import log
from desktop.support import known

LEFT_OUT = "(left out)"
_LINE = re.compile(r"(\d{4}-\d\d-\d\d \d\d:\d\d:\d\d,\d{3} (?:DEBUG|INFO|WARNING|ERROR)) (.*)")
_MESSAGES: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], str]], ...] = (
    (re.compile(r"guide: (\S+)"), lambda m: f"guide: {known.key(m[1])}"),
    (re.compile(r"settings not kept: (\S+)"), lambda m: f"settings not kept: {known.key(m[1])}"),
    (
        re.compile(r"settings: line (\d{1,6}): (\S+)"),
        lambda m: f"settings: line {m[1]}: {known.key(m[2])}",
    ),
    (re.compile(r"suggest: no weights: (\w+)"), lambda m: f"suggest: {known.error(m[1])}"),
    (
        re.compile(r"suggest: the weights are for other needs than the guide's"),
        lambda m: m[0],
    ),
    # To whom, and by whom: ids of people, which a helpline has no use for.
    (re.compile(r"advisors: (\S+) \S+, by \S+"), lambda m: f"advisors: {known.act(m[1])}"),
    (re.compile(r"crash: (\w+)"), lambda m: f"crash: {known.error(m[1])}"),
    # The function is left out: a name that nobody can look up in a list.
    (re.compile(r"  (\S+\.py:\d+) in \S+"), lambda m: f"  {known.place(m[1])}"),
)


def let_through(data: Path) -> Iterator[str]:
    """Every line of the logs, as it may leave."""
    for text in log.read_logs(data):
        yield from filtered(text.splitlines())


def filtered(lines: Iterable[str]) -> Iterator[str]:
    """The lines as they may leave."""
    for line in lines:
        found = _LINE.fullmatch(line)
        if found is None:
            yield LEFT_OUT
        else:
            yield f"{found[1]} {_message(found[2])}"


def _message(written: str) -> str:
    for pattern, rewritten in _MESSAGES:
        if match := pattern.fullmatch(written):
            return rewritten(match)
    return LEFT_OUT
