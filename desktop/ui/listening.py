"""From what is heard in a visitor's words to what is offered: answers, given by a touch alone."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from desktop.guide.masks import Answers, to_choices
from desktop.guide.model import Guide, Kind, Question
from desktop.interview import Interview, toggled
from desktop.territory import Communes, place_name, territory_question
from desktop.text import Phrase, Text, load_catalogue, phrase

if TYPE_CHECKING:  # read once somebody types
    from desktop.suggest import Suggester, Suggestion

KeepSaying = Callable[[str, Sequence[str], str], bool]
"""Keeps a sentence, its labels and its language for the next version of the guide."""

PLACE = "heard-place-"

Spans = tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Offer:
    """One thing heard: what is shown of it, and the answers that a touch on it gives."""

    name: str
    icon: str
    label: Phrase | Text
    hint: Phrase | Text | None
    answers: Answers

    @property
    def is_place(self) -> bool:
        """Whether it is a place: the one answer that takes another's stead."""
        return self.name.startswith(PLACE)

    def place_in(self, interview: Interview) -> tuple[str, ...]:
        """What the visit answers to the question of this place."""
        return interview.answers.get(next(iter(self.answers)), ())

    def is_given(self, interview: Interview) -> bool:
        """Whether the visit has these answers, wherever they were given."""
        return all(
            set(values) <= set(interview.answers.get(question, ()))
            for question, values in self.answers.items()
        )


@dataclass(frozen=True, slots=True)
class Heard:
    """What a text seems to ask for.

    `spans`: where the words stand that made it think so. `ask`: a closed question, which `choices`
    answer. `is_nothing`: no need was understood, which is no error.
    """

    text: str
    offers: tuple[Offer, ...] = ()
    spans: Spans = ()
    ask: Phrase | None = None
    choices: tuple[Offer, ...] = ()
    places: tuple[Offer, ...] = ()
    is_nothing: bool = False
    is_uncovered: bool = False


