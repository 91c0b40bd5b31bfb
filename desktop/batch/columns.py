"""Which column of a file answers which question; any other column is only carried along."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from desktop.errors import BadRequest
from desktop.guide.model import Guide, Question
from desktop.text import phrase

MAX_COLUMNS = 500
VERDICT = "verdict-"
UNCOVERED, OPEN, TICKET = "uncovered", "open", "ticket"


@dataclass(frozen=True, slots=True)
class Columns:
    """The first line of a file, read. `at`: for each question there, the place of its column."""

    header: tuple[str, ...]
    at: tuple[tuple[Question, int], ...]

    @property
    def width(self) -> int:
        """How many cells a row has."""
        return len(self.header)


def added(guide: Guide, *, with_ticket: bool) -> tuple[str, ...]:
    """The columns that are put behind those of the file."""
    verdicts = (f"{VERDICT}{member.id}" for member in guide.members)
    return (*verdicts, UNCOVERED, OPEN, *((TICKET,) if with_ticket else ()))


def read_columns(guide: Guide, header: Sequence[str], new: Sequence[str]) -> Columns:
    """What the first line says; raises BadRequest when nothing in it can be routed."""
    names = [name_of(cell) for cell in header]
    if len(names) > MAX_COLUMNS:
        raise BadRequest(phrase("batch.too-many-columns", n=MAX_COLUMNS))
    at = []
    for question in guide.questions:
        if names.count(question.id) > 1:
            raise BadRequest(phrase("batch.column-twice", column=question.id))
        if question.id in names:
            at.append((question, names.index(question.id)))
    if not at:
        known = ", ".join(question.id for question in guide.questions)
        raise BadRequest(phrase("batch.no-column", columns=known))
    if there := [name for name in new if name in names]:
        raise BadRequest(phrase("batch.column-there", column=there[0]))
    return Columns(tuple(header), tuple(at))


def name_of(cell: str) -> str:
    """A column's name as it is compared: small letters, blanks around it forgiven."""
    return cell.strip().casefold().replace("_", "-")
