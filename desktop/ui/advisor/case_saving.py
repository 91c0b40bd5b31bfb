"""Saving the case under way, and the talk about it: missing, failed, changed by another, done."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QObject, Signal

from desktop.desk import consent
from desktop.desk.session import Session
from desktop.desk.work import Work
from desktop.text import Phrase, phrase
from desktop.ui.advisor.saver import Saver
from desktop.ui.advisor.top_strips import TopStrips
from desktop.ui.advisor.verdict_panel import Saving
from desktop.ui.background import Background


class CaseSaving(QObject):
    """Nothing typed is lost, whatever comes of it."""

    said = Signal(object, bool)
    changed = Signal()
    """What the button that saves says is another thing now."""
    refused = Signal(object)
    """The case lacks something: a saving.Refused."""
    saved = Signal()
    theirs_wanted = Signal(str)
    """Take up this case as another has saved it."""

    def __init__(
        self,
        work: Work,
        session: Session,
        background: Background,
        strips: Callable[[], TopStrips],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._work, self._session, self._strips = work, session, strips
        self._language = "fr"
        self._saver = Saver(work, session, background, self)
        self._saver.refused.connect(self.refused)
        self._saver.failed.connect(self._tell_failure)
        self._saver.told.connect(lambda sentence: self.said.emit(sentence, True))
        self._saver.clashed.connect(self._tell_clash)
        self._saver.ended.connect(self._end)

    @property
    def is_busy(self) -> bool:
        """Whether a case is being saved."""
        return self._saver.is_busy

    @property
    def now(self) -> Saving:
        """What the button says."""
        draft = self._work.draft
        if self._saver.is_busy:
            return Saving(phrase("advisor.save.busy"), "", False)
        if self._work.is_saved and not draft.is_empty:
            return Saving(phrase("advisor.save.is-saved"), "", True)
        wanted = phrase("advisor.save.new" if draft.id is None else "advisor.save.again")
        return Saving(wanted, "Ctrl+S", True)

    def save(self, language: str) -> None:
        """Save the case, or say what is missing."""
        self._language = language
        if self._session.casework.on_trial:
            self.said.emit(phrase("advisor.save.trial"), True)
            return
        self._saver.save(language)
        self.changed.emit()

    def make_bare(self) -> None:
        """Leave out what needs an agreement."""
        company = consent.without_personal(self._work.draft.company)
        self._work.change(replace(self._work.draft, company=company))

    def _tell_failure(self, sentence: Phrase) -> None:
        self.changed.emit()
        sentences = (sentence, phrase("advisor.save.not-lost"))
        self._strips().tell(sentences, None, retry=lambda: self.save(self._language))
        self.said.emit(sentence, True)

    def _tell_clash(self, sentence: Phrase) -> None:
        """Somebody else saved the case meanwhile: their version, or ours over it."""
        self.changed.emit()
        self._strips().choose(
            (sentence, phrase("advisor.save.not-lost")),
            (
                ("clash-theirs", phrase("advisor.save.theirs"), self._take_theirs),
                ("clash-ours", phrase("advisor.save.ours"), self._save_over),
            ),
        )
        self.said.emit(sentence, True)

    def _take_theirs(self) -> None:
        case = self._work.draft.id
        self._strips().close_all()
        if case is not None:
            self.theirs_wanted.emit(case)

    def _save_over(self) -> None:
        self._strips().close_all()
        self._work.change(replace(self._work.draft, revision=None))
        self.save(self._language)

    def _end(self) -> None:
        self._strips().close_all()
        self.changed.emit()
        self.saved.emit()
        self.said.emit(phrase("advisor.save.done"), False)
