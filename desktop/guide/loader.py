"""Loads a guide's folder safely and whole: either a checked Guide, or every fault it has."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from desktop.errors import CannotRead, Fault, GuideRefused
from desktop.guide.conditions import Vocabulary, read_condition
from desktop.guide.fields import Reader
from desktop.guide.hashes import content_hash, rules_hash
from desktop.guide.model import Guide, Kind, Place, Share, Source, Variant
from desktop.guide.nodes import MAX_BYTES, Fields, Node, read_nodes
from desktop.guide.read_division import read_division
from desktop.guide.read_interview import InterviewPart, read_interview
from desktop.guide.read_members import MembersReader
from desktop.guide.read_routes import Names, RoutesReader
from desktop.sources import check_file, check_folder
from desktop.text import phrase

FORMAT = "1"
FILES = ("guide.yaml", "interview.yaml", "members.yaml", "routes.yaml")
DIVISION = "division.yaml"
"""May be missing: a guide without it routes, but cannot be proved against it."""


def load_guide(folder: Path) -> Guide:
    """The guide in `folder`.

    Raises GuideRefused with every fault found, or CannotRead if the folder is not there.
    """
    _check_folder(folder)
    faults: list[Fault] = []
    with _collector_paused():
        guide = _read_folder(folder, faults)
    if faults or guide is None:
        raise GuideRefused(sort_faults(faults))
    return guide


def _read_folder(folder: Path, faults: list[Fault]) -> Guide | None:
    # A function of its own: its nodes are gone before the collector would look at them all.
    files = (*FILES, DIVISION) if (folder / DIVISION).exists() else FILES
    roots = {file: _read_file(folder, file, faults) for file in files}
    return None if None in roots.values() else _read_guide(roots, faults)


def _check_folder(folder: Path) -> None:
    try:
        check_folder(folder)
    except OSError as error:
        raise CannotRead(folder, error) from error


def sort_faults(faults: list[Fault]) -> list[Fault]:
    """Faults in the order of the files and of their places, each once."""
    order = {file: rank for rank, file in enumerate((*FILES, DIVISION))}
    unique = {
        (f.file, f.line, f.column, f.code, repr(f.sentence.values)): f for f in reversed(faults)
    }.values()
    return sorted(unique, key=lambda f: (order.get(f.file, 9), f.file, f.line, f.column, f.code))


@contextmanager
def _collector_paused() -> Iterator[None]:
    # Nodes are many and none is in a cycle: collecting while they grow costs half the load.
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


def _read_file(folder: Path, file: str, faults: list[Fault]) -> Node | None:
    try:
        raw = read_limited(folder / file)
    except OSError as error:
        code = "missing-file" if isinstance(error, FileNotFoundError) else "unreadable-file"
        faults.append(Fault(file, 0, 0, code, phrase(f"fault.{code}", file=file)))
        return None
    return read_nodes(raw, file, faults)


def read_limited(path: Path) -> bytes:
    """The file's bytes, never more than one past the limit; a device or pipe is refused."""
    check_file(path)
    with path.open("rb") as file:
        return file.read(MAX_BYTES + 1)


@dataclass(frozen=True, slots=True)
class _GuidePart:
    id: str
    version: str
    fields: Fields
    sources: tuple[Source, ...]

    @property
    def cited(self) -> dict[str, frozenset[str]]:
        return {
            source.id: frozenset(place.id for place in source.places) for source in self.sources
        }


def _read_guide(roots: dict[str, Node | None], faults: list[Fault]) -> Guide:
    nodes = {file: root for file, root in roots.items() if root is not None}
    readers = {file: Reader(file, faults) for file in nodes}
    for file in nodes:
        readers[file].format(nodes[file], FORMAT)
    reader = readers["guide.yaml"]
    part = _read_head(reader, nodes["guide.yaml"])
    interview = read_interview(readers["interview.yaml"], nodes["interview.yaml"])
    departments = _departments(interview)
    members = MembersReader(readers["members.yaml"], departments, part.cited).read(
        nodes["members.yaml"]
    )
    names = Names(interview.needs, members, interview.vocabulary, _deciding(interview), part.cited)
    routes, uncovered = RoutesReader(readers["routes.yaml"], names).read(nodes["routes.yaml"])
    division: tuple[Share, ...] = ()
    if DIVISION in nodes:
        division = read_division(readers[DIVISION], nodes[DIVISION], names)
    guide = Guide(
        id=part.id,
        version=part.version,
        title=reader.text(part.fields, "title"),
        sources=part.sources,
        needs=interview.needs,
        questions=interview.questions,
        members=members,
        routes=routes,
        uncovered=uncovered,
        pace=reader.items(part.fields, "pace", lambda n: _pace(reader, n, interview.vocabulary)),
        division=division,
        longest_visit=interview.longest_visit,
        retired=interview.retired,
    )
    return replace(guide, rules=rules_hash(guide), content=content_hash(guide))


def _departments(interview: InterviewPart) -> frozenset[str]:
    for question in interview.questions:
        if question.kind is Kind.TERRITORY:
            return frozenset(choice.id for choice in question.choices if choice.id[:1].isdigit())
    return frozenset()


def _deciding(interview: InterviewPart) -> Vocabulary:
    words_only = {question.id for question in interview.questions if question.decides_words}
    return {name: ids for name, ids in interview.vocabulary.items() if name not in words_only}


def _read_head(reader: Reader, root: Node) -> _GuidePart:
    fields = reader.fields(root, "format id version title sources pace")
    seen: dict[str, Node] = {}

    def read_source(node: Node) -> Source:
        source = reader.fields(node, "id title publisher date places")
        found = Source(
            id=reader.id(source),
            title=reader.text(source, "title"),
            publisher=reader.word(source, "publisher"),
            date=reader.word(source, "date"),
            places=reader.items(source, "places", lambda item: _read_place(reader, item)),
        )
        reader.once(seen, found.id, source, "id-used-twice")
        return found

    sources = reader.items(fields, "sources", read_source)
    return _GuidePart(reader.id(fields), reader.word(fields, "version"), fields, sources)


def _read_place(reader: Reader, node: Node) -> Place:
    fields = reader.fields(node, "id gist", "clause")
    is_clause = reader.yes(fields, "clause")
    return Place(reader.word(fields, "id"), reader.text(fields, "gist"), is_clause)


def _pace(reader: Reader, node: Node, vocabulary: Vocabulary) -> Variant:
    fields = reader.fields(node, "when fr en")
    return Variant(read_condition(reader, fields, "when", vocabulary), reader.text_of(fields))
