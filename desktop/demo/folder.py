"""Whether a folder of data may be filled with made-up work: never one with real work in it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Protocol

from desktop.errors import BadRequest
from desktop.files import write_atomically
from desktop.kiosk.counts import read_counts
from desktop.register.model import Page, Query
from desktop.text import phrase

MARK = "made-up-work.txt"
_WORDS = "aiguillage demo-data\n"
_PAGE = 1000


class Listing(Protocol):
    """What is wanted of a register."""

    def find(self, query: Query) -> Page:
        """One page of cases."""
        ...  # pragma: no cover


def is_demo(data: Path) -> bool:
    """Whether this folder was filled with made-up work before."""
    return (data / MARK).is_file()


def check(data: Path, register: Listing) -> None:
    """Raises BadRequest where there is a case, or a count of the kiosk, that was not made up."""
    if has_real_case(register) or (read_counts(data) and not is_demo(data)):
        raise BadRequest(phrase("demo.real-work", path=str(data)))


def has_real_case(register: Listing) -> bool:
    """Whether one of the cases was not made up."""
    query = Query(limit=_PAGE)
    while True:
        page = register.find(query)
        if any(not row.made_up for row in page.rows):
            return True
        if not page.more or page.next is None:
            return False
        query = replace(query, cursor=page.next)


def mark(data: Path) -> None:
    """Says for ever that this folder holds made-up work; raises CannotWrite."""
    write_atomically(data / MARK, _WORDS.encode())
