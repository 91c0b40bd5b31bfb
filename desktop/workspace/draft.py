"""A guide being written: its files as they would be saved, and the way back to what they were."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path as FilePath

from desktop.errors import CannotRead
from desktop.guide.loader import DIVISION, FILES, read_limited
from desktop.guide.read_stories import STORIES
from desktop.library.package import SIGNOFFS
from desktop.sources import check_folder
from desktop.workspace import schema
from desktop.workspace.document import At, Document, from_text
from desktop.workspace.spans import Node, Path, Plain, find, plain, word

NAMES = (*FILES, DIVISION, STORIES, SIGNOFFS)
"""The files of a guide that can be edited by their fields."""

MOST_OTHERS = 20
"""How many further files are carried along untouched."""

_MOST_STEPS = 500


@dataclass(frozen=True)
class Draft:
    """The files of a guide; every change gives another draft."""

    documents: Mapping[str, Document]

    @property
    def is_readable(self) -> bool:
        """Whether every file can be edited by its fields."""
        return all(document.is_readable for document in self.documents.values())

    def to_files(self) -> dict[str, bytes]:
        """The files as they are saved."""
        return {
            name: document.text.encode("utf-8", "replace")
            for name, document in self.documents.items()
        }

    def items(self, file: str, list_: str) -> Iterator[tuple[At, Node]]:
        """Every item of a list at the top of a file."""
        document = self.documents.get(file)
        return document.items(list_) if document is not None else iter(())

    def node(self, at: At, path: Path = ()) -> Node | None:
        """What stands at a place, None if nothing does."""
        document = self.documents.get(at.file)
        if document is None or (at.list and at.row >= document.count(at.list)):
            return None
        return find(document.node(at), path)

    def plain(self, at: At, path: Path = ()) -> Plain:
        """What stands at a place, as values alone."""
        return plain(self.node(at, path))

    def word(self, at: At, *path: str | int) -> str:
        """The text at a place, "" if there is none."""
        return word(self.node(at), *path)

    def find(self, file: str, list_: str, item_id: str) -> At | None:
        """Where the item with this id is."""
        for at, node in self.items(file, list_):
            if word(node, "id") == item_id:
                return at
        return None

    def source(self, at: At) -> str:
        """The text of one item."""
        return self.documents[at.file].source(at)

    def set(self, at: At, path: Path, value: Plain) -> Draft:
        """With a value changed or added; raises EditRefused."""
        return self._with(self.documents[at.file].set(at, path, value, schema.order(at, path)))

    def remove(self, at: At, path: Path) -> Draft:
        """Without a key or an item of a list; raises EditRefused."""
        return self._with(self.documents[at.file].remove(at, path))

    def insert(self, at: At, path: Path, value: Plain) -> Draft:
        """With an item more in a list inside an item; raises EditRefused."""
        return self._with(self.documents[at.file].insert(at, path, value))

    def move(self, at: At, path: Path, by: int) -> Draft:
        """With an item of a list moved by one place."""
        return self._with(self.documents[at.file].move(at, path, by))

    def with_source(self, at: At, text: str) -> Draft:
        """With the item's own text written by hand; raises EditRefused."""
        return self._with(self.documents[at.file].with_source(at, text))

    def add_item(self, file: str, list_: str, value: Plain) -> tuple[Draft, At]:
        """With an item more at the end of a list at the top, and where it is."""
        made = self.documents[file].add_item(list_, value)
        return self._with(made), At(file, list_, made.count(list_) - 1)

    def drop_item(self, at: At) -> Draft:
        """Without an item of a list at the top; raises EditRefused."""
        return self._with(self.documents[at.file].drop_item(at))

    def with_file(self, file: str, text: str) -> Draft:
        """With a whole file written anew."""
        return self._with(from_text(file, text))

    def _with(self, document: Document) -> Draft:
        return replace(self, documents={**self.documents, document.file: document})


def load_draft(folder: FilePath) -> Draft:
    """The guide's files in `folder`, with whatever faults they have; raises CannotRead."""
    documents = {}
    try:
        check_folder(folder)
    except OSError as error:
        raise CannotRead(folder, error) from error
    others = sorted(path.name for path in folder.glob("*.yaml") if path.name not in NAMES)
    for name in (*NAMES, *others[:MOST_OTHERS]):
        path = folder / name
        if not path.exists():
            continue
        try:
            raw = read_limited(path)
        except OSError as error:
            raise CannotRead(path, error) from error
        documents[name] = from_text(name, raw.decode("utf-8", "replace"))
    if not set(FILES) & documents.keys():
        raise CannotRead(folder / FILES[0], FileNotFoundError(2, "no guide there"))
    return Draft(documents)


@dataclass
class History:
    """The drafts that were, the one that is, and those that were undone.

    Letters typed one after the other in the same field are one step.
    """

    draft: Draft
    _past: list[tuple[Draft, str]] = field(default_factory=list)
    _future: list[tuple[Draft, str]] = field(default_factory=list)
    _step: str = ""

    @property
    def can_undo(self) -> bool:
        """Whether there is a step to take back."""
        return bool(self._past)

    @property
    def can_redo(self) -> bool:
        """Whether there is a step to take again."""
        return bool(self._future)

    def push(self, draft: Draft, step: str = "") -> bool:
        """Take `draft` as the one that is; `step` names the field typed in. False if the same."""
        if draft == self.draft:
            return False
        if not step or step != self._step or not self._past:
            self._past.append((self.draft, step))
            del self._past[:-_MOST_STEPS]
        self.draft, self._step = draft, step
        self._future.clear()
        return True

    def close_step(self) -> None:
        """What is typed from now on is a step of its own."""
        self._step = ""

    def undo(self) -> Draft:
        """The draft before the last step."""
        return self._swap(self._past, self._future)

    def redo(self) -> Draft:
        """The draft after the step last undone."""
        return self._swap(self._future, self._past)

    def _swap(self, source: list[tuple[Draft, str]], target: list[tuple[Draft, str]]) -> Draft:
        if source:
            draft, step = source.pop()
            target.append((self.draft, step))
            self.draft, self._step = draft, ""
        return self.draft
