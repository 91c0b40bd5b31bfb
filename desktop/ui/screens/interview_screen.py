"""The interview: one question a page, then the review. Holds the visit; decides nothing of it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop.guide.model import Kind, Question
from desktop.interview import Interview
from desktop.territory import place_name
from desktop.text import Phrase, phrase
from desktop.ui.listening import Listener, Offer, give, take_back
from desktop.ui.screens.choice_page import ChoicePage
from desktop.ui.screens.own_words import OwnWords
from desktop.ui.screens.progress import stops_of
from desktop.ui.screens.question_head import QuestionHead
from desktop.ui.screens.review_page import ReviewPage
from desktop.ui.screens.screen import Screen
from desktop.ui.screens.territory_page import TerritoryPage
from desktop.ui.theme import Look
from desktop.ui.widgets.field import ErrorWords
from desktop.ui.widgets.footer import Actions
from desktop.ui.widgets.notice import Notice
from desktop.ui.widgets.page import Page, outset
from desktop.ui.widgets.rail import Rail, Track
from desktop.ui.widgets.summary import ErrorSummary

WIDE = 1080
"""From this width on (units of the design), the line of the visit stands beside the page."""


_MAP = 760
"""From this width on, the map stands beside the field."""


class InterviewScreen(Screen):
    """Shows the page the interview is at."""

    finished = Signal(object)
    left = Signal()

    def __init__(self, interview: Interview, listener: Listener, look: Look) -> None:
        super().__init__(look)
        self.interview = interview
        self._listener, self._communes = listener, listener.communes
        self._own_words: OwnWords | None = None
        self._place_before: tuple[str, ...] = ()
        self._draft = ""
        self._error: Phrase | None = None
        self._notices: tuple[Phrase, ...] = ()
        self._is_wide = False
        self._summary: ErrorSummary | None = None
        self._error_words: ErrorWords | None = None
        self._was_open = False
        self._line: Rail | Track | None = None
        self.field: ChoicePage | TerritoryPage | ReviewPage | None = None

    def show_state(self, interview: Interview, notices: tuple[Phrase, ...] = ()) -> None:
        """Show the page of this interview, below what there is to know of a code just opened."""
        self._notices = notices
        if interview.at != self.interview.at:
            self._draft = ""
        self._error = None
        self.interview = interview
        self._was_open = interview.at in {question.id for question in interview.unanswered}
        self.rebuild()
        self.changed.emit()

    def title(self) -> str:
        """The page's heading."""
        question = self.interview.question
        return self.look.say(question.ask if question else phrase("ui.review.title"))

    def offers(self) -> Actions:
        """Back and start again on every page; the review leads to the orientation."""
        on_review = self.interview.question is None
        forward = phrase("ui.review.forward" if on_review else "ui.continue")
        return Actions(True, True, forward, forward_short=phrase("ui.continue"))

    def go_forward(self) -> None:
        """The next page, or what is missing on this one."""
        question = self.interview.question
        if question is None:
            missing = self.interview.next_gap()
            if missing.at is not None:
                self.show_state(missing)
            else:
                self.finished.emit(self.interview)
            return
        if not self.interview.answers.get(question.id):
            self._show_error(_missing(question))
            return
        self.show_state(self.interview.forward())
        self.take_focus()

    def go_back(self) -> None:
        """The page before; before the first question, out of the interview. Answers stay."""
        if self.interview.can_go_back:
            self.show_state(self.interview.back())
            self.take_focus()
        else:
            self.left.emit()

    def type_here(self, text: str) -> bool:
        """Letters and digits look for a place, where a place is asked."""
        if isinstance(self.field, TerritoryPage):
            self.field.type_here(text)
            return True
        return False

    def resizeEvent(self, event: object) -> None:
        """Move the line of the visit where there is room for it."""
        super().resizeEvent(event)  # type: ignore[arg-type]
        if self._page is not None and self._is_wide != self._has_room():
            self.rebuild()

    def forget(self) -> None:
        """Leave nothing of what was typed."""
        self._draft = ""
        self._leave_words()

    def _leave_words(self) -> None:
        if self._own_words is not None:
            self._own_words.forget()
            self._own_words = None

    def rebuild(self) -> None:
        """Build the page the interview is at."""
        self._summary = self._error_words = None
        self._leave_words()
        self._is_wide = self._has_room()
        question = self.interview.question
        page = Page(self.look, 1080 if question else 860)
        page.expect(self.width() - (self.look.px(Rail.WIDTH) if self._is_wide else 0))
        page.setAccessibleName(self.title())
        page.first_wanted.connect(self._focus_first)
        column = page.column
        if self._error is not None:
            self._summary = self._make_summary(self._error)
            column.addWidget(self._summary)
        if self._notices:
            column.addWidget(Notice(self._notices, self.look, phrase("ui.code.left-out")))
        self._head = QuestionHead(question, self.look, not self._is_wide)
        self._line = self._head.line
        column.addLayout(self._head)
        if question is not None and self._listener.hears(question):
            column.addLayout(outset(self._make_own_words(), self.look))
        if self._error is not None and question and question.kind is not Kind.TERRITORY:
            self._error_words = ErrorWords(self.look.say(self._error), self.look)
            column.addWidget(self._error_words)
        self.field = self._field(question)
        column.addLayout(outset(self.field, self.look))
        column.addStretch(1)
        self.put(self._with_rail(page))
        self._scroll = page

    def take_focus(self) -> None:
        """Put the focus on the page, where a screen reader says the question."""
        self._scroll.setFocus(Qt.FocusReason.OtherFocusReason)

    def _has_room(self) -> bool:
        return self.width() >= self.look.px(WIDE) * self.look.stretch

    def _with_rail(self, page: Page) -> QWidget:
        whole = QWidget()
        across = QHBoxLayout(whole)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(0)
        if self._is_wide:
            self._line = Rail(self.look.say(phrase("ui.rail.title")), self.look)
            across.addWidget(self._line)
        self._show_progress()
        across.addWidget(page, 1)
        return whole

    def _field(self, question: Question | None) -> ChoicePage | TerritoryPage | ReviewPage:
        if question is None:
            review = ReviewPage(self.interview, self._said, self.look)
            review.edit_wanted.connect(self._edit)
            return review
        values = self.interview.answers.get(question.id, ())
        field: ChoicePage | TerritoryPage
        if question.kind is Kind.TERRITORY:
            field = TerritoryPage(
                question, values, self.look, self._communes, self._draft, self._has_map_beside()
            )
            field.typed.connect(self._keep_draft)
        else:
            field = ChoicePage(question, values, self.look)
        field.show_error(self._error)
        field.answered.connect(self._answer)
        field.confirmed.connect(self.go_forward)
        return field

    def _make_own_words(self) -> OwnWords:
        made = self._own_words = OwnWords(self._listener, self.interview, self._draft, self.look)
        made.touched.connect(self._touch_offer)
        made.typed.connect(self._keep_draft)
        made.tiles_wanted.connect(self._focus_first)
        return made

    def _touch_offer(self, offer: Offer) -> None:
        """Give what was heard, or take it back: then the place is the one answered before."""
        visit = self.interview
        if offer.is_given(visit):
            visit = take_back(visit, offer, self._place_before)
        else:
            if offer.is_place:
                self._place_before = offer.place_in(visit)
            visit = give(visit, offer)
        self.interview = visit
        if isinstance(self.field, ChoicePage) and visit.at is not None:
            self.field.show_values(visit.answers.get(visit.at, ()))
        self._show_progress()
        self._drop_error()

    def _has_map_beside(self) -> bool:
        beside = self.look.px(Rail.WIDTH) if self._is_wide else 0
        return self.width() - beside >= self.look.px(_MAP) * self.look.stretch

    def _answer(self, values: tuple[str, ...]) -> None:
        question = self.interview.question
        if question is not None:
            self.interview = self.interview.answered(question.id, values)
            self._show_progress()
            self._drop_error()

    def _show_progress(self) -> None:
        """Say how many questions are left only where the number is true at this very moment."""
        self._head.show_left(self._left_at_most())
        if self._line is not None:
            is_open = self.interview.left_at_most is None
            stops = stops_of(self.interview, self._said, self.look)
            self._line.show_stops(stops, is_open)
        if self._own_words is not None:
            self._own_words.show_answers(self.interview)

    def _left_at_most(self) -> int | None:
        """How many pages are left, this one included; None where that is not sure."""
        visit = self.interview
        if not visit.returning or visit.left_at_most is None:
            return visit.left_at_most if visit.question else None
        others = sum(question.id != visit.at for question in visit.unanswered)
        # An answer changed from the review is no last question: the review is where it leads.
        return others + 1 if others or self._was_open else None

    def _drop_error(self) -> None:
        """Nothing is missing any more once it is answered, and the page says so no longer."""
        question = self.interview.question
        if self._error is None or question is None:
            return
        if not self.interview.answers.get(question.id):
            return
        self._error = None
        for words in (self._summary, self._error_words):
            if words is not None:
                words.hide()

    def _keep_draft(self, text: str) -> None:
        self._draft = text

    def _edit(self, question_id: str) -> None:
        self.show_state(self.interview.edit(question_id))
        self.take_focus()

    def _show_error(self, error: Phrase) -> None:
        self._error = error
        self.rebuild()
        if self._summary is not None:
            self._summary.setFocus(Qt.FocusReason.OtherFocusReason)
        self.changed.emit()

    def _make_summary(self, error: Phrase) -> ErrorSummary:
        summary = ErrorSummary((error,), self.look)
        summary.followed.connect(self._focus_first)
        return summary

    def _focus_first(self) -> None:
        if isinstance(self.field, ChoicePage | TerritoryPage):
            self.field.focus_first()

    def _said(self, question: Question, values: tuple[str, ...]) -> str:
        if question.kind is Kind.TERRITORY and values:
            return place_name(self.interview.guide, self._communes, values[0], self.look.language)
        choices = (question.find_choice(value) for value in values)
        return "\n".join(self.look.say(choice.label) for choice in choices if choice)


def _missing(question: Question) -> Phrase:
    """What to do about a question left without an answer."""
    return phrase(f"ui.error.{question.kind.value}")
