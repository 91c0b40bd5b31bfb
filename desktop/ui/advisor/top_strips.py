"""What opens above the interview and goes again: words, a code, what was told."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.desk.draft import Draft
from desktop.desk.session import Session
from desktop.desk.work import Work
from desktop.interview import Interview
from desktop.text import Phrase, phrase
from desktop.ui.advisor.strips import Act, CodeStrip, Told
from desktop.ui.gone import gone
from desktop.ui.listening import Listener, Offer, give, take_back
from desktop.ui.screens.own_words import OwnWords
from desktop.ui.theme import Look


class TopStrips(QWidget):
    """At most one of each; the case below moves down, and nothing on it changes."""

    changed = Signal()
    """An answer was given here."""
    code_given = Signal(str)
    left = Signal()
    """A strip was closed: the focus goes back to the case."""

    def __init__(self, session: Session, work: Work, look: Look) -> None:
        super().__init__()
        self._session, self._work, self._look = session, work, look
        self._down = QVBoxLayout(self)
        side = look.px(8)
        self._down.setContentsMargins(side, 0, side, 0)
        self._down.setSpacing(look.px(4))
        self._told: Told | None = None
        self._code: CodeStrip | None = None
        self._words: OwnWords | None = None
        self._place_before: tuple[str, ...] = ()

    # A visitor's own words

    def toggle_words(self) -> None:
        """Open the field for a visitor's own words, or close it."""
        if self._words is not None:
            gone(self._words)
            self._words = None
            self.left.emit()
            return
        casework = self._session.casework
        visit = self._work.interview(self._look.language)
        words = OwnWords(Listener(casework.guide, casework.communes), visit, "", self._look)
        words.touched.connect(self._touch)
        words.tiles_wanted.connect(self.left)
        self._words = words
        self._down.addWidget(words)
        words.field.line.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_answers(self, visit: Interview) -> None:
        """Show which of the things heard the visit has."""
        if self._words is not None:
            self._words.show_answers(visit)

    def _touch(self, offer: Offer) -> None:
        visit = self._work.interview(self._look.language)
        if offer.is_given(visit):
            visit = take_back(visit, offer, self._place_before)
        else:
            if offer.is_place:
                self._place_before = offer.place_in(visit)
            visit = give(visit, offer)
        self._work.change(replace(self._work.draft, answers=visit.answers))
        self.changed.emit()

    # A code

    def toggle_code(self) -> None:
        """Open the field for a code, or close it."""
        if self._code is not None:
            self._leave_code()
            return
        code = self._code = CodeStrip(self._look)
        code.given.connect(self.code_given)
        code.left.connect(self._leave_code)
        self._down.insertWidget(0, code)
        code.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_code_error(self, sentence: Phrase) -> bool:
        """Say at the field what is wrong with the code; False if no field is open."""
        if self._code is None:
            return False
        self._code.show_error(sentence)
        return True

    def _leave_code(self) -> None:
        if self._code is not None:
            gone(self._code)
            self._code = None
        self.left.emit()

    # What was told

    @property
    def is_telling(self) -> bool:
        """Whether something was told and not closed yet."""
        return self._told is not None

    def tell(
        self,
        sentences: Sequence[Phrase],
        undo: Callable[[], None] | None,
        retry: Callable[[], None] | None = None,
    ) -> None:
        """Say what happened, with a way back or to try again where there is one."""
        acts: list[Act] = []
        if undo is not None:
            acts.append(("told-undo", phrase("advisor.told.undo"), undo))
        if retry is not None:
            acts.append(("told-retry", phrase("advisor.told.retry"), retry))
        acts.append(("told-close", phrase("advisor.told.close"), self._close_told))
        self._put(Told(sentences, acts, self._look))

    def choose(self, sentences: Sequence[Phrase], acts: Sequence[Act]) -> None:
        """Say what happened, and what there is to choose from."""
        self._put(Told(sentences, acts, self._look))

    def offer(self, kept: Draft, take: Callable[[], None], forget: Callable[[], None]) -> None:
        """Offer what was under way when the program ended."""
        named = kept.company.name.strip()
        n = len(kept.answers)
        key = "advisor.kept.named" if named else "advisor.kept.unnamed"
        acts: list[Act] = [
            ("kept-take", phrase("advisor.kept.take"), take),
            ("kept-forget", phrase("advisor.kept.forget"), forget),
        ]
        self._put(Told((phrase(key, name=named, n=n),), acts, self._look))

    def close_last(self) -> bool:
        """Close the last thing that was opened; whether there was one."""
        if self._code is not None:
            gone(self._code)
            self._code = None
            return True
        if self._words is not None:
            gone(self._words)
            self._words = None
            return True
        if self._told is not None:
            gone(self._told)
            self._told = None
            return True
        return False

    def close_all(self) -> None:
        """Close everything."""
        while self.close_last():
            continue

    def _close_told(self) -> None:
        if self._told is not None:
            gone(self._told)
            self._told = None
        self.left.emit()

    def _put(self, told: Told) -> None:
        if self._told is not None:
            gone(self._told)
            self._told = None
        self._told = told
        self._down.insertWidget(0, told)
