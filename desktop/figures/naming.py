"""How figures name what the register keeps by id, in one language."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from desktop.figures.model import Drawn, Figure, Table
from desktop.guide.model import Guide
from desktop.register.model import State
from desktop.sheet.dates import in_words
from desktop.territory import territory_question
from desktop.text import Phrase, Text, phrase, say

NO_BREAK = "\u00a0"


class Names:
    """Names ids by a guide; one that the guide does not know (any more) is shown as it is."""

    def __init__(self, guide: Guide, language: str) -> None:
        self._language = language
        self._needs = {need.id: need.name for need in guide.needs}
        self._members = {member.id: member.short for member in guide.members}
        self._uncovered = {item.id: item.title for item in guide.uncovered}
        self._questions = {question.id: question.short for question in guide.questions}
        asked = territory_question(guide)
        self._places = {choice.id: choice.label for choice in asked.choices} if asked else {}
        self.departments = tuple(code for code in self._places if code.isdecimal())

    def say(self, sentence: Phrase | Text | str) -> str:
        """The sentence in the language of the figures."""
        return say(sentence, self._language)

    def need(self, need: str) -> str:
        """A need's name."""
        return self.say(self._needs.get(need, need))

    def member(self, member: str) -> str:
        """A member's short name."""
        return self._members.get(member, member)

    def uncovered(self, what: str) -> str:
        """What no member answers."""
        return self.say(self._uncovered.get(what, what))

    def question(self, question: str) -> str:
        """A question, in a few words."""
        return self.say(self._questions.get(question, question))

    def department(self, code: str) -> str:
        """A department, or another answer to where the project will be."""
        if code in self._places:
            return self.say(self._places[code])
        return code or self.say(phrase("figures.no-place"))

    def state(self, state: State) -> str:
        """A referral's state, as advisors know it."""
        return self.say(phrase(f"figures.state.{state.value}"))

    def needs_in(self, found: Iterable[str]) -> list[str]:
        """The guide's needs in its order, then those found that it does not know."""
        return _with_unknown(self._needs, found)

    def members_in(self, found: Iterable[str]) -> list[str]:
        """The guide's members in its order, then those found that it does not know."""
        return _with_unknown(self._members, found)

    def questions_in(self, found: Iterable[str]) -> list[str]:
        """The questions found, in the guide's order, then those it does not know."""
        kept = set(found)
        return [name for name in _with_unknown(self._questions, kept) if name in kept]

    def number(self, number: float) -> str:
        """A number with its thousands apart, as the language writes it."""
        written = f"{number:,.0f}" if number == int(number) else f"{number:,.1f}"
        if self._language == "en":
            return written
        return written.replace(",", NO_BREAK).replace(".", ",")

    def percent(self, share: float) -> str:
        """A share from 0 to 1 as a whole percentage."""
        return self.say(phrase("figures.percent", n=round(100 * share)))

    def share(self, share: float | None) -> str:
        """The same for a table; a dash where there is none."""
        return self.say(phrase("figures.none")) if share is None else self.percent(share)

    def period(self, since: date, until: date) -> str:
        """From a day until another."""
        return self.say(phrase("figures.period", since=in_words(since), until=in_words(until)))

    def month(self, month: str) -> str:
        """A month such as "2026-11" in full."""
        return self.say(
            phrase("sheet.month", month=phrase(f"sheet.month-{month[5:]}"), year=month[:4])
        )

    def short_month(self, month: str) -> str:
        """The same in as few letters as can be."""
        return self.say(phrase(f"figures.month-{month[5:]}"))

    def figure(self, name: str, gist: Phrase, drawn: Drawn, table: Table) -> Figure:
        """A figure whose title and note are found by its name."""
        title, note = (self.say(phrase(f"figures.{name}.{part}")) for part in ("title", "note"))
        return Figure(name, title, self.say(gist), note, drawn, table)


def _with_unknown(known: Iterable[str], found: Iterable[str]) -> list[str]:
    known = list(known)
    return [*known, *sorted(set(found) - set(known))]


def months_between(since: date, until: date) -> tuple[str, ...]:
    """Every month from that of `since` to that of `until`, such as "2026-11"."""
    first, last = (day.year * 12 + day.month - 1 for day in (since, until))
    return tuple(f"{month // 12:04}-{month % 12 + 1:02}" for month in range(first, last + 1))
