"""One interview: the answers so far, the question shown, and what the answers make of the path.

A frozen value: each step returns a new one. Nothing that can be computed from the answers is kept.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from desktop.guide.masks import Answers, Masks, Reading
from desktop.guide.model import Guide, Kind, Question


@dataclass(frozen=True)
class Interview:
    """A visit under way. `at` is the id of the question shown, None on the review page.

    `returning`: the question was opened from the review, and Continue goes back there.
    """

    guide: Guide
    answers: Answers
    language: str
    at: str | None
    returning: bool = False

    @property
    def reading(self) -> Reading:
        """What the answers come to."""
        return self.guide.derived(Masks).read(self.answers)

    @property
    def path(self) -> tuple[Question, ...]:
        """The questions asked, as far as the answers tell, in order."""
        return self.reading.path

    @property
    def question(self) -> Question | None:
        """The question shown."""
        return self.guide.get_question(self.at) if self.at else None

    @property
    def set_aside(self) -> tuple[tuple[Question, tuple[str, ...]], ...]:
        """Answers that are off the path: kept, shown, never used."""
        return tuple((q, self.answers[q.id]) for q in self.reading.set_aside)

    @property
    def unanswered(self) -> tuple[Question, ...]:
        """The questions of the path that wait for an answer."""
        return self.reading.unanswered

    @property
    def is_finished(self) -> bool:
        """Whether every question of the path is answered and no other can open."""
        reading = self.reading
        return not reading.unanswered and not reading.maybe

    @property
    def left_at_most(self) -> int | None:
        """How many pages are left at most, this one included; None while that is not known."""
        reading = self.reading
        if reading.maybe:
            return None
        if self.at is None or self.returning:
            return len(reading.unanswered)
        ids = [question.id for question in reading.path]
        return len(ids) - ids.index(self.at) if self.at in ids else len(ids)

    @property
    def can_go_back(self) -> bool:
        """Whether there is a page before this one."""
        return self.at is None or self.returning or self._index() > 0

    def _index(self) -> int:
        ids = [question.id for question in self.path]
        return ids.index(self.at) if self.at in ids else 0

    def answered(self, question_id: str, values: tuple[str, ...]) -> Interview:
        """The same page with this answer; () takes the answer away."""
        self.guide.get_question(question_id)
        answers = {key: value for key, value in self.answers.items() if key != question_id}
        if values:
            answers[question_id] = values
        return replace(self, answers=answers)

    def forward(self) -> Interview:
        """The next page: the next question, or the review after the last."""
        if self.returning:
            return self.next_gap()
        path = self.path
        after = self._index() + 1
        if self.at is None or after >= len(path):
            return replace(self, at=None, returning=False)
        return replace(self, at=path[after].id)

    def next_gap(self) -> Interview:
        """The first question of the path that has no answer, or the review if none is missing."""
        missing = self.unanswered
        if missing:
            return replace(self, at=missing[0].id, returning=True)
        return replace(self, at=None, returning=False)

    def back(self) -> Interview:
        """The page before; from a question opened by the review, the review."""
        if self.returning:
            return replace(self, at=None, returning=False)
        path = self.path
        before = len(path) - 1 if self.at is None else max(self._index() - 1, 0)
        return replace(self, at=path[before].id)

    def edit(self, question_id: str) -> Interview:
        """The page of this question, to come back to the review from."""
        self.guide.get_question(question_id)
        return replace(self, at=question_id, returning=True)

    def in_language(self, language: str) -> Interview:
        """The same page in another language."""
        return replace(self, language=language)


def start(guide: Guide, language: str) -> Interview:
    """A new visit, on its first question, with nothing answered."""
    return Interview(guide, {}, language, guide.questions[0].id)


def reopen(guide: Guide, answers: Answers, language: str) -> Interview:
    """A visit taken up where its answers leave it: the first gap, or the review."""
    interview = Interview(guide, answers, language, None)
    missing = interview.unanswered
    return replace(interview, at=missing[0].id) if missing else interview


def toggled(question: Question, chosen: tuple[str, ...], choice_id: str) -> tuple[str, ...]:
    """The answer after one touch on a choice, the visitor's order kept.

    A choice that excludes the others pushes them out, and they push it out.
    """
    if question.kind is not Kind.SEVERAL:
        return (choice_id,)
    if choice_id in chosen:
        return tuple(chosen_id for chosen_id in chosen if chosen_id != choice_id)
    touched = question.find_choice(choice_id)
    if touched is None:
        raise KeyError(choice_id)
    if touched.exclusive:
        return (choice_id,)
    exclusive = {choice.id for choice in question.choices if choice.exclusive}
    return (*(chosen_id for chosen_id in chosen if chosen_id not in exclusive), choice_id)