class Listener:
    """Hears the needs of one guide. Keeps nothing of a text, unless it is told to."""

    def __init__(self, guide: Guide, communes: Communes, keep: KeepSaying | None = None) -> None:
        self.guide, self.communes = guide, communes
        self._keep = keep

    @cached_property
    def _suggester(self) -> Suggester:
        from desktop import suggest  # late: few visitors type

        return suggest.load_suggester(self.guide, self.communes)

    @property
    def can_keep(self) -> bool:
        """Whether a sentence may be kept here: by an advisor, with a guide in use."""
        return self._keep is not None

    def hears(self, question: Question) -> bool:
        """Whether this is the question whose answers are heard: the guide's themes."""
        themes = {need.theme for need in self.guide.needs}
        return themes <= {choice.id for choice in question.choices}

    def warm_up(self) -> None:
        """Read what hears from the disk, before the first letter is typed."""
        self._suggester.suggest("")

    def place_answered(self, interview: Interview) -> str | None:
        """The place answered so far, as it is said."""
        question = territory_question(self.guide)
        values = interview.answers.get(question.id, ()) if question else ()
        if not values:
            return None
        return place_name(self.guide, self.communes, values[0], interview.language)

    def listen(self, text: str, interview: Interview) -> Heard:
        """What is heard in `text`, beside what the visit says already of its place."""
        from desktop.suggest import THEMES  # late, with the suggester

        language = interview.language
        found = self._suggester.suggest(text, language)
        ask = found.ask if found.ask != THEMES else None
        offers = [self._offer(heard.need) for heard in found.needs]
        if found.uncovered:
            offers += self._uncovered(found)
        spans = [span for heard in found.needs for span in heard.spans]
        if found.place is not None:
            spans.append(found.place.span)
        return Heard(
            text,
            tuple(offers),
            tuple(sorted(set(spans))),
            _question_of(ask),
            tuple(self._offer(need) for need in self._asked(ask)),
            self._places(found, interview),
            is_nothing=not found.needs and ask is None,
            is_uncovered=bool(found.uncovered),
        )

    def labels(self, interview: Interview) -> tuple[str, ...]:
        """The needs that the answers of a visit say, as labels of a sentence."""
        needs = (need.id for need in self.guide.needs)
        return tuple(need for need in needs if self._offer(need).is_given(interview))

    def keep(self, text: str, interview: Interview) -> bool:
        """Keep a sentence with the needs of the visit; whether it is new.

        Raises CannotRead or CannotWrite.
        """
        if self._keep is None:
            return False
        return self._keep(text, self.labels(interview), interview.language)

    def _offer(self, need: str) -> Offer:
        """A need as its theme, and the kind that says it where the theme has kinds for needs."""
        from desktop.suggest import Suggestion, to_answers
        from desktop.suggest.model import Heard as HeardNeed

        answers = to_answers(Suggestion(needs=(HeardNeed(need, 1.0, ()),)), self.guide)
        said = [
            choice
            for question in self.guide.questions
            for choice in question.choices
            if choice.id in answers.get(question.id, ())
        ]
        hint = said[0].label if len(said) > 1 else None
        return Offer(f"heard-{need}", said[-1].icon or said[0].id, said[-1].label, hint, answers)

    def _uncovered(self, found: Suggestion) -> Iterable[Offer]:
        from desktop.suggest import to_answers

        for question in self.guide.questions:
            given = to_answers(found, self.guide).get(question.id, ())
            for choice in question.choices if question.kind is Kind.SEVERAL else ():
                if choice.id in given:
                    answers = {question.id: (choice.id,)}
                    icon = choice.icon or choice.id
                    yield Offer(f"heard-{choice.id}", icon, choice.label, choice.hint, answers)

    def _asked(self, ask: str | None) -> tuple[str, ...]:
        return next((asked.needs for asked in self._suggester.asks if asked.id == ask), ())

    def _places(self, found: Suggestion, interview: Interview) -> tuple[Offer, ...]:
        """The place heard and its namesakes, unless the visit says as much already."""
        question = territory_question(self.guide)
        if found.place is None or question is None:
            return ()
        values = (found.place.value, *found.place.others)
        answered = interview.answers.get(question.id, ())
        if {*answered, *to_choices(question, answered)} & set(values):
            return ()
        language = interview.language
        return tuple(
            Offer(
                f"{PLACE}{value}",
                "address",
                phrase(
                    "ui.own-words.place",
                    place=place_name(self.guide, self.communes, value, language),
                ),
                None,
                {question.id: (value,)},
            )
            for value in values
        )


def _question_of(ask: str | None) -> Phrase | None:
    """The closed question in words; a guide's own one that has none of ours gets a plain one."""
    if ask is None:
        return None
    key = f"suggest.ask.{ask}"
    return phrase(key if key in load_catalogue("fr") else "ui.own-words.ask")


def give(interview: Interview, offer: Offer) -> Interview:
    """The visit with the offer's answers added to what was chosen before; one place, the last."""
    for question_id, values in offer.answers.items():
        question = interview.guide.get_question(question_id)
        chosen = interview.answers.get(question_id, ())
        for value in values:
            if value not in chosen:
                chosen = toggled(question, chosen, value)
        interview = interview.answered(question_id, chosen)
    return interview


def take_back(interview: Interview, offer: Offer, place: tuple[str, ...]) -> Interview:
    """The visit without the offer's answers; a theme stays while another of its kinds is chosen.

    `place`: what was answered before a place was confirmed.
    """
    if offer.is_place:
        return interview.answered(next(iter(offer.answers)), place)
    order = [question.id for question in interview.guide.questions if question.id in offer.answers]
    for question_id in reversed(order):
        chosen = interview.answers.get(question_id, ())
        left = tuple(value for value in chosen if value not in offer.answers[question_id])
        interview = interview.answered(question_id, left)
        if left:
            break
    return interview
