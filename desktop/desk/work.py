"""The case under way of whoever sits at the desk: changed, taken back, opened, kept."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from desktop.desk import saving
from desktop.desk.draft import Draft, to_bytes
from desktop.desk.kept import Kept
from desktop.desk.live import Live, judge
from desktop.desk.session import Session
from desktop.interview import Interview, reopen
from desktop.register.model import AdvisorId, CaseId
from desktop.text import Phrase


class Work:
    """One draft for each advisor: locking the desk or changing advisors mixes up nothing."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._drafts: dict[AdvisorId, Draft] = {}
        self._saved: dict[AdvisorId, Draft] = {}
        self._before: dict[AdvisorId, Draft] = {}
        self._kept = Kept(session)
        self._live: tuple[Draft, date, Live] | None = None

    @property
    def draft(self) -> Draft:
        """What was answered and typed so far."""
        return self._drafts.get(self._session.by, Draft())

    @property
    def is_saved(self) -> bool:
        """Whether the register has it just as it is."""
        return self._saved.get(self._session.by) == self.draft

    @property
    def live(self) -> Live:
        """What the answers come to today."""
        draft, today = self.draft, date.today()
        if self._live is None or self._live[:2] != (draft, today):
            self._live = (draft, today, judge(self._session.casework.guide, draft, today))
        return self._live[2]

    def interview(self, language: str) -> Interview:
        """The visit, at its first gap."""
        return reopen(self._session.casework.guide, self.draft.answers, language)

    def change(self, draft: Draft) -> None:
        """This is the case now."""
        self._drafts[self._session.by] = draft

    def answer(self, question: str, values: tuple[str, ...]) -> None:
        """Give this answer; () takes it away."""
        visit = self.interview("fr").answered(question, values)
        self.change(replace(self.draft, answers=visit.answers))

    def begin(self) -> None:
        """A new case; the one before can be brought back by `undo`."""
        self._before[self._session.by] = self.draft
        self.change(Draft())

    def open_code(self, typed: str) -> tuple[Phrase, ...]:
        """Take up the visit that a code holds; what of it could not be kept. Raises BadTicket.

        What was typed of the company stays, unless it is of a case that was saved: that one is
        done, and this visit is another. `undo` brings back what was not saved.
        """
        before = self.draft
        visit, left_out = self._session.casework.reopen(typed, "fr")
        kept = Draft() if self.is_saved else before
        opened = replace(kept, answers=visit.answers, ticket=" ".join(typed.split())[:200])
        opened = replace(opened, advised=())
        if opened != before:  # a sheet that is scanned twice leaves what was there before
            self._before[self._session.by] = before
            self.change(opened)
        return left_out

    def take_up(self, case: CaseId) -> None:
        """Go on with a saved case. Raises RegisterFault."""
        register = self._session.register
        if register is None:
            return
        draft = saving.from_case(self._session.casework.guide, register.case(case))
        self._before[self._session.by] = self.draft
        self.change(draft)
        self._saved[self._session.by] = draft

    @property
    def can_undo(self) -> bool:
        """Whether there is a case before this one that holds anything not saved."""
        before = self._before.get(self._session.by)
        kept = self._saved.get(self._session.by)
        return before is not None and not before.is_empty and before != kept

    def undo(self) -> None:
        """Bring back what there was before the last code, case or new case."""
        before = self._before.pop(self._session.by, None)
        if before is not None:
            self.change(before)

    def end_saving(self, by: AdvisorId, saved: Draft, case: CaseId, revision: int) -> None:
        """The register has `saved`; what was typed meanwhile stays to be saved."""
        kept = replace(saved, id=case, revision=revision)
        now = self._drafts.get(by, Draft())
        self._saved[by] = kept
        self._drafts[by] = kept if now == saved else replace(now, id=case, revision=revision)

    # To the last answer

    def to_keep(self) -> bytes | None:
        """What a crash must not lose; None where the register has it, or there is nothing."""
        if self.draft.is_empty or self.is_saved:
            return None
        return to_bytes(self._session.casework.guide, self.draft)

    def place(self, by: AdvisorId) -> AdvisorId:
        """What the register keeps this advisor's case under, in this window alone.

        Raises RegisterFault.
        """
        return self._kept.place(by)

    def find_kept(self) -> Draft | None:
        """What was under way when a window of this advisor ended. Raises RegisterFault.

        Nothing while the register can only be read: no place in it can be had for this window.
        """
        register = self._session.register
        if register is None or register.is_read_only:
            return None
        return self._kept.find(self._session.by)

    def take_kept(self) -> None:
        """Go on with what was found; what is under way now is kept, and found next."""
        now = Draft() if self.is_saved else self.draft
        self.change(self._kept.take(self._session.by, now))

    def forget_kept(self) -> AdvisorId:
        """Leave what was found for good; what the register kept it under."""
        return self._kept.forget(self._session.by)
