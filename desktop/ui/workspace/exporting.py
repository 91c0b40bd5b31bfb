"""Export, and the way back to the guide: what is asked first, what came of it."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from desktop.errors import AiguillageError
from desktop.text import Phrase, phrase, say
from desktop.ui.background import Background
from desktop.ui.workspace.notice import Act
from desktop.ui.workspace.session import Session
from desktop.workspace import schema
from desktop.workspace.document import At
from desktop.workspace.draft import load_draft
from desktop.workspace.store import NotReady, export_folder, export_package

MOST_REASONS = 12

Ask = Callable[[str, str], Path | None]
"""Asks a person for a place: title, proposed name."""


class Exporting(QObject):
    """Asks, exports beside the screen, and says what came of it."""

    noticed = Signal(object, object)
    """A sentence, and what can be done about it."""

    def __init__(
        self,
        session: Session,
        ask_folder: Ask,
        ask_file: Ask,
        language: Callable[[], str],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._session, self._language = session, language
        self._ask_folder, self._ask_file = ask_folder, ask_file
        self.background = Background(self)

    def ask_export(self) -> None:
        """To a folder, or as one file? A version that no desk would take is said."""
        sentence = phrase("workspace.export.ask")
        version = self._session.draft.word(At(schema.GUIDE), "version")
        if version and version == self._version_in_use():
            sentence = phrase("workspace.export.ask-same", version=version)
        self._say(
            sentence,
            ("export-folder", phrase("workspace.export.folder"), self._to_folder),
            ("export-file", phrase("workspace.export.file"), self._to_file),
        )

    def ask_discard(self) -> None:
        """Really throw everything away?"""
        discard = ("discard-yes", phrase("workspace.discard.yes"), self._discard)
        self._say(phrase("workspace.discard.ask"), discard)

    def _version_in_use(self) -> str:
        try:
            return load_draft(self._session.in_use).word(At(schema.GUIDE), "version")
        except AiguillageError:
            return ""

    def _say(self, sentence: Phrase, *acts: Act) -> None:
        self.noticed.emit(sentence, acts)

    def _discard(self) -> None:
        try:
            guide = load_draft(self._session.shelf.source)
            self._session.begin_again(guide)
        except AiguillageError as error:
            self._say(error.phrase)
            return
        self._say(phrase("workspace.discard.done"))

    def _to_folder(self) -> None:
        title = say(phrase("workspace.export.folder"), self._language())
        chosen = self._ask_folder(title, "")
        if chosen is not None:
            self._run(partial(export_folder, self._session.draft, chosen), chosen)

    def _to_file(self) -> None:
        draft, guide = self._session.draft, At(schema.GUIDE)
        title = say(phrase("workspace.export.file"), self._language())
        name = f"{draft.word(guide, 'id')}-{draft.word(guide, 'version')}.aiguillage"
        chosen = self._ask_file(title, name)
        if chosen is None:
            return

        def export() -> None:
            with tempfile.TemporaryDirectory(prefix="aiguillage-") as scratch:
                export_package(draft, chosen, Path(scratch) / "guide")

        self._run(export, chosen)

    def _run(self, export: Callable[[], None], chosen: Path) -> None:
        self._say(phrase("workspace.export.under-way"))
        self.background.run(export, partial(self._told, chosen))

    def _told(self, chosen: Path, _: object, error: BaseException | None) -> None:
        if isinstance(error, NotReady):
            said = [f"· {say(reason, self._language())}" for reason in error.reasons]
            more = ["…"] if len(said) > MOST_REASONS else []
            reasons = "\n".join([*said[:MOST_REASONS], *more])
            self._say(phrase("workspace.export.refused", reasons=reasons))
        elif isinstance(error, AiguillageError):
            self._say(error.phrase)
        elif error is not None:
            raise error
        else:
            self._say(phrase("workspace.export.done", path=str(chosen)))
