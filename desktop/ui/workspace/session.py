"""One guide being edited: its draft and history, kept by itself, looked at beside the window."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from desktop.errors import AiguillageError, CannotWrite, Fault
from desktop.text import Phrase
from desktop.ui.background import Background
from desktop.ui.soon import make_timer
from desktop.ui.workspace.live_process import LiveProcess
from desktop.workspace.document import At
from desktop.workspace.draft import Draft, History
from desktop.workspace.signoffs import Standing
from desktop.workspace.spans import Path as Inside
from desktop.workspace.store import Shelf
from desktop.workspace.told import (
    Began,
    CasesTold,
    DiffTold,
    Failed,
    FaultsFound,
    ProofTold,
    Request,
    Skipped,
)

LOOK_AFTER = 250
"""Milliseconds without a change before the draft is looked at."""
SAVE_AFTER = 400
"""Milliseconds without a change before the draft is kept."""


@dataclass(frozen=True, slots=True)
class Located:
    """A fault, and the field that it is about."""

    fault: Fault
    at: At
    path: Inside


@dataclass
class Seen:
    """What is known of the draft as it is now; None: not known (yet)."""

    faults: FaultsFound | None = None
    located: tuple[Located, ...] = ()
    proof: ProofTold | None = None
    diff: DiffTold | None = None
    cases: CasesTold | None = None
    under_way: str = ""
    skipped: set[str] = field(default_factory=set)
    failed: set[str] = field(default_factory=set)

    def vouched(self, member: str) -> tuple[Standing | None, str | None]:
        """How a member's part is vouched for, and its hash; None: not known."""
        if self.faults is None:
            return None, None
        standing = next((s for s in self.faults.standings if s.member == member), None)
        return standing, dict(self.faults.parts).get(member)


class Session(QObject):
    """Holds the draft. The screens ask for changes here and are told what came of them."""

    edited = Signal()
    """The draft is another one."""
    reshaped = Signal()
    """Things were added, removed or moved: what is shown must be built anew."""
    seen_changed = Signal()
    """More, or nothing any more, is known of the draft."""
    kept = Signal(object)
    """The draft was saved (None), or why it could not be."""

    def __init__(self, shelf: Shelf, draft: Draft, in_use: Path, parent: QObject) -> None:
        super().__init__(parent)
        self.shelf, self.in_use = shelf, in_use
        self.history = History(draft)
        self.began = draft
        self.seen = Seen()
        self.asked = 0
        """How many changes were asked for."""
        self._good = draft
        self.records = ""
        self._saved: Draft | None = None
        self._number = 0
        self._background = Background(self)
        self.live = LiveProcess(self)
        self.live.told.connect(self._take)
        self._look = make_timer(self, LOOK_AFTER, self.look)
        self._save = make_timer(self, SAVE_AFTER, self.save)

    @property
    def draft(self) -> Draft:
        """The draft as it is."""
        return self.history.draft

    @property
    def is_kept(self) -> bool:
        """Whether the last change is on the disk."""
        return self._saved is self.draft or (self._saved is None and self.draft is self.began)

    def change(
        self, make: Callable[[Draft], Draft], step: str = "", is_reshaping: bool = False
    ) -> Phrase | None:
        """Change the draft; why it could not be, if so. `step`: the field that is typed in."""
        self.asked += 1
        before = self.draft
        try:
            draft = make(before)
        except AiguillageError as refused:
            return refused.phrase
        if self.history.push(draft, step):
            self._good = before
            self._changed(is_reshaping)
        return None

    def undo(self) -> None:
        """Take the last step back."""
        if self.history.can_undo:
            self.history.undo()
            self._changed(True)

    def redo(self) -> None:
        """Take it again."""
        if self.history.can_redo:
            self.history.redo()
            self._changed(True)

    def take_back(self) -> None:
        """After a fault of ours: undo the change that nothing has been shown of yet, if any."""
        if self.history.push(self._good):
            self._changed(True)
        else:
            self.reshaped.emit()

    def begin_again(self, guide: Draft) -> None:
        """Throw the draft away and go back to the guide itself; undo brings it back.

        Raises CannotWrite.
        """
        self._save.stop()
        self._background.wait()
        self.shelf.discard()
        self.began, self._saved = guide, None
        if self.history.push(guide):
            self._changed(True)
            self._save.stop()

    def look(self) -> None:
        """Have the draft looked at now."""
        self._good = self.draft
        self._look.stop()
        self._number += 1
        request = Request(
            self._number, self.draft.to_files(), str(self.in_use), date.today(), self.records
        )
        self.seen = Seen(under_way="faults")
        self.seen_changed.emit()
        self.live.ask(request)

    def hold_against(self, records: str) -> None:
        """Compare past cases too: the records in this file or folder."""
        self.records = records
        self.look()

    def save(self) -> None:
        """Keep the draft, beside the screen."""
        self._save.stop()
        draft, before = self.draft, self._saved
        if self.is_kept:
            return
        self._background.run(
            partial(self.shelf.save, draft, before), partial(self._saved_as, draft)
        )

    def flush(self) -> None:
        """Keep the draft before going on; raises CannotWrite."""
        self._save.stop()
        self._background.wait()
        if not self.is_kept:
            self.shelf.save(self.draft, None)
            self._saved = self.draft

    def close(self) -> None:
        """Keep what there is and stop everything."""
        self._look.stop()
        self.live.stop()
        self.flush()

    @property
    def is_busy(self) -> bool:
        """Whether anything is still to come: for tests and pictures."""
        return (
            self.live.is_busy
            or self._background.is_busy
            or self._look.isActive()
            or self._save.isActive()
        )

    def faults_of(self, at: At) -> tuple[Located, ...]:
        """The faults of one item."""
        return tuple(found for found in self.seen.located if found.at == at)

    def _changed(self, is_reshaping: bool) -> None:
        # What was known is of another draft: it is not shown a moment longer.
        self._number += 1
        self.seen = Seen(under_way="faults")
        self._look.start()
        self._save.start()
        self.edited.emit()
        if is_reshaping:
            self.reshaped.emit()
        self.seen_changed.emit()

    def _saved_as(self, draft: Draft, _: object, error: BaseException | None) -> None:
        if error is None:
            self._saved = draft
        elif not isinstance(error, CannotWrite):
            raise error
        self.kept.emit(error.phrase if isinstance(error, CannotWrite) else None)

    def _take(self, told: object) -> None:
        if self._look.isActive():
            return  # the draft changed since it was asked about
        seen = self.seen
        if isinstance(told, Began):
            seen.under_way = told.stage
        elif isinstance(told, FaultsFound):
            seen.faults, seen.located = told, tuple(self._locate(f) for f in told.faults)
        elif isinstance(told, ProofTold):
            seen.proof = told
        elif isinstance(told, DiffTold):
            seen.diff = told
        elif isinstance(told, CasesTold):
            seen.cases = told
        elif isinstance(told, Skipped):
            seen.skipped.add(told.stage)
        elif isinstance(told, Failed):
            seen.failed.add(told.stage)
        if not isinstance(told, Began):
            seen.under_way = ""
        self.seen_changed.emit()

    def _locate(self, fault: Fault) -> Located:
        document = self.draft.documents.get(fault.file)
        if document is None or fault.line < 1:
            return Located(fault, At(fault.file), ())
        at, path = document.locate(fault.line, fault.column)
        return Located(fault, at, path)
