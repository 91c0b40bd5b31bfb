"""From what was heard to the answers it would tick, for a person to confirm."""

from __future__ import annotations

from collections.abc import Iterator

from desktop.guide.masks import Answers
from desktop.guide.model import Guide, Question
from desktop.suggest.model import Suggestion
from desktop.territory import territory_question


def to_answers(suggestion: Suggestion, guide: Guide) -> Answers:
    """The themes, kinds and place that were heard, as the guide's answers; empty for nothing."""
    answers: dict[str, tuple[str, ...]] = {}
    if suggestion.place is not None and (territory := territory_question(guide)):
        answers[territory.id] = (suggestion.place.value,)
    themes = _themes_question(guide)
    if themes is None:
        return answers
    ticked = tuple(dict.fromkeys(_themes(suggestion, guide, themes)))
    if ticked:
        answers[themes.id] = ticked
    for need in (heard.need for heard in suggestion.needs):
        kind = next((q for q in guide.questions if q is not themes and q.find_choice(need)), None)
        if kind is not None:
            answers[kind.id] = (*answers.get(kind.id, ()), need)
    return answers


def _themes_question(guide: Guide) -> Question | None:
    themes = {need.theme for need in guide.needs}
    for question in guide.questions:
        if themes <= {choice.id for choice in question.choices}:
            return question
    return None


def _themes(suggestion: Suggestion, guide: Guide, themes: Question) -> Iterator[str]:
    """The themes of the needs heard, then that of the question to ask; or "none of these"."""
    for heard in suggestion.needs:
        yield guide.get_need(heard.need).theme
    for question in guide.questions:
        if question.id == suggestion.ask and question is not themes:
            tests = (test for box in question.ask_when for test in box)
            yield from (
                theme for test in tests if test.question == themes.id for theme in test.any_of
            )
    if suggestion.uncovered:
        yield from (choice.id for choice in themes.choices if choice.exclusive)
