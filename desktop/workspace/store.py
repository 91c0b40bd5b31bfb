"""Drafts kept in the data folder: saved by themselves, whole at every moment, thrown away at will.

A draft is a folder of the guide's files and `draft.json`, which says where it comes from. The guide
it comes from is never written.
"""

from __future__ import annotations

import hashlib
import json
import re
import shutil
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from desktop import paths
from desktop.checking import check_guide
from desktop.errors import AiguillageError, CannotRead, CannotWrite, GuideRefused
from desktop.files import make_folder, write_atomically
from desktop.library import package, proofs
from desktop.library.adoption import InUse
from desktop.library.copies import library_folder, name_of
from desktop.territory import Communes
from desktop.text import Phrase, phrase
from desktop.workspace.draft import Draft, load_draft

ORIGIN = "draft.json"


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a draft comes from: a folder, and which bytes its files had then."""

    folder: str
    digest: str
    began: str


class NotReady(AiguillageError):
    """A draft that cannot leave as a guide yet; `reasons`: one sentence each."""

    def __init__(self, reasons: tuple[Phrase, ...]) -> None:
        super().__init__(phrase("workspace.export.not-ready", n=len(reasons)))
        self.reasons = reasons


def in_use_folder(data: Path, used: InUse) -> Path:
    """The files of the guide in use."""
    if used.entry is None:
        return paths.shipped_guide()
    return library_folder(data) / name_of(used.entry.rules, used.entry.content)


class Shelf:
    """The draft of one guide, in the data folder. `source`: the guide's own folder."""

    def __init__(self, data: Path, source: Path) -> None:
        self.source = source
        self.folder = data / "drafts" / _name(source)

    def open(self) -> tuple[Draft, bool]:
        """The draft kept, else the guide itself; whether it is one that was kept.

        Raises CannotRead.
        """
        if self.is_kept:
            try:
                return load_draft(self.folder), True
            except CannotRead:
                pass  # nothing usable was kept: the guide itself is what there is
        return load_draft(self.source), False

    @property
    def is_kept(self) -> bool:
        """Whether a draft was saved."""
        return (self.folder / ORIGIN).is_file()

    @property
    def has_moved(self) -> bool:
        """Whether the guide's own files changed since the draft was begun."""
        origin = self._origin()
        return origin is not None and origin.digest != _digest(load_draft(self.source))

    def save(self, draft: Draft, before: Draft | None = None) -> None:
        """Keep the draft; only files other than `before`'s are written. Raises CannotWrite.

        Each file is whole or as it was, whenever the program is stopped.
        """
        make_folder(self.folder)
        for name, document in draft.documents.items():
            if before is None or before.documents.get(name) != document:
                write_atomically(self.folder / name, document.text.encode("utf-8", "replace"))
        for path in self.folder.glob("*.yaml"):
            if path.name not in draft.documents:
                path.unlink(missing_ok=True)
        if not self.is_kept:
            self._write_origin()

    def discard(self) -> None:
        """Throw the draft away; the guide itself is untouched. Raises CannotWrite."""
        try:
            # The origin first: without it, what is left is no draft.
            (self.folder / ORIGIN).unlink(missing_ok=True)
            shutil.rmtree(self.folder, ignore_errors=True)
        except OSError as error:
            raise CannotWrite(self.folder, error) from error

    def _write_origin(self) -> None:
        now = datetime.now().isoformat(timespec="seconds")
        origin = {
            "folder": str(self.source),
            "digest": _digest(load_draft(self.source)),
            "began": now,
        }
        text = json.dumps(origin, ensure_ascii=False, indent=1)
        write_atomically(self.folder / ORIGIN, text.encode("utf-8", "replace"))

    def _origin(self) -> Origin | None:
        try:
            data = json.loads((self.folder / ORIGIN).read_bytes())
            return Origin(str(data["folder"]), str(data["digest"]), str(data["began"]))
        except (OSError, ValueError, KeyError, TypeError):
            return None


def _name(source: Path) -> str:
    """A folder name for the draft of one guide, the same each time."""
    resolved = source.resolve()
    digest = hashlib.sha256(str(resolved).encode("utf-8", "surrogateescape")).hexdigest()
    readable = re.sub(r"[^A-Za-z0-9-]+", "-", resolved.name)[:40].strip("-") or "guide"
    return f"{readable}-{digest[:8]}"


def _digest(draft: Draft) -> str:
    whole = hashlib.sha256()
    for name, content in sorted(draft.to_files().items()):
        whole.update(f"{name} {len(content)}\n".encode() + content)
    return whole.hexdigest()


def export_folder(draft: Draft, folder: Path) -> None:
    """Write the draft's files into an empty folder; raises NotReady or CannotWrite."""
    _put(draft, folder)
    try:
        check_ready(folder)
    except NotReady:
        for name in draft.documents:
            (folder / name).unlink(missing_ok=True)
        raise


def _put(draft: Draft, folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
        if next(folder.iterdir(), None) is not None:
            raise NotReady((phrase("workspace.export.not-empty", folder=str(folder)),))
    except OSError as error:
        raise CannotWrite(folder, error) from error
    for name, content in draft.to_files().items():
        write_atomically(folder / name, content)


def check_ready(folder: Path) -> None:
    """Raises NotReady with each reason why the guide in `folder` could not be used."""
    on = datetime.now().date()
    try:
        guide = check_guide(folder, on, Communes()).guide
    except GuideRefused as refused:
        reasons = [
            phrase("workspace.fault", file=f.file, line=f.line, column=f.column, said=f.sentence)
            for f in refused.faults
        ]
        raise NotReady(tuple(reasons)) from None
    reasons = list(proofs.reasons_against(guide, on))
    if reasons:
        raise NotReady(tuple(reasons))


def export_package(draft: Draft, path: Path, scratch: Path) -> None:
    """Write the draft as a guide in one file; raises NotReady, BadPackage or CannotWrite."""
    export_folder(draft, scratch)
    on = datetime.now().date()
    guide = check_guide(scratch, on, Communes()).guide
    write_atomically(path, package.make_package(scratch, guide, on).to_bytes())
