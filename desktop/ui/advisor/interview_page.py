"""The interview at desk speed: questions, verdicts, company and sheet of one case on one page."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QApplication

from desktop.configuration import Advisor
from desktop.desk import lookup
from desktop.desk.draft import Draft, project_commune
from desktop.desk.live import as_advised
from desktop.desk.session import Session
from desktop.desk.work import Work
from desktop.register.model import Company
from desktop.text import Phrase, phrase
from desktop.ui.advisor.advising import Advising
from desktop.ui.advisor.case_saving import CaseSaving
from desktop.ui.advisor.case_taking import CaseTaking
from desktop.ui.advisor.interview_keys import act_of, has_control
from desktop.ui.advisor.interview_view import InterviewView
from desktop.ui.advisor.keeping import Keeping
from desktop.ui.advisor.kept_offers import KeptOffers
from desktop.ui.advisor.number_part import LookUp
from desktop.ui.advisor.page import DeskPage, Tools
from desktop.ui.background import Background
from desktop.ui.theme import Look

if TYPE_CHECKING:  # read when the outcome is first shown
    from desktop.ui.advisor.sheet_pane import SheetPane


class InterviewPage(DeskPage):
    """One case at a time for each advisor; what is typed is kept to the last key."""

    needs_register = False

    def __init__(
        self,
        name: str,
        session: Session,
        tools: Tools,
        look: Look,
        look_up: LookUp = lookup.look_up,
    ) -> None:
        super().__init__(name, session, tools, look)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.work = Work(session)
        self._look_up = look_up
        self.step = "needs"
        self._keeping = Keeping(session, self.work.place, self)
        self._keeping.failed.connect(lambda sentence: self.said.emit(sentence, True))
        self._taking = CaseTaking(self.work, lambda: self.strips, self)
        self._taking.said.connect(self.said)
        self._taking.taken.connect(lambda: self._show_taken())
        self._taking.undone.connect(lambda: self._show_undone())
        self._advising = Advising(self.work, session, self)
        self._advising.said.connect(self.said)
        self._advising.changed.connect(lambda: self._show_all())
        self._saving = CaseSaving(self.work, session, tools.background, lambda: self.strips, self)
        self._saving.said.connect(self.said)
        self._saving.changed.connect(lambda: self._show_saving())
        self._saving.refused.connect(self._show_refusal)
        self._saving.theirs_wanted.connect(self._taking.take_theirs)
        self._saving.saved.connect(self._end_saving)
        self._kept = KeptOffers(self.work, self._keeping, lambda: self.strips, self)
        self._kept.said.connect(self.said)
        self._kept.taken.connect(lambda: self._show_all())
        self._kept.decided.connect(lambda: self._take_focus())
        self._network = Background(self)
        self._sat: Advisor | None = None
        self._refused: Phrase | None = None
        self.view: InterviewView | None = None

    # Coming and going

    def shown(self) -> None:
        """Go on where this advisor was."""
        is_other = self._sat not in (None, self.session.advisor)
        self._sat = self.session.advisor
        if self._page is None or is_other:
            # Nothing of another advisor's visitor stays on the page: no word, no open field.
            self.step = "needs" if is_other else self.step
            self.rebuild()
        else:
            self._show_all()
        self._kept.offer()
        self._take_focus()

    def closing(self) -> None:
        """Have the last answer written."""
        self._keeping.wait()

    @property
    def is_busy(self) -> bool:
        """Whether anything is under way beside the screen."""
        return self._keeping.is_busy or self._network.is_busy

    def register_changed(self) -> None:
        """Write what waited for the register, and see what it kept."""
        self._keeping.resume()
        if self.session.advisor is not None and self._page is not None:
            self._kept.offer()
            self._show_saving()

    def show_case(self, case: str) -> None:
        """Take a saved case up."""
        self._taking.take_up(case)

    def rebuild(self) -> None:
        """Build everything from the case under way."""
        if self.session.advisor is None:
            self.forget()  # built when somebody sits down again
            return
        view = self.view = InterviewView(
            self.session, self.work, self.tools, self._network, self._look_up, self.look
        )
        self.needs, self.company = view.needs, view.company
        self.strips, self.verdicts = view.strips, view.verdicts
        view.bar.step_wanted.connect(self._go)
        view.bar.act_wanted.connect(self._act)
        view.strips.changed.connect(self._show_all)
        view.strips.code_given.connect(self.open_code)
        view.strips.left.connect(self._take_focus)
        view.needs.answered.connect(self._answer)
        view.needs.finished.connect(lambda: self._go("company"))
        view.company.changed.connect(self._type_company)
        view.company.finished.connect(self.save)
        view.company.bare_wanted.connect(self._save_bare)
        view.edit_wanted.connect(self._edit)
        view.new_wanted.connect(self.begin)
        view.case_wanted.connect(lambda: self.case_wanted.emit(self.work.draft.id or ""))
        view.verdicts.advised.connect(self._advising.advise)
        view.verdicts.proposed.connect(self._advising.propose)
        view.verdicts.save_wanted.connect(self.save)
        self.put(view)
        view.show_width(self.width())
        self._show_step(self.step)
        self._show_all(is_kept=False)
        if self.isVisible():
            self._kept.offer()
            self._take_focus()

    @property
    def sheet(self) -> SheetPane:
        """The pane of the outcome, made when it is first shown."""
        return self._view().sheet

    def _view(self) -> InterviewView:
        if self.view is None:
            raise RuntimeError("the interview is not built yet")
        return self.view

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The verdicts take their share of the width."""
        super().resizeEvent(event)
        if self._page is not None:
            self._view().show_width(self.width())

    # Keys

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Function keys lead to the parts, Ctrl+S saves, Ctrl+N begins anew."""
        key, wanted = Qt.Key(event.key()), act_of(event)
        if wanted is not None:
            self._act(wanted)
        elif key == Qt.Key.Key_Escape:
            self._leave_part()
        elif self.step == "sheet" and key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.begin()
        elif self.step == "needs" and _is_typed(event):
            self.needs.take_focus()
            self.needs.type_here(event.text())
        else:
            super().keyPressEvent(event)

    def _act(self, wanted: str) -> None:
        if wanted in ("needs", "company", "sheet"):
            self._go(wanted)
        elif wanted == "verdicts":
            self._show_step("needs" if self.step == "sheet" else self.step)
            self.verdicts.focus_rows()
        elif wanted == "words":
            self.strips.toggle_words()
        elif wanted == "code":
            self.strips.toggle_code()
        elif wanted == "paste":
            self.open_code(QApplication.clipboard().text())
        elif wanted == "project" and self.step == "company":
            self.company.take_project()
        elif wanted == "save":
            self.save()
        elif wanted == "new":
            self.begin()
        elif wanted == "print":
            self._go("sheet")
            self.sheet.results.print_sheet()

    def _leave_part(self) -> None:
        """Escape: out of the editor, then out of a strip, then back to the questions."""
        if self.verdicts.editor is not None:
            self.verdicts.close_override()
        elif not self.strips.close_last():
            self._show_step("needs")
        self._take_focus()

    def _go(self, step: str) -> None:
        self._show_step(step)
        self._take_focus()

    def _show_step(self, step: str) -> None:
        self.step = step
        self._view().show_step(step)
        if step == "sheet":
            self._show_sheet()

    def _take_focus(self) -> None:
        if self._page is None:
            return
        if not self._view().take_focus():
            self.setFocus(Qt.FocusReason.OtherFocusReason)

    # The case

    def _answer(self, question: str, values: tuple[str, ...]) -> None:
        self.work.answer(question, values)
        self._show_all()

    def _type_company(self, company: Company) -> None:
        self.work.change(replace(self.work.draft, company=company))
        if self._refused is not None:
            # What was wrong may be no more: saving says it again.
            self.unsaid.emit(self._refused)
            self._refused = None
        self._show_company()
        self._keep()

    def begin(self) -> None:
        """A new case; one that is not saved can be brought back."""
        self._taking.begin()
        self.needs.go_to(self.needs.interview.path[0].id)

    def _show_taken(self) -> None:
        self._show_step("needs")
        self._show_all()

    def _show_undone(self) -> None:
        self._show_all()
        self._take_focus()

    def _edit(self, question: str) -> None:
        self._show_step("needs")
        self.needs.go_to(question)

    # Codes

    def remember(self) -> Callable[[], None]:
        """What brings the case and the question back to what they are now."""
        if self.view is None:
            return lambda: None
        return partial(self._bring_back, self.work.draft, self.needs.at)

    def _bring_back(self, draft: Draft, at: str) -> None:
        self.work.change(draft)
        self.needs.at = at
        self._show_all()

    def open_code(self, typed: str) -> None:
        """Open the visit that a code holds where the visitor left it, or say why it cannot be."""
        if not self._taking.open_code(typed):
            return
        waiting = self.needs.interview.unanswered
        self.needs.go_to(waiting[0].id if waiting else self.needs.interview.path[-1].id)

    # Saving

    def save(self) -> None:
        """Save the case, or say what is missing; nothing typed is lost either way."""
        self._saving.save(self.look.language)

    def _save_bare(self) -> None:
        self._saving.make_bare()
        self._show_company()
        self.save()

    def _show_refusal(self, refused: object) -> None:
        from desktop.desk.saving import Refused  # late: with the first save

        if isinstance(refused, Refused):
            self._show_step("company")
            self.company.show_refusal(refused)
            self._refused = refused.sentence
            self.said.emit(refused.sentence, True)

    def _end_saving(self) -> None:
        self._keep()
        self._show_step("sheet")
        self._take_focus()

    # Showing

    def _show_all(self, is_kept: bool = True) -> None:
        """Show the case as it is now, and keep it."""
        visit = self.work.interview(self.look.language)
        self.needs.show_state(visit)
        self.verdicts.show_state(self.work.live)
        self.strips.show_answers(visit)
        self._show_company()
        if self.step == "sheet":
            self._show_sheet()
        if is_kept:
            self._keep()

    def _show_company(self) -> None:
        casework, draft = self.session.casework, self.work.draft
        project = project_commune(casework.guide, casework.communes, draft.answers)
        self.company.show_state(draft.company, project)
        self._show_saving()

    def _show_sheet(self) -> None:
        done = phrase("advisor.save.is-saved") if self.work.is_saved else None
        self.sheet.show_state(as_advised(self.work.live), done)

    def _show_saving(self) -> None:
        self.verdicts.show_saving(self._saving.now)

    def _keep(self) -> None:
        if self.session.advisor is not None and not self.session.casework.on_trial:
            self._keeping.keep(self.work.to_keep(), self.session.by)


def _is_typed(event: QKeyEvent) -> bool:
    return bool(event.text()) and event.text().isprintable() and not has_control(event)
